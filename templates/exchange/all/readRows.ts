import { type FmzSymbol, type FmzSymbolRange, type Reply, rawOf } from 'fmzproto';
import type { __Exchange__Api } from './__Exchange__Api.ts';
import { instrumentSource, type Native, nativeOf, type Product, products } from './instruments.ts';

/** A row of the exchange's, and FMZ's symbol of what it is about. */
export interface NamedRow<Row> {
  row: Row;
  symbol: string;
  list: Product;
}

type Wanted = FmzSymbol | FmzSymbolRange | undefined;

/**
 * The rows that a symbol, a range or nothing (everything) means; of the latter two, those of a whole list at a time.
 *
 * @param options.lists where to look when nothing is wanted: everywhere, unless it is said.
 * @param read reads the rows of one instrument or one list, with all replies that they came in.
 */
export async function readRows<Row extends { symbol: string }>(
  api: __Exchange__Api,
  options: { symbol?: Wanted; lists?: readonly Product[] },
  read: (native: Native) => Promise<{ rows: readonly Row[]; replies: readonly Reply[] }>,
): Promise<{ rows: NamedRow<Row>[]; raw: unknown }> {
  const { symbol: wanted, lists = products } = options;
  const id = wanted && !('range' in wanted) ? (await api.state.instruments.find(api, wanted)).id : undefined;
  const reads = await Promise.all(
    (wanted ? [instrumentSource.listOf(wanted)] : lists).map(async (list) => {
      const { rows, replies } = await read(nativeOf({ list, id }));
      return { rows: await nameRows(api, list, rows, wanted), replies };
    }),
  );
  return { rows: reads.flatMap(({ rows }) => rows), raw: rawOf(reads.flatMap(({ replies }) => replies)) };
}

/** Names the rows of one list as FMZ does, and leaves out what is not wanted. */
export async function nameRows<Row extends { symbol: string }>(
  api: __Exchange__Api,
  list: Product,
  rows: readonly Row[],
  wanted?: Wanted,
): Promise<NamedRow<Row>[]> {
  const { instruments } = api.state;
  if (wanted && !('range' in wanted)) {
    const { id, name } = await instruments.find(api, wanted);
    return rows.filter(({ symbol }) => symbol === id).map((row) => ({ row, symbol: name, list }));
  }
  const holds = wanted ? await instruments.rangeFilter(api, wanted) : () => true;
  const nameOf = await instruments.namer(api, [list]);
  return rows
    .filter(({ symbol }) => holds(symbol))
    .map((row) => ({ row, symbol: nameOf(row.symbol, list), list }));
}
