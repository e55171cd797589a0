import { BigNumber } from 'bignumber.js';
import type { Instrument } from './Instrument.js';
import type { Market } from './Market.js';

/** Rows of market/trades, newest first: one trade in every second, the same whenever it is asked for. */
export function trades(market: Market, instrument: Instrument, limit: number): Record<string, string>[] {
  const { instId, tickSz, lotSz } = instrument.row;
  const second = Math.floor(market.clock.now() / 1000);
  return Array.from({ length: limit }, (_, index) => {
    const tradeId = second - index;
    const px = market.price(instrument).plus(new BigNumber(tickSz).times((tradeId % 3) - 1));
    return {
      instId,
      side: tradeId % 2 === 0 ? 'buy' : 'sell',
      sz: new BigNumber(lotSz).times((tradeId % 89) + 1).toFixed(),
      source: '0',
      px: px.toFixed(),
      tradeId: `${tradeId}`,
      ts: `${tradeId * 1000}`,
    };
  });
}
