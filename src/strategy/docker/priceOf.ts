import * as v from 'valibot';
import { symbolArgument } from './arguments.js';
import type { Request } from './Plan.js';
import { barRow, depthRow, tickerRow, tradeRow } from './wireRows.js';

const rows = v.array(v.unknown());
const last = v.pick(tickerRow, ['last']);

/** The latest price that an answer holds; 0 where it holds none. */
const READERS: Readonly<Partial<Record<Request['method'], (data: unknown) => number>>> = {
  ticker: (data) => v.parse(last, data).last,
  depth(data) {
    const { asks, bids } = v.parse(depthRow, data);
    const [ask, bid] = [Math.min(...asks.map(([price]) => price)), Math.max(...bids.map(([price]) => price))];
    return (ask + bid) / 2;
  },
  records: (data) => v.parse(barRow, v.parse(rows, data).at(-1))[4],
  trades: (data) =>
    v
      .parse(v.array(tradeRow), data)
      .reduce((latest, trade) => (trade.time >= latest.time ? trade : latest), { time: 0, price: 0 }).price,
};

/** The price that an answer shows of the symbol that was asked for, as the exchange has it. */
export function priceOf(
  { method, params }: Request,
  data: unknown,
): { symbol: string; value: number } | undefined {
  const read = READERS[method];
  const symbol = 'symbol' in params ? symbolArgument(params.symbol) : undefined;
  if (!read || symbol === undefined) return undefined;
  try {
    const value = read(data);
    return Number.isFinite(value) && value > 0 ? { symbol, value } : undefined;
  } catch {
    // An answer without one, such as no bars.
    return undefined;
  }
}
