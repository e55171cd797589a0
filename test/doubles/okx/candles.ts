import { BigNumber } from 'bignumber.js';
import { type Bar, nextOpen, previousOpen } from '../exchange/Bar.js';
import { candle } from '../exchange/candle.js';
import { remember } from '../exchange/remember.js';
import { invalid } from './Answer.js';
import { bars } from './bars.js';
import type { Instrument } from './Instrument.js';
import type { Market } from './Market.js';
import { positiveInteger, required, time } from './params.js';

const LATEST = 1440;
const MAX_ROWS = 300;
const SECONDS_KEPT_MS = 90 * 86_400_000;

/** market/candles, or with `history` market/history-candles: both cut from the same past. */
export function candles(market: Market, query: URLSearchParams, history: boolean): string[][] {
  const instrument = market.require(required(query, 'instId'));
  const name = query.get('bar') || '1m';
  const bar = bars.get(name);
  if (!bar || (name === '1s' && !history)) throw invalid('bar');
  const limit = Math.min(positiveInteger(query, 'limit', 100), MAX_ROWS, market.limits.pageCap);
  const after = time(query, 'after') ?? Number.POSITIVE_INFINITY;
  const before = time(query, 'before') ?? Number.NEGATIVE_INFINITY;

  const now = market.clock.now();
  const forming = bar.open(now);
  const newest = history ? previousOpen(bar, forming) : forming;
  const oldest = history ? oldestKept(instrument, name, now) : back(bar, forming, LATEST - 1);
  const rows: string[][] = [];
  let open = Math.min(newest, bar.open(Math.min(now, after - 1)));
  while (
    rows.length < limit &&
    open >= Math.max(oldest, Number(instrument.row.listTime), market.limits.barsFrom) &&
    open > before
  ) {
    if (!market.limits.isGap(open)) {
      rows.push(
        open === forming ? formingRow(market, instrument, open) : closedRow(market, instrument, bar, open),
      );
    }
    open = previousOpen(bar, open);
  }
  return rows;
}

function back(bar: Bar, open: number, steps: number): number {
  return steps === 0 ? open : back(bar, previousOpen(bar, open), steps - 1);
}

function oldestKept(instrument: Instrument, name: string, now: number): number {
  return name === '1s' ? now - SECONDS_KEPT_MS : Number(instrument.row.listTime);
}

const closed = remember<Instrument, string[]>();

function closedRow(market: Market, instrument: Instrument, bar: Bar, open: number): string[] {
  const end = nextOpen(bar, open);
  return closed(instrument, `${open} ${end}`, () =>
    row(instrument, open, market.priceAt(instrument, open), market.priceAt(instrument, end), '1'),
  );
}

function formingRow(market: Market, instrument: Instrument, open: number): string[] {
  return row(instrument, open, market.priceAt(instrument, open), market.last(instrument), '0');
}

function row(
  instrument: Instrument,
  open: number,
  first: BigNumber,
  last: BigNumber,
  confirm: '0' | '1',
): string[] {
  const { tickSz, lotSz, ctVal, ctType } = instrument.row;
  const { high, low, lots } = candle(open, first, last, tickSz);
  const volume = new BigNumber(lotSz || '1').times(lots);
  const quoteVolume = (base: BigNumber) => base.times(last);
  const coins =
    ctType === 'linear'
      ? volume.times(ctVal)
      : ctType === 'inverse'
        ? volume.times(ctVal).div(last).dp(8)
        : volume;
  const figures =
    ctType === '' ? [volume, quoteVolume(volume), quoteVolume(volume)] : [volume, coins, quoteVolume(coins)];
  return [`${open}`, ...[first, high, low, last, ...figures].map((figure) => figure.toFixed()), confirm];
}
