import { type Bar, DAY, fixedBar, HOUR, MINUTE, nextOpen } from '../exchange/Bar.js';
import { candle } from '../exchange/candle.js';
import type { Asset } from './Asset.js';
import type { Market } from './Market.js';
import { localOf, PRE, timeOf } from './newYork.js';

/** Figures of the data host are JSON numbers. */
export type BarRow = Record<'o' | 'h' | 'l' | 'c' | 'v' | 'vw' | 'n', number> & { t: string };

/** A size of bars of a class of assets, by the name of its parameter; `undefined` where there is none. */
export function barOf(timeframe: string, { class: kind }: Asset): Bar | undefined {
  const [, digits = '', unit = ''] = /^(\d{1,2})(Min|Hour|Day|Week|Month)$/.exec(timeframe) ?? [];
  const count = Number(digits);
  const midnight = kind === 'crypto' ? (day: number) => day : (day: number) => timeOf(day, 0);
  const dayOf =
    kind === 'crypto' ? (time: number) => Math.floor(time / DAY) * DAY : (time: number) => localOf(time).day;
  switch (unit) {
    case 'Min':
      return count >= 1 && count <= 59 ? fixedBar(count * MINUTE, 0) : undefined;
    case 'Hour':
      return count >= 1 && count <= 23 ? fixedBar(count * HOUR, 0) : undefined;
    case 'Day':
      return count === 1 ? { open: (time) => midnight(dayOf(time)) } : undefined;
    case 'Week':
      // 5 January 1970 was a Monday.
      return count === 1
        ? { open: (time) => midnight(Math.floor((dayOf(time) - 4 * DAY) / (7 * DAY)) * 7 * DAY + 4 * DAY) }
        : undefined;
    default:
      return undefined;
  }
}

/** Bars of a stretch of time, oldest first or newest first, as far as there are trades. */
export function* barsBetween(
  market: Market,
  asset: Asset,
  bar: Bar,
  { from, to, falling }: { from: number; to: number; falling: boolean },
): Generator<{ time: number; row: BarRow }> {
  const first = Math.max(from, market.limits.barsFrom);
  const last = Math.min(to, market.clock.now());
  if (falling) {
    for (let open = bar.open(last); open >= first; open = bar.open(open - 1)) {
      if (isTraded(market, asset, bar, open)) yield { time: open, row: barRow(market, asset, bar, open) };
    }
    return;
  }
  const begin = bar.open(first);
  for (let open = begin < first ? nextOpen(bar, begin) : begin; open <= last; open = nextOpen(bar, open)) {
    if (isTraded(market, asset, bar, open)) yield { time: open, row: barRow(market, asset, bar, open) };
  }
}

/** There is no bar of a time in which nothing was traded. */
function isTraded({ calendar, clock, limits }: Market, asset: Asset, bar: Bar, open: number): boolean {
  if (limits.isGap(open)) return false;
  if (asset.class === 'crypto' || calendar.session(open) !== 'closed') return true;
  const begins = calendar.next(open, PRE);
  return begins < nextOpen(bar, open) && begins <= clock.now();
}

export function barRow(market: Market, asset: Asset, bar: Bar, open: number): BarRow {
  const now = market.clock.now();
  const ends = nextOpen(bar, open);
  const close = ends > now ? market.price(asset) : market.priceAt(asset, ends);
  const figures = candle(open, market.priceAt(asset, open), close, asset.tick);
  return {
    t: `${new Date(open).toISOString().slice(0, 19)}Z`,
    o: figures.open.toNumber(),
    h: figures.high.toNumber(),
    l: figures.low.toNumber(),
    c: figures.close.toNumber(),
    v: Number((figures.lots * Number(asset.lot)).toFixed(9)),
    vw: figures.close.toNumber(),
    n: figures.lots % 97,
  };
}
