import { nextOpen } from '../../exchange/Bar.js';
import type { Sides } from '../../exchange/stream/LiveBook.js';
import type { Deal } from '../../exchange/stream/LiveMarket.js';
import { bars } from '../bars.js';
import type { Instrument } from '../Instrument.js';
import { klineRows } from '../klines.js';
import type { Market } from '../Market.js';
import { ticker } from '../ticker.js';

/** A message of `orderbook`. */
export function bookMessage(
  { clock }: Market,
  topic: string,
  { symbol }: Instrument,
  type: 'snapshot' | 'delta',
  { asks, bids }: Sides,
  u: number,
): string {
  const ts = clock.now();
  const data = { s: symbol, b: bids, a: asks, u, seq: u * 10 };
  return JSON.stringify({ topic, type, ts, data, cts: ts - 3 });
}

/** A row of `tickers`: of spot without the best bid and ask. */
export function tickerRow(market: Market, instrument: Instrument): Record<string, string> {
  const row = ticker(market, instrument);
  if (instrument.category !== 'spot') return { ...row, tickDirection: 'PlusTick' };
  const { bid1Price, bid1Size, ask1Price, ask1Size, ...rest } = row;
  return rest;
}

/** A message of `tickers`. */
export function tickerMessage(
  { clock }: Market,
  topic: string,
  type: 'snapshot' | 'delta',
  data: Record<string, string>,
): string {
  const ts = clock.now();
  return JSON.stringify({ topic, type, data, cs: ts * 10, ts });
}

/** A message of `publicTrade`. */
export function tradeMessage(
  { clock }: Market,
  topic: string,
  { category, symbol }: Instrument,
  { id, time, price, size, side }: Deal,
): string {
  const row = {
    ...{ T: time, s: symbol, S: side === 'buy' ? 'Buy' : 'Sell', v: size, p: price },
    ...(category === 'spot' ? {} : { L: 'PlusTick' }),
    ...{ i: id, BT: false, RPI: false, seq: time },
  };
  return JSON.stringify({ topic, type: 'snapshot', ts: clock.now(), data: [row] });
}

/** Messages of `kline` with when their bars open: of the running bar, and before it of those that closed since. */
export function klineMessages(
  market: Market,
  topic: string,
  instrument: Instrument,
  interval: string,
  since?: number,
): [text: string, open: number][] {
  const bar = bars.get(interval);
  if (!bar) return [];
  const now = market.clock.now();
  const forming = bar.open(now);
  return klineRows(market, instrument, bar, since ?? forming).map((row) => {
    const [, open, high, low, close, volume, turnover] = row;
    const start = Number(row[0]);
    const data = {
      ...{ start, end: nextOpen(bar, start) - 1, interval, open, close, high, low, volume, turnover },
      ...{ confirm: start !== forming, timestamp: now },
    };
    return [JSON.stringify({ topic, data: [data], ts: now, type: 'snapshot' }), start];
  });
}
