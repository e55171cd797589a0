import { BigNumber } from 'bignumber.js';
import { SECOND } from '../exchange/Bar.js';
import { timeText } from './AlpacaOrder.js';
import type { Asset } from './Asset.js';
import type { Market } from './Market.js';

const BEYOND_DOUBLES = 9_007_199_254_740_993n;

/** A trade of the public: one in every second in which the asset is traded. */
export function tradeRow(market: Market, asset: Asset, time: number): Record<string, unknown> {
  const second = Math.floor(time / SECOND);
  const price = market.price(asset).plus(new BigNumber(asset.tick).times((second % 3) - 1));
  const shared = {
    t: timeText(second * SECOND + 537, 6),
    p: price.toNumber(),
    s: new BigNumber(asset.lot).times((second % 89) + 1).toNumber(),
  };
  if (asset.class === 'crypto') {
    return { ...shared, i: BEYOND_DOUBLES + BigInt(second), tks: second % 2 === 0 ? 'B' : 'S' };
  }
  // An id of a stock is one of a venue and a moment.
  const id = BEYOND_DOUBLES + BigInt(second % 40);
  return { ...shared, i: id, x: 'V', c: ['@'], z: 'C', ...(second % 37 === 0 && { u: 'canceled' }) };
}

/** Trades of a stretch of time, oldest first or newest first. */
export function* tradesBetween(
  market: Market,
  asset: Asset,
  { from, to, falling }: { from: number; to: number; falling: boolean },
): Generator<{ time: number; row: Record<string, unknown> }> {
  const last = Math.floor(Math.min(to, market.clock.now()) / SECOND);
  const first = Math.ceil(from / SECOND);
  for (let step = 0; step <= last - first; step += 1) {
    const time = (falling ? last - step : first + step) * SECOND;
    const traded = asset.class === 'crypto' ? time : market.calendar.lastTraded(time);
    if (traded !== time && falling) step += Math.floor((time - traded) / SECOND);
    const at = falling ? Math.floor(traded / SECOND) * SECOND : time;
    if ((falling || traded === time) && at >= from) yield { time: at, row: tradeRow(market, asset, at) };
  }
}

/** The last moment at which an asset was quoted. */
export function quotedAt(market: Market, { class: kind }: Asset): number {
  const now = market.clock.now();
  return kind === 'crypto' ? now : market.calendar.lastTraded(now);
}

/** The best bid and ask; a side that nobody is on has the price 0. */
export function quoteRow(market: Market, asset: Asset): Record<string, unknown> {
  const unsold = market.unsold.has(asset.symbol);
  const shared = {
    t: timeText(quotedAt(market, asset)),
    bp: market.bid(asset).toNumber(),
    bs: new BigNumber(asset.lot).times(200).toNumber(),
    ap: unsold ? 0 : market.ask(asset).toNumber(),
    as: unsold ? 0 : new BigNumber(asset.lot).times(300).toNumber(),
  };
  if (asset.class === 'crypto') return shared;
  return { ...shared, bx: 'V', ax: unsold ? ' ' : 'V', c: ['R'], z: 'C' };
}
