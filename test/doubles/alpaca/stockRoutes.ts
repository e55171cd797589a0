import { DAY, fixedBar, MINUTE } from '../exchange/Bar.js';
import type { Asset } from './Asset.js';
import { barOf, barRow, barsBetween } from './bars.js';
import { pageOf, type Timed, type Window, windowOf } from './history.js';
import type { Market } from './Market.js';
import { badQuery, Refusal } from './Refusal.js';
import type { Call, Route } from './Route.js';
import { quotedAt, quoteRow, tradeRow, tradesBetween } from './ticks.js';

const LATEST = ['iex', 'sip', 'delayed_sip', 'boats', 'overnight', 'otc'];
const HISTORY = ['iex', 'sip', 'boats', 'otc'];
const RECENT = 15 * MINUTE;

/** Market data of stocks; what holds a star takes a symbol there. */
export const stockRoutes: ReadonlyMap<string, Route> = new Map<string, Route>([
  ['GET /v2/stocks/snapshots', snapshots],
  ['GET /v2/stocks/quotes/latest', latestQuotes],
  ['GET /v2/stocks/*/snapshot', (call) => ({ symbol: one(call).symbol, ...snapshot(call, one(call)) })],
  ['GET /v2/stocks/*/quotes/latest', latest('quote', quoteRow)],
  [
    'GET /v2/stocks/*/trades/latest',
    latest('trade', (market, asset) => tradeRow(market, asset, quotedAt(market, asset))),
  ],
  ['GET /v2/stocks/*/bars', bars],
  [
    'GET /v2/stocks/*/trades',
    history('trades', (market, asset, window) => tradesBetween(market, asset, window)),
  ],
]);

function one({ rest, market }: Call): Asset {
  const asset = market.find(rest);
  if (asset?.class !== 'us_equity') throw badQuery(`invalid symbol: ${rest}`);
  return asset;
}

function named({ query, market }: Call): Asset[] {
  const symbols = (query.get('symbols') ?? '').split(',').filter(Boolean);
  if (symbols.length === 0) throw badQuery('symbols is required');
  return symbols.flatMap((symbol) => {
    const asset = market.find(symbol);
    return asset?.class === 'us_equity' ? [asset] : [];
  });
}

/** @throws Refusal where the plan of the account does not hold the feed. */
function checkFeed({ query, account }: Call, feeds: readonly string[], recent: boolean): void {
  const feed = query.get('feed') ?? (account.settings.sip ? 'sip' : 'iex');
  if (!feeds.includes(feed)) throw badQuery(`invalid feed: ${feed}`);
  if (feed === 'sip' && recent && !account.settings.sip) {
    throw new Refusal(403, 'subscription does not permit querying recent SIP data', { code: 42210000 });
  }
}

function latest(name: string, rowOf: (market: Market, asset: Asset) => unknown): Route {
  return (call) => {
    checkFeed(call, LATEST, true);
    const asset = one(call);
    return { symbol: asset.symbol, [name]: rowOf(call.market, asset) };
  };
}

function latestQuotes(call: Call): unknown {
  checkFeed(call, LATEST, true);
  return {
    quotes: Object.fromEntries(named(call).map((asset) => [asset.symbol, quoteRow(call.market, asset)])),
  };
}

/** By symbol, without anything around it. */
function snapshots(call: Call): unknown {
  return Object.fromEntries(named(call).map((asset) => [asset.symbol, snapshot(call, asset)]));
}

/** Before the day's first bar the daily one is still that of the trading day before. */
export function snapshot(call: Call, asset: Asset): Record<string, unknown> {
  if (asset.class === 'us_equity') checkFeed(call, LATEST, true);
  const { market } = call;
  const at = quotedAt(market, asset);
  const day = barOf('1Day', asset);
  if (!day) throw new Error('there is no daily bar');
  const [daily, previous] = barsBetween(market, asset, day, { from: at - 30 * DAY, to: at, falling: true });
  const minute = fixedBar(MINUTE, 0);
  return {
    latestTrade: tradeRow(market, asset, at),
    latestQuote: quoteRow(market, asset),
    minuteBar: barRow(market, asset, minute, minute.open(at)),
    dailyBar: daily?.row ?? null,
    prevDailyBar: previous?.row ?? null,
  };
}

function bars(call: Call): unknown {
  const asset = one(call);
  const timeframe = call.query.get('timeframe') ?? '';
  const bar = barOf(timeframe, asset);
  if (!bar) throw badQuery(`invalid timeframe: ${timeframe}`);
  return history('bars', (market, found, window) => barsBetween(market, found, bar, window))(call);
}

/** Of one symbol. There are no rows where there is nothing, not even an empty list. */
function history(
  name: string,
  rowsOf: (market: Market, asset: Asset, window: Window) => Iterable<Timed>,
): Route {
  return (call) => {
    const asset = one(call);
    const window = windowOf(call.query, call.market);
    checkFeed(call, HISTORY, window.to > call.market.clock.now() - RECENT);
    const { rows, next } = pageOf([asset], window, call.market.limits.pageCap, (found, own) =>
      rowsOf(call.market, found, own),
    );
    return { symbol: asset.symbol, [name]: rows.get(asset.symbol) ?? null, next_page_token: next };
  };
}
