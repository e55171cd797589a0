import { BigNumber } from 'bignumber.js';
import { book } from './book.js';
import { candles } from './candles.js';
import type { Instrument } from './Instrument.js';
import type { Market } from './Market.js';

/** A row of market/ticker and market/tickers. */
export function ticker(market: Market, instrument: Instrument): Record<string, string> {
  const { instType, instId, lotSz } = instrument.row;
  const now = market.clock.now();
  const last = market.last(instrument).toFixed();
  const hours = candles(market, new URLSearchParams({ instId, bar: '1H', limit: '24' }), false);
  const column = (index: number) => hours.map((bar) => new BigNumber(bar[index] ?? 0));
  const [[askPx = '', askSz = ''] = []] = book(market, instrument, 1).asks;
  const [[bidPx = '', bidSz = ''] = []] = book(market, instrument, 1).bids;
  const dayStart = Math.floor(now / 86_400_000) * 86_400_000;
  const hongKongStart = Math.floor((now + 28_800_000) / 86_400_000) * 86_400_000 - 28_800_000;
  return {
    instType,
    instId,
    last,
    lastSz: lotSz,
    askPx,
    askSz,
    bidPx,
    bidSz,
    open24h: hours.at(-1)?.[1] ?? last,
    high24h: BigNumber.max(last, ...column(2)).toFixed(),
    low24h: BigNumber.min(last, ...column(3)).toFixed(),
    vol24h: BigNumber.sum(0, ...column(5)).toFixed(),
    volCcy24h: BigNumber.sum(0, ...column(6)).toFixed(),
    sodUtc0: market.priceAt(instrument, dayStart).toFixed(),
    sodUtc8: market.priceAt(instrument, hongKongStart).toFixed(),
    ts: `${now}`,
  };
}
