import type { ChalkInstance } from 'chalk';
import type { CaseResult } from '../../check/runCases.js';
import { oneLine } from '../../protocol/oneLine.js';
import type { Gap } from '../../scaffold/findGaps.js';
import { say } from '../../wording/say.js';
import { displayWidth } from '../terminal/screen.js';

const WIDEST = 300;
const INDENT = ' '.repeat(11);
/** Each word takes four columns, in either language. */
const OUTCOMES = {
  ok: { word: 'ok  ', paint: 'green' },
  fail: { word: 'FAIL', paint: 'red' },
  skip: { word: 'skip', paint: 'dim' },
} as const;

/**
 * A case for people: one line, and for a failure what was sent, what came, and what the contract says.
 *
 * @param previous the case before it; the name of a group stands above its first case.
 */
export function renderResult(
  result: CaseResult,
  previous: CaseResult | undefined,
  colors: ChalkInstance,
): string {
  const { number, id, group, title, status, reason } = result;
  const { word, paint } = OUTCOMES[status];
  const note =
    status === 'skip' ? colors.dim(say(': {reason}', { reason: oneLine(reason ?? '', WIDEST) })) : '';
  const line = `${String(number).padStart(4)}  ${colors[paint](say(word))} ${title}${note}`;
  const heading = group === previous?.group ? [] : [colors.bold(group)];
  const findings = status === 'fail' ? renderFindings(result).map((text) => INDENT + text) : [];
  return [...heading, status === 'fail' ? `${line} ${colors.dim(`(${id})`)}` : line, ...findings].join('\n');
}

/** @param columns of the terminal that it is to take. */
function padded(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - displayWidth(text)));
}

/** The last line: how many cases went how. */
export function renderSummary(cases: readonly CaseResult[], colors: ChalkInstance): string {
  const count = (status: CaseResult['status']) => cases.filter((one) => one.status === status).length;
  const failed = count('fail');
  const paint = failed > 0 ? colors.red : colors.green;
  const facts = {
    ...{ count: cases.length, ok: count('ok'), skipped: count('skip') },
    failures: paint(say('{count} failed', { count: failed })),
  };
  return cases.length === 1
    ? say('{count} case: {ok} ok, {failures}, {skipped} skipped', facts)
    : say('{count} cases: {ok} ok, {failures}, {skipped} skipped', facts);
}

function renderFindings({ reason, contract, sent, received }: CaseResult): string[] {
  const headers = Object.entries(sent?.headers ?? {}).map(([name, value]) => `${name}: ${value}`);
  const lines: [string, string | undefined][] = [
    [say('found'), reason],
    [say('sent'), sent && [sent.verb, sent.path, ...headers, sent.body].join(' ')],
    [
      say('came'),
      received && ('failure' in received ? received.failure : `${received.status} ${received.text}`),
    ],
    [say('contract'), contract],
  ];
  const width = Math.max(...lines.map(([name]) => displayWidth(name)));
  return lines.flatMap(([name, text]) =>
    text === undefined ? [] : [`${padded(name, width)}  ${oneLine(text, WIDEST)}`],
  );
}

/** What an adapter's author has to fill in, a line for each place. */
export function renderGaps(gaps: readonly Gap[], colors: ChalkInstance): string[] {
  if (gaps.length === 0) return [];
  const places = gaps.map(({ file, line }) => `${file}:${line}`);
  const width = Math.max(...places.map((place) => place.length));
  return [
    colors.bold(say('left to fill in:')),
    ...gaps.map(({ text }, index) => `  ${(places[index] ?? '').padEnd(width)}  ${oneLine(text, 160)}`),
  ];
}
