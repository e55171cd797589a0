import type { Deal } from '../exchange/stream/LiveMarket.js';
import { tape } from '../exchange/tape.js';
import type { Instrument } from './Instrument.js';
import type { Market } from './Market.js';

/**
 * Rows of market/trades, newest first: what was traded on the stream, and before that one trade in every second, the
 * same whenever it is asked for.
 */
export function trades(market: Market, instrument: Instrument, limit: number): Record<string, string>[] {
  const { instId, tickSz, lotSz } = instrument.row;
  const deals = market.live.get(instId)?.deals ?? [];
  const before = deals.at(-1)?.time ?? market.clock.now();
  const prints = tape(before, market.price(instrument), tickSz, lotSz, limit).map(
    ({ second, price, size, side }): Deal => ({
      ...{ id: `${second}`, time: second * 1000, side },
      ...{ price: price.toFixed(), size: size.toFixed() },
    }),
  );
  return [...deals, ...prints].slice(0, limit).map((deal) => tradeRow(instId, deal));
}

/** A row of market/trades. */
export function tradeRow(instId: string, { id, time, price, size, side }: Deal): Record<string, string> {
  return { instId, side, sz: size, source: '0', px: price, tradeId: id, ts: `${time}` };
}
