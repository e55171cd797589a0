import type { ChalkInstance } from 'chalk';
import { oneLine } from '../../protocol/oneLine.js';
import { formatTime } from '../../protocol/time.js';
import type { LogEvent, StatusTable, StrategyEvent } from '../../strategy/events.js';
import { logText } from '../../strategy/logText.js';
import { say } from '../../wording/say.js';
import { renderTable } from '../terminal/renderTable.js';
import { breakText, displayWidth, type Screen } from '../terminal/screen.js';

/** As wide as the longest level. */
const LEVEL_WIDTH = 6;

/** The lines of the log that an event is; `undefined` where it is none. */
export function renderEvent(event: StrategyEvent, colors: ChalkInstance): string | undefined {
  if (event.kind === 'log') return renderLog(event, colors);
  if (event.kind !== 'profit' || event.curveOnly) return undefined;
  const text = event.text === '' ? String(event.value) : `${event.value} ${event.text}`;
  return renderLog({ kind: 'log', time: event.time, level: 'profit', text }, colors);
}

function renderLog(event: LogEvent, colors: ChalkInstance): string {
  const { level, exchange, place, colour } = event;
  const ofOrder = level === 'buy' || level === 'sell' || level === 'cancel';
  const subject = ofOrder && exchange !== undefined ? `${exchange} ` : '';
  const text = `${subject}${printable(event.text)}`;
  const paint = colour !== undefined ? colors.hex(colour) : level === 'error' ? colors.red : plain;
  const [, clock = ''] = formatTime(event.time).split(' ');
  const word = level === 'log' ? '' : say(level);
  const padded = word + ' '.repeat(Math.max(0, LEVEL_WIDTH - displayWidth(word)));
  const head = `${colors.dim(clock)}  ${painterOf(level, colors)(padded)}  `;
  const indent = ' '.repeat(clock.length + 2 + LEVEL_WIDTH + 2);
  const where = place === undefined ? '' : colors.dim(`  (${place})`);
  const mark = event.push ? colors.dim(' @') : '';
  const [first = '', ...others] = text.split('\n');
  return [`${head}${paint(first)}`, ...others.map((line) => indent + paint(line))].join('\n') + mark + where;
}

function painterOf(level: LogEvent['level'], colors: ChalkInstance): (text: string) => string {
  if (level === 'buy') return colors.green;
  if (level === 'sell' || level === 'error') return colors.red;
  return level === 'log' ? plain : colors.cyan;
}

function plain(text: string): string {
  return text;
}

/** What a terminal would obey, or draw in another order than it is told. */
const OBEYED = /(?!\n)[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu;

/** Lines without what a terminal would obey. */
export function printable(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(OBEYED, ' ');
}

/** The status bar of a strategy: its text, and tables in their places. */
export function renderStatus(
  { text, tables }: { text: string; tables: readonly StatusTable[] },
  colors: ChalkInstance,
  screen: Screen,
): string {
  return printable(text)
    .split('\n')
    .map((line) => {
      const [, number] = /^\{(\d+)\}$/.exec(line.trim()) ?? [];
      const table = number === undefined ? undefined : tables[Number(number)];
      if (table) return renderStatusTable(table, colors, screen);
      return screen.columns === undefined ? line : breakText(line, screen.columns).join('\n');
    })
    .join('\n');
}

function renderStatusTable(
  { title, cols, rows }: StatusTable,
  colors: ChalkInstance,
  screen: Screen,
): string {
  const columns = cols.map((name, index) => ({
    title: logText([oneLine(name)]).text,
    cell: (row: readonly string[]) => logText([oneLine(row[index] ?? '')]).text,
  }));
  const table = renderTable(columns, rows, colors, screen);
  return [title === '' ? '' : colors.bold(oneLine(title)), table].filter((part) => part !== '').join('\n');
}
