import { element, table } from '../../../../page/browser/dom.js';
import { duration, figure, moment } from '../../../../page/browser/figures.js';
import type { ReportModel } from '../model.js';
import type { Words } from './words.js';

/** What ran, from when to when, and how it ended. */
export function header(model: ReportModel, words: Words): HTMLElement {
  const { file, exchanges, from, to, end } = model;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const names = exchanges.map(({ name, label, currency }) =>
    [name, ...(label === name ? [] : [`(${label})`]), currency].join(' '),
  );
  const [day] = moment(from).split(' ');
  const until = moment(to).startsWith(day ?? '') ? moment(to).split(' ')[1] : moment(to);
  const bad = end.reason === 'threw' || end.reason === 'killed';
  const fault = [end.error, end.place && `${words.at} ${end.place}`].filter(Boolean).join(', ');
  return element(
    'header',
    '',
    element('h1', '', file),
    element('p', 'facts', names.join(' · ')),
    element(
      'p',
      'facts',
      element('span', bad ? 'badge bad' : 'badge', words.ended[end.reason]),
      ` ${moment(from)} – ${until} · ${words.timesIn} ${zone}`,
    ),
    ...(fault === '' ? [] : [element('p', 'fault', fault)]),
  );
}

/** The run in five figures. */
export function figures(model: ReportModel, words: Words): HTMLElement {
  const { from, to, calls, orders, profit } = model;
  const sum = (key: 'count' | 'errors') => calls.reduce((total, one) => total + one[key], 0);
  const errors = sum('errors');
  const placed = orders.find(({ what }) => what === 'placed')?.count ?? 0;
  const others = orders.filter(({ what, count }) => what !== 'placed' && count > 0);
  const card = (title: string, value: string, { more = '', tone = '' } = {}) =>
    element(
      'div',
      'card',
      element('span', 'title', title),
      element('strong', tone, value),
      element('span', 'more', more),
    );
  return element(
    'section',
    'cards',
    ...(profit === undefined
      ? []
      : [card(words.profit, figure(profit), { tone: profit < 0 ? 'down' : profit > 0 ? 'up' : '' })]),
    card(words.duration, duration(to - from)),
    card(words.calls, figure(sum('count'))),
    card(words.errors, figure(errors), { tone: errors > 0 ? 'down' : '' }),
    card(words.ordersTitle, figure(placed), {
      more:
        placed + others.length === 0
          ? words.noOrders
          : others.map(({ what, count }) => `${count} ${words.orders[what]}`).join(' · '),
    }),
  );
}

/** Calls by function, with the time that half of them and 99% of them took at most, and errors by their text. */
export function callTables({ calls, errors, otherErrors }: ReportModel, words: Words): HTMLElement[] {
  const ms = (value: number | undefined) =>
    value === undefined ? '–' : figure(Number(value.toPrecision(3)));
  const columns = [
    { title: words.functionName },
    ...[words.count, words.errors.toLowerCase(), 'p50 ms', 'p99 ms'].map((title) => ({
      title,
      number: true,
    })),
  ];
  const rows = calls.map(({ name, count, errors: failed, half, most }) => [
    ...[name, figure(count), failed > 0 ? figure(failed) : '', ms(half), ms(most)],
  ]);
  const texts = errors.map(({ text, count }) => [text, figure(count)]);
  if (otherErrors > 0) texts.push([words.otherErrors, figure(otherErrors)]);
  const errorColumns = [{ title: '' }, { title: words.count, number: true }];
  return [
    ...(rows.length > 0 ? [section(words.calls, table(columns, rows))] : []),
    ...(texts.length > 0 ? [section(words.errors, table(errorColumns, texts))] : []),
  ];
}

/** The last status bar: its text, and tables in their places. */
export function statusBar({ status }: ReportModel, words: Words): HTMLElement[] {
  if (!status || status.text === '') return [];
  const parts = status.text.split('\n').map((line) => {
    const [, number] = /^\{(\d+)\}$/.exec(line.trim()) ?? [];
    const shown = number === undefined ? undefined : status.tables[Number(number)];
    if (!shown) return element('p', 'line', line);
    const columns = shown.cols.map((title) => ({ title }));
    return element(
      'div',
      '',
      ...(shown.title === '' ? [] : [element('h3', '', shown.title)]),
      table(columns, shown.rows),
    );
  });
  return [section(words.status, ...parts)];
}

export function section(title: string, ...content: readonly Node[]): HTMLElement {
  return element('section', '', element('h2', '', title), ...content);
}
