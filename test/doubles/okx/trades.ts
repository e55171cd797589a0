import { tape } from '../exchange/tape.js';
import type { Instrument } from './Instrument.js';
import type { Market } from './Market.js';

/** Rows of market/trades, newest first: one trade in every second, the same whenever it is asked for. */
export function trades(market: Market, instrument: Instrument, limit: number): Record<string, string>[] {
  const { instId, tickSz, lotSz } = instrument.row;
  const prints = tape(market.clock.now(), market.price(instrument), tickSz, lotSz, limit);
  return prints.map(({ second, price, size, side }) => ({
    instId,
    side,
    sz: size.toFixed(),
    source: '0',
    px: price.toFixed(),
    tradeId: `${second}`,
    ts: `${second * 1000}`,
  }));
}
