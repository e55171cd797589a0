import { expect, test } from 'vitest';
import { CallContext, type CcxtRun } from '../../../src/exchanges/ccxt/calls/callContext.js';
import type { CcxtExchange } from '../../../src/exchanges/ccxt/instance/ccxtTypes.js';
import { createInstance } from '../../../src/exchanges/ccxt/instance/createInstance.js';
import { findCcxt, loadClass } from '../../../src/exchanges/ccxt/library/findCcxt.js';
import type { MarketRow } from '../../../src/exchanges/ccxt/market/rows.js';
import type { VenueFacts } from '../../../src/exchanges/ccxt/venues/defineVenue.js';
import { factsOf } from '../../../src/exchanges/ccxt/venues.js';
import { RateLimiter } from '../../../src/http/RateLimiter.js';
import { Reply } from '../../../src/http/Reply.js';

type List = keyof NonNullable<VenueFacts['lists']>;

const spot: MarketRow = {
  ...{ id: 'x', symbol: 'x', base: 'BTC', quote: 'USDC', settle: undefined, type: 'spot' },
  ...{ spot: true, swap: false, future: false, linear: false, inverse: false },
  ...{ active: true, contractSize: undefined, created: undefined, expiry: undefined },
};
const swap = (settle: string, linear = true): MarketRow => ({
  ...spot,
  ...{ quote: linear ? settle : 'USD', settle, type: 'swap', spot: false, swap: true, linear },
  inverse: !linear,
});

/** Has ccxt ask for a list; the addresses that it asks, which are answered with next to nothing. */
async function ask(id: string, list: List, row: MarketRow): Promise<string> {
  const ccxt = findCcxt();
  if (!ccxt) throw new Error('ccxt is not installed');
  const context = new CallContext();
  const exchange: CcxtExchange = createInstance(await loadClass(ccxt, id), context, {
    name: id,
    limiter: new RateLimiter(id),
    keys: { apiKey: 'a-key', secret: 'a-secret', password: 'a-phrase' },
    simulate: false,
  });
  Object.assign(exchange.options, { uta: false, unifiedAccount: false, hf: true });
  const codes = ['BTC', 'ETH', 'USD', 'USDT', 'USDC'];
  Object.assign(exchange, {
    markets: {},
    markets_by_id: {},
    currencies: Object.fromEntries(codes.map((code) => [code, { id: code, code }])),
  });
  exchange.throttle = async () => undefined;
  const urls: string[] = [];
  const call: CcxtRun = {
    api: {
      signal: new AbortController().signal,
      remaining: () => 1000,
      async sendPrepared({ url }: { url: string }) {
        urls.push(url);
        return new Reply(200, new Headers(), '{"code":"00000","data":{},"result":{}}');
      },
    },
    ...{ method: 'orders', account: 'me', addresses: new Set<string>(), over: false },
    ...{ writes: () => false, held: false, wrote: false, asked: {}, sent: 0, replies: [], accepted: false },
  };
  const params = factsOf(id).lists?.[list]?.(row);
  const byList = { fetchPositions: 1, fetchTickers: 1, fetchFundingRates: 1 };
  await context
    .run(call, () =>
      list in byList
        ? Reflect.apply(Reflect.get(exchange, list), exchange, [undefined, params])
        : Reflect.apply(Reflect.get(exchange, list), exchange, [undefined, undefined, undefined, params]),
    )
    .catch(() => undefined);
  return decodeURIComponent(urls.join(' '));
}

test.each([
  ['bybit', 'fetchOpenOrders', swap('USDC'), 'order/realtime?settleCoin=USDC&category=linear'],
  ['bybit', 'fetchOpenOrders', swap('ETH', false), 'order/realtime?settleCoin=ETH&category=inverse'],
  ['bybit', 'fetchOpenOrders', spot, 'order/realtime?category=spot'],
  ['bybit', 'fetchPositions', swap('USDC'), 'settleCoin=USDC&limit=200&category=linear'],
  ['bybit', 'fetchPositions', swap('BTC', false), 'position/list?category=inverse'],
  ['bitget', 'fetchOpenOrders', swap('USDC'), 'orders-pending?productType=USDC-FUTURES'],
  ['bitget', 'fetchOpenOrders', spot, 'spot/trade/unfilled-orders'],
  ['bitget', 'fetchPositions', swap('BTC', false), 'marginCoin=BTC&productType=COIN-FUTURES'],
  ['bitget', 'fetchTickers', swap('USDC'), 'mix/market/tickers?productType=USDC-FUTURES'],
  ['bitget', 'fetchFundingRates', swap('BTC', false), 'productType=COIN-FUTURES'],
  ['gate', 'fetchOpenOrders', swap('BTC', false), 'futures/btc/orders?status=open'],
  ['gate', 'fetchClosedOrders', swap('USDT'), 'futures/usdt/orders?status=finished'],
  ['gate', 'fetchPositions', swap('BTC', false), 'futures/btc/positions'],
  ['gate', 'fetchTickers', spot, 'spot/tickers'],
  ['gate', 'fetchFundingRates', swap('BTC', false), 'futures/btc/contracts'],
  ['deribit', 'fetchOpenOrders', swap('ETH', false), 'get_open_orders_by_currency?currency=ETH'],
  ['deribit', 'fetchTickers', spot, 'get_book_summary_by_currency?currency=USDC'],
  ['phemex', 'fetchPositions', swap('BTC', false), 'accounts/accountPositions?currency=BTC'],
  ['kucoin', 'fetchOpenOrders', swap('USDT'), 'api/v1/orders?status=active'],
] as const)('%s %s %o', async (id, list, row, address) => {
  expect(await ask(id, list, row)).toContain(address);
});
