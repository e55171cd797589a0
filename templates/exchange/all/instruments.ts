import {
  type FmzSymbol,
  type FmzSymbolRange,
  type Instrument,
  type InstrumentSource,
  // #if !futures
  ProtocolError,
  // #end
  parseReply,
  // #if keys
  type Steps,
  // #end
  symbolOf,
} from 'fmzproto';
import type { __Exchange__Api } from './__Exchange__Api.ts';
import { type InstrumentRow, instrumentsReply } from './replies.ts';

// FILL IN: the exchange's words for its products, as its lists of instruments and tickers take them.
export const products = __products__ as const;
export type Product = (typeof products)[number];

/** An instrument as the exchange lists it. */
export type __Exchange__Instrument = Instrument<InstrumentRow, Product>;

/** Where the instruments come from; `api.state.instruments` keeps them. */
export const instrumentSource: InstrumentSource<InstrumentRow, Product> = {
  exchange: '__displayName__',
  lists: products,
  // #if both
  listOf: (symbol) => ('range' in symbol || symbol.contract !== undefined ? 'futures' : 'spot'),
  // #else
  // #if futures
  listOf: () => 'futures',
  // #else
  listOf(symbol) {
    if (!('range' in symbol) && symbol.contract === undefined) return 'spot';
    throw new ProtocolError(`${symbol.name} means futures: of __displayName__ there is spot only, like BTC_USDT`);
  },
  // #end
  // #end
  async read(api, list) {
    // FILL IN: path of the list of instruments, and the name of its product parameter.
    const reply = await api.get('/api/v1/instruments', { product: list });
    const rows = parseReply(instrumentsReply, reply).data;
    return { instruments: rows.map((row) => toInstrument(row, list)), replies: [reply] };
  },
  delistedName: (id) => id,
};

function toInstrument(row: InstrumentRow, list: Product): __Exchange__Instrument {
  // #if split
  const [__firstCurrency__ = '', __secondCurrency__ = ''] = row.symbol.toUpperCase().split(__separators__);
  // #else
  // FILL IN: the fields of the currencies: a name like __nativeSymbol__ does not tell where one ends.
  const [base, quote] = [row.base.toUpperCase(), row.quote.toUpperCase()];
  // #end
  // #if futures
  const kind = row.expiry ? 'futures' : 'swap';
  // #end
  return {
    list,
    id: row.symbol,
    // #if both
    kind: list === 'spot' ? 'spot' : kind,
    // #else
    // #if futures
    kind,
    // #else
    kind: 'spot',
    // #end
    // #end
    ...{ base, quote },
    // #if futures
    ...(row.expiry && { expiry: row.expiry }),
    // #end
    standard: true,
    row,
  };
}
// #if keys

/** What checkTrade needs. */
export function stepsOf({ row }: __Exchange__Instrument): Steps {
  return { lotSize: row.lotSize, minimum: row.minAmount, tickSize: row.tickSize };
}
// #end

/** The exchange's name of a symbol; `undefined` for a range or nothing, which are looked for in all that there is. */
export async function nameOf(
  api: __Exchange__Api,
  wanted: FmzSymbol | FmzSymbolRange | undefined,
): Promise<string | undefined> {
  if (wanted === undefined || 'range' in wanted) return undefined;
  return (await api.state.instruments.find(api, wanted)).id;
}

// #if both
// FILL IN: where spot and contracts share names (BTCUSDT is both), rows and order ids have to tell them apart.
// #end
/** The rows that a symbol, a range or nothing (everything) means, each with FMZ's symbol. */
export async function selectRows<Row extends { symbol: string }>(
  api: __Exchange__Api,
  rows: readonly Row[],
  wanted?: FmzSymbol | FmzSymbolRange,
): Promise<{ row: Row; symbol: string }[]> {
  const { instruments } = api.state;
  if (wanted && !('range' in wanted)) {
    const { id } = await instruments.find(api, wanted);
    return rows.filter(({ symbol }) => symbol === id).map((row) => ({ row, symbol: wanted.name }));
  }
  const holds = wanted ? await instruments.rangeFilter(api, wanted) : () => true;
  const known = new Map((await instruments.all(api)).flatMap(({ byId }) => [...byId]));
  const now = api.now();
  return rows.flatMap((row) => {
    const instrument = known.get(row.symbol);
    // What is no longer listed keeps the exchange's name.
    const symbol = instrument ? symbolOf(instrument, now) : row.symbol;
    return holds(row.symbol) ? [{ row, symbol }] : [];
  });
}
