import { tape } from '../exchange/tape.js';
import { priceText, quantityText } from './Instrument.js';
import type { Market } from './Market.js';
import { category, limit } from './params.js';

/** market/recent-trade: newest first. */
export function recentTrades(query: URLSearchParams, market: Market): unknown {
  const named = category(query.get('category'));
  const instrument = market.require(named, query.get('symbol') ?? '');
  const count = named === 'spot' ? limit(query, 60, 60) : limit(query, 500, 1000);
  const prints = tape(market.clock.now(), market.price(instrument), instrument.tick, instrument.lot, count);
  return {
    category: named,
    list: prints.map(({ second, price, size, side }) => ({
      execId: named === 'spot' ? `${2_100_000_000_000_000_000n + BigInt(second)}` : contractExecId(second),
      symbol: instrument.symbol,
      price: priceText(price, instrument),
      size: quantityText(size, instrument),
      side: side === 'buy' ? 'Buy' : 'Sell',
      time: `${second * 1000}`,
      isBlockTrade: false,
      isRPITrade: false,
      seq: `${second}`,
    })),
  };
}

function contractExecId(second: number): string {
  return `b4f5d1c2-0000-5000-8000-${second.toString(16).padStart(12, '0')}`;
}
