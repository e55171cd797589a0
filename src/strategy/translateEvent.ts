import type { Language } from '../wording/say.js';
import type { StatusTable, StrategyEvent } from './events.js';

const [BEGIN, END] = ['[trans]', '[/trans]'] as const;

/**
 * A text in one language: of each `[trans]Chinese|English[/trans]` one half, or all of it where there is only one.
 *
 * @example translate('[trans]买入|buy[/trans] 5', 'en') // 'buy 5'
 */
export function translate(text: string, language: Language): string {
  const parts: string[] = [];
  let at = 0;
  // Not by a regular expression, which looks through the rest of the text for each that is never closed.
  for (;;) {
    const begin = text.indexOf(BEGIN, at);
    const end = begin < 0 ? -1 : text.indexOf(END, begin);
    if (end < 0) return at === 0 ? text : parts.join('') + text.slice(at);
    const [chinese = '', ...english] = text.slice(begin + BEGIN.length, end).split('|');
    parts.push(
      text.slice(at, begin),
      language === 'zh' || english.length === 0 ? chinese : english.join('|'),
    );
    at = end + END.length;
  }
}

/** An event as it is shown: logs, profits, status bars with their tables, and charts have their texts in one language. */
export function translateEvent(event: StrategyEvent, language: Language): StrategyEvent {
  const say = (text: string) => translate(text, language);
  if (event.kind === 'log' || event.kind === 'profit') return { ...event, text: say(event.text) };
  if (event.kind === 'status')
    return {
      ...event,
      text: say(event.text),
      tables: event.tables.map((table) => translateTable(table, say)),
    };
  if (event.kind === 'chart') return { ...event, data: translateAll(event.data, say) };
  return event;
}

function translateTable({ title, cols, rows }: StatusTable, say: (text: string) => string): StatusTable {
  return { title: say(title), cols: cols.map(say), rows: rows.map((row) => row.map(say)) };
}

/** Every text in a value. */
function translateAll(value: unknown, say: (text: string) => string): unknown {
  if (typeof value === 'string') return say(value);
  if (Array.isArray(value)) return value.map((one: unknown) => translateAll(one, say));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, translateAll(one, say)]));
}
