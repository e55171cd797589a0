import type { Deal } from '../exchange/stream/LiveMarket.js';
import { tape } from '../exchange/tape.js';
import { type Instrument, priceText, quantityText } from './Instrument.js';
import type { Market } from './Market.js';
import { category, limit } from './params.js';

/** market/recent-trade, newest first: what was traded on the stream, and before that one trade in every second. */
export function recentTrades(query: URLSearchParams, market: Market): unknown {
  const named = category(query.get('category'));
  const instrument = market.require(named, query.get('symbol') ?? '');
  const count = named === 'spot' ? limit(query, 60, 60) : limit(query, 500, 1000);
  const deals = market.live(instrument)?.deals ?? [];
  const before = deals.at(-1)?.time ?? market.clock.now();
  const prints = tape(before, market.price(instrument), instrument.tick, instrument.lot, count).map(
    ({ second, price, size, side }): Deal => ({
      ...{ id: tradeId(instrument, second), time: second * 1000, side },
      ...{ price: priceText(price, instrument), size: quantityText(size, instrument) },
    }),
  );
  return {
    category: named,
    list: [...deals, ...prints].slice(0, count).map(({ id, time, price, size, side }) => ({
      ...{ execId: id, symbol: instrument.symbol, price, size },
      side: side === 'buy' ? 'Buy' : 'Sell',
      time: `${time}`,
      isBlockTrade: false,
      isRPITrade: false,
      seq: `${Math.floor(time / 1000)}`,
    })),
  };
}

/** The id of a trade, by a number that is higher for a later one. */
export function tradeId({ category }: Instrument, number: number): string {
  return category === 'spot'
    ? `${2_100_000_000_000_000_000n + BigInt(number)}`
    : `b4f5d1c2-0000-5000-8000-${number.toString(16).padStart(12, '0')}`;
}
