import { element, table } from '../../../page/browser/dom.js';
import type { ShownRequest } from '../model.js';
import type { Speaker } from './Speaker.js';
import { groupsOf, quantile, timesOf } from './statistics.js';

/** The last requests in four figures. */
export function figureCards(requests: readonly ShownRequest[], { words }: Speaker): HTMLElement[] {
  const times = timesOf(requests);
  const errors = requests.filter(({ ok }) => !ok).length;
  const ms = (share: number) => (times.length === 0 ? '–' : `${quantile(times, share)} ms`);
  const card = (title: string, value: string, tone = '') =>
    element('div', 'card', element('span', 'title', title), element('strong', tone, value));
  return [
    card(words.figures.requests, String(requests.length)),
    card(words.figures.errors, String(errors), errors > 0 ? 'down' : ''),
    card(words.figures.median, ms(0.5)),
    card(words.figures.slow, ms(0.95)),
  ];
}

/** How often each function was asked, and how long it took. */
export function functionTable(requests: readonly ShownRequest[], { words }: Speaker): HTMLElement[] {
  if (requests.length === 0) return [];
  const { columns, figures, slowest } = words;
  const number = (title: string) => ({ title, number: true });
  const rows = groupsOf(requests).map(({ exchange, method, ...numbers }) => [
    exchange || '-',
    method || '-',
    ...[numbers.count, numbers.errors, numbers.median, numbers.slow, numbers.longest].map(String),
  ]);
  return [
    table(
      [
        { title: columns.exchange },
        { title: columns.method },
        ...[columns.count, columns.errors, columns.median, `${figures.slow} ms`, slowest].map(number),
      ],
      rows,
    ),
  ];
}
