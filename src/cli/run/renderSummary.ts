import type { ChalkInstance } from 'chalk';
import { say } from '../../wording/say.js';
import { renderFields, renderTable } from '../terminal/renderTable.js';
import { breakText, type Screen } from '../terminal/screen.js';
import { orderFields } from './orderFields.js';
import type { Tally } from './Tally.js';

/** How many texts of errors are shown. */
const MOST_ERRORS = 10;

/** What happened in a run: calls by function, orders, profit, and errors by text. */
export function renderSummary(tally: Tally, colors: ChalkInstance, screen: Screen): string {
  const calls = [...tally.calls].map(([name, { count, latencies, errors }]) => ({
    name,
    count,
    errors: errors || undefined,
    half: shown(latencies.percentile(0.5)),
    most: shown(latencies.percentile(0.99)),
  }));
  const table = renderTable(
    [
      { title: say('calls'), cell: ({ name }) => name },
      { title: say('count'), number: true, cell: ({ count }) => count },
      { title: say('errors'), number: true, cell: ({ errors }) => errors, tone: () => 'bad' as const },
      { title: 'p50 ms', number: true, cell: ({ half }) => half },
      { title: 'p99 ms', number: true, cell: ({ most }) => most },
    ],
    calls.toSorted((a, b) => b.count - a.count),
    colors,
    screen,
  );
  const { profit } = tally;
  const fields = renderFields(
    [...orderFields(tally.orders), { name: say('profit'), value: profit, tone: toneOf(profit) }],
    colors,
    screen,
  );
  return [calls.length > 0 ? table : '', fields, renderErrors(tally, colors, screen)]
    .filter((part) => part !== '')
    .join('\n\n');
}

function renderErrors({ errors, otherErrors }: Tally, colors: ChalkInstance, { columns }: Screen): string {
  const sorted = [...errors].toSorted(([, a], [, b]) => b - a);
  const rest = sorted.slice(MOST_ERRORS).reduce((sum, [, count]) => sum + count, otherErrors);
  const rows = sorted.slice(0, MOST_ERRORS).map(([text, count]) => say('{count} x {text}', { count, text }));
  if (rest > 0) rows.push(say('{count} x others', { count: rest }));
  return rows
    .flatMap((row) => (columns === undefined ? [row] : breakText(row, columns)))
    .map((row) => colors.red(row))
    .join('\n');
}

/** Three digits are what is measured. */
function shown(ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : Number(ms.toPrecision(3));
}

function toneOf(profit: number | undefined): 'good' | 'bad' | undefined {
  if (profit === undefined || profit === 0) return undefined;
  return profit > 0 ? 'good' : 'bad';
}
