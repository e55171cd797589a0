import { BigNumber } from 'bignumber.js';
import { type Bar, nextOpen, previousOpen } from '../exchange/Bar.js';
import { candle } from '../exchange/candle.js';
import { remember } from '../exchange/remember.js';
import { bars } from './bars.js';
import { type Instrument, priceText, quantityText } from './Instrument.js';
import type { Market } from './Market.js';
import { category, limit, time } from './params.js';
import { invalid } from './Refusal.js';

/** market/kline: newest first, the forming bar included. */
export function klines(query: URLSearchParams, market: Market): unknown {
  const named = category(query.get('category'));
  const instrument = market.require(named, query.get('symbol') ?? '');
  const bar = bars.get(query.get('interval') ?? '');
  if (!bar) throw invalid('Invalid period!');
  const size = Math.min(limit(query, 200, 1000), market.limits.pageCap);
  const now = market.clock.now();
  // The bar that holds the start is given as well.
  const first = bar.open(Math.max(time(query, 'start') ?? 0, instrument.launchTime, market.limits.barsFrom));
  const given = time(query, 'end');
  const end = Math.min(given ?? now, now);
  const { isGap } = market.limits;
  // Without an end, a start gives the bars next to it.
  const opens =
    query.get('start') && given === undefined
      ? forward(bar, first, end, size, isGap)
      : backward(bar, first, end, size, isGap);
  return {
    category: named,
    symbol: instrument.symbol,
    list: opens.map((open) => row(market, instrument, bar, open)),
  };
}

/** The rows of the bars from one on, oldest first. */
export function klineRows(market: Market, instrument: Instrument, bar: Bar, first: number): string[][] {
  const { clock, limits } = market;
  const opens = forward(bar, first, clock.now(), Number.POSITIVE_INFINITY, limits.isGap).reverse();
  return opens.map((open) => row(market, instrument, bar, open));
}

type IsGap = (open: number) => boolean;

function backward(bar: Bar, first: number, end: number, size: number, isGap: IsGap): number[] {
  const opens: number[] = [];
  let open = bar.open(end);
  while (opens.length < size && open >= first) {
    if (!isGap(open)) opens.push(open);
    open = previousOpen(bar, open);
  }
  return opens;
}

function forward(bar: Bar, first: number, end: number, size: number, isGap: IsGap): number[] {
  const opens: number[] = [];
  let open = first;
  while (opens.length < size && open <= end) {
    if (!isGap(open)) opens.push(open);
    open = nextOpen(bar, open);
  }
  return opens.reverse();
}

const closed = remember<Instrument, string[]>();

function row(market: Market, instrument: Instrument, bar: Bar, start: number): string[] {
  if (bar.open(market.clock.now()) === start)
    return rowUntil(market, instrument, start, market.last(instrument));
  const end = nextOpen(bar, start);
  return closed(instrument, `${start} ${end}`, () =>
    rowUntil(market, instrument, start, market.priceAt(instrument, end)),
  );
}

function rowUntil(market: Market, instrument: Instrument, start: number, last: BigNumber): string[] {
  const first = market.priceAt(instrument, start);
  const { open, high, low, close, lots } = candle(start, first, last, instrument.tick);
  const volume = new BigNumber(instrument.lot).times(lots);
  const turnover = instrument.category === 'inverse' ? volume.div(close).dp(8) : volume.times(close);
  return [
    `${start}`,
    ...[open, high, low, close].map((price) => priceText(price, instrument)),
    quantityText(volume, instrument),
    turnover.toFixed(),
  ];
}
