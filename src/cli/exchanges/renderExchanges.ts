import type { ChalkInstance } from 'chalk';
import { methodNames, methods } from '../../protocol/methods.js';
import type { ExchangeDescription } from '../../runtime/registry.js';
import { type Column, renderTable } from '../terminal/renderTable.js';
import type { Screen } from '../terminal/Screen.js';

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
      row(methods[name].fmz, (exchange) => (exchange.methods.includes(name) ? 'yes' : '-')),
    ),
    row('keys', (exchange) => exchange.keys),
  ];
  const columns: Column<Row>[] = exchanges.map(({ name }) => ({
    title: name,
    cell: ({ cells }) => cells.get(name),
    tone: ({ cells }) => (cells.get(name) === 'yes' ? 'good' : undefined),
  }));
  return renderTable([{ title: 'function', cell: ({ title }) => title }, ...columns], rows, colors, screen);
}
