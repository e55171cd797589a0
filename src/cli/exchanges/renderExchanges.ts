import type { ChalkInstance } from 'chalk';
import type { CcxtDescription } from '../../exchanges/ccxt/library/describeCcxt.js';
import { methodNames, methods } from '../../protocol/methods.js';
import type { ExchangeDescription } from '../../runtime/describeExchanges.js';
import { say } from '../../wording/say.js';
import { type Column, renderTable } from '../terminal/renderTable.js';
import { breakWords, type Screen } from '../terminal/screen.js';

interface Row {
  title: string;
  cells: ReadonlyMap<string, string>;
}

/** The support matrix for people: a row for each FMZ function, a column for each exchange. */
export function renderExchanges(
  exchanges: readonly ExchangeDescription[],
  colors: ChalkInstance,
  screen: Screen = {},
): string {
  const row = (title: string, cell: (exchange: ExchangeDescription) => string): Row => ({
    title,
    cells: new Map(exchanges.map((exchange) => [exchange.name, cell(exchange)])),
  });
  const rows = [
    ...methodNames.map((name) =>
      row(methods[name].fmz, (exchange) => (exchange.methods.includes(name) ? say('yes') : '-')),
    ),
    row(say('keys'), (exchange) => say(exchange.keys)),
    row(say('prices'), ({ publicData }) => (publicData ? say('public') : say('with keys'))),
  ];
  const columns: Column<Row>[] = exchanges.map(({ name }) => ({
    title: name,
    cell: ({ cells }) => cells.get(name),
    tone: ({ cells }) => (cells.get(name) === say('yes') ? 'good' : undefined),
  }));
  const matrix = renderTable(
    [{ title: say('function'), cell: ({ title }) => title }, ...columns],
    rows,
    colors,
    screen,
  );
  return [matrix, ...exchanges.flatMap((exchange) => renderNotes(exchange, screen))].join('\n');
}

/** Why an exchange lacks functions, where its author says so: functions for the same reason stand together. */
function renderNotes({ name, unsupported = {} }: ExchangeDescription, screen: Screen): string[] {
  const reasons = new Map<string, string[]>();
  for (const method of methodNames) {
    const reason = unsupported[method];
    if (reason !== undefined) reasons.set(reason, [...(reasons.get(reason) ?? []), methods[method].fmz]);
  }
  const notes = [...reasons].flatMap(([reason, names]) =>
    breakWords(`${name} ${names.join(', ')}: ${reason}`, screen),
  );
  return notes.length > 0 ? ['', ...notes] : [];
}

const TITLES = methodNames.map((name) => [name, methods[name].fmz.replace(/^Get/, '')] as const);

/** The exchanges of ccxt for people: a row for each exchange, a column for each FMZ function. */
export function renderCcxt(
  exchanges: readonly CcxtDescription[],
  colors: ChalkInstance,
  screen: Screen = {},
): string {
  const columns: Column<CcxtDescription>[] = [
    { title: say('exchange'), cell: ({ name }) => name },
    ...TITLES.map(
      ([name, title]): Column<CcxtDescription> => ({
        title,
        cell: (exchange) => (exchange.methods.includes(name) ? say('yes') : '-'),
        tone: (exchange) => (exchange.methods.includes(name) ? 'good' : undefined),
      }),
    ),
    { title: say('simulate'), cell: ({ simulate }) => (simulate ? say('yes') : '-') },
    { title: say('keys'), cell: ({ credentials }) => credentials.join(',') || '-' },
  ];
  return renderTable(columns, exchanges, colors, screen);
}

/** The same as a page in Markdown. @param version of ccxt. */
export function renderCcxtPage(version: string, exchanges: readonly CcxtDescription[]): string {
  const head = ['exchange', ...TITLES.map(([, title]) => title), 'simulate', 'keys'];
  const rows = exchanges.map(({ name, methods: known, simulate, credentials }) => [
    name,
    ...TITLES.map(([method]) => (known.includes(method) ? 'yes' : '')),
    simulate ? 'yes' : '',
    credentials.join(', '),
  ]);
  const orders = exchanges
    .filter(({ methods: known }) => known.includes('trade'))
    .map(({ name, methods: known, orders: { marketBuy, changes, clientOrderId } }) => [
      name,
      marketBuy ? 'yes' : '',
      known.includes('modifyorder') ? describeChanges(changes) : '',
      clientOrderId ? 'yes' : '',
    ]);
  return [
    `# The ${exchanges.length} exchanges of ccxt ${version}`,
    '',
    'Made by `fmzproto exchanges --ccxt --markdown`. The functions are those of FMZ, without their Get; `keys` are what an',
    'exchange requires, by the names that can be given in the secret key box.',
    '',
    ...table(head, rows),
    '## Orders',
    '',
    'A market buy of a pair is for an amount of quote currency, and is refused where the exchange has no such order.',
    'ModifyOrder changes an order in place, or the exchange cancels it and places a new one with an id of its own, or only an',
    'unfilled order can be changed. By a client order id, an order is looked up if its answer is lost; without one the outcome',
    'is unknown then.',
    '',
    ...table(['exchange', 'market buy', 'ModifyOrder', 'client order id'], orders),
  ].join('\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line), ''];
}

const CHANGES = {
  inPlace: 'in place',
  replaced: 'new order',
  unclear: 'unfilled orders',
  refused: 'no',
} as const;

function describeChanges(changes: CcxtDescription['orders']['changes']): string {
  if (typeof changes === 'string') return CHANGES[changes];
  return `pairs: ${CHANGES[changes.pairs]}; contracts: ${CHANGES[changes.contracts]}`;
}
