import { depth } from '../exchange/depth.js';
import { timeText } from './AlpacaOrder.js';
import type { Asset } from './Asset.js';
import { barOf, barsBetween } from './bars.js';
import { pageOf, type Timed, type Window, windowOf } from './history.js';
import type { Market } from './Market.js';
import { badQuery } from './Refusal.js';
import type { Call, Route } from './Route.js';
import { snapshot } from './stockRoutes.js';
import { quotedAt, quoteRow, tradeRow, tradesBetween } from './ticks.js';

const BASE = 'GET /v1beta3/crypto/us';
const LEVELS = 40;

/** Market data of coins, which needs no keys. */
export const cryptoRoutes: ReadonlyMap<string, Route> = new Map<string, Route>([
  [`${BASE}/snapshots`, (call) => ({ snapshots: bySymbol(call, (asset) => snapshot(call, asset)) })],
  [
    `${BASE}/latest/orderbooks`,
    (call) => ({ orderbooks: bySymbol(call, (asset) => book(call.market, asset)) }),
  ],
  [`${BASE}/latest/quotes`, (call) => ({ quotes: bySymbol(call, (asset) => quoteRow(call.market, asset)) })],
  [
    `${BASE}/latest/trades`,
    (call) => ({
      trades: bySymbol(call, (asset) => tradeRow(call.market, asset, quotedAt(call.market, asset))),
    }),
  ],
  [`${BASE}/bars`, bars],
  [
    `${BASE}/trades`,
    (call) => history(call, 'trades', (asset, window) => tradesBetween(call.market, asset, window)),
  ],
]);

/** Whether a path answers without keys. */
export const isCrypto = (path: string) => path.startsWith('/v1beta3/crypto/');

function named({ query, market }: Call): Asset[] {
  const symbols = (query.get('symbols') ?? '').split(',').filter(Boolean);
  if (symbols.length === 0) throw badQuery('symbols is required');
  return symbols.flatMap((symbol) => {
    if (!/^[A-Z]+x?\/[A-Z]+$/.test(symbol)) {
      throw badQuery(`invalid symbol: ${symbol} does not match ^[A-Z]+x?/[A-Z]+$`);
    }
    const asset = market.find(symbol);
    return asset ? [asset] : [];
  });
}

function bySymbol(call: Call, rowOf: (asset: Asset) => unknown): Record<string, unknown> {
  return Object.fromEntries(named(call).map((asset) => [asset.symbol, rowOf(asset)]));
}

/** Its levels come in no order, and one of them is gone. */
function book(market: Market, asset: Asset): unknown {
  const side = (direction: 1 | -1) => {
    const levels = depth(market.price(asset), asset.tick, asset.lot, direction, LEVELS).map(
      ({ price, size }) => ({
        ...{ p: price.toNumber(), s: size.toNumber() },
      }),
    );
    const [best, ...others] = levels;
    return [...others.reverse(), ...(best ? [best] : []), { p: market.price(asset).toNumber(), s: 0 }];
  };
  return { a: side(1), b: side(-1), t: timeText(market.clock.now()) };
}

function bars(call: Call): unknown {
  const timeframe = call.query.get('timeframe') ?? '';
  return history(call, 'bars', (asset, window) => {
    const bar = barOf(timeframe, asset);
    if (!bar) throw badQuery(`invalid timeframe: ${timeframe}`);
    return barsBetween(call.market, asset, bar, window);
  });
}

function history(
  call: Call,
  name: string,
  rowsOf: (asset: Asset, window: Window) => Iterable<Timed>,
): Record<string, unknown> {
  const window = windowOf(call.query, call.market);
  const { rows, next } = pageOf(named(call), window, call.market.limits.pageCap, rowsOf);
  return { [name]: Object.fromEntries(rows), next_page_token: next };
}
