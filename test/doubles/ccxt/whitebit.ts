import { createHmac } from 'node:crypto';
import { BigNumber } from 'bignumber.js';
import { candles, lengthOf } from './candles.js';
import { countFrom, type DoubleOrder, type DoubleWithOrders, Orders } from './Orders.js';
import { type DoubleAnswer, type DoubleRequest, type Route, startDouble } from './startDouble.js';

/** The keys of the double's only account, as FMZ's boxes hold them. */
export const whitebitKeys = { access_key: 'whitebit-access-key', secret_key: 'whitebit-secret-key' };

export type WhitebitDouble = DoubleWithOrders;

const PRICE = 50_000;

/**
 * A double of WhiteBIT: what is private is a signed POST whose nonce never comes twice, order ids are bare numbers in
 * both directions, here above 2^53.
 *
 * @see https://docs.whitebit.com/api-reference/authentication
 */
export async function startWhitebit(): Promise<WhitebitDouble> {
  const orders = new Orders(countFrom(9_007_199_254_740_991n, 2n));
  const double = await startDouble({ ...publicRoutes, ...privateRoutes(orders) }, () => ({
    status: 404,
    body: { success: false, message: 'Not found', result: [] },
  }));
  return { ...double, orders };
}

const markets = [
  market('BTC', 'USDT', '6', '2', 'spot'),
  market('ETH', 'USDT', '8', '2', 'spot'),
  market('BTC', 'PERP', '3', '1', 'futures'),
];

function market(stock: string, money: string, stockPrec: string, moneyPrec: string, type: string) {
  return {
    name: `${stock}_${money}`,
    stock,
    money,
    stockPrec,
    moneyPrec,
    feePrec: '4',
    makerFee: '0.1',
    takerFee: '0.1',
    minAmount: '0.001',
    minTotal: '5',
    maxTotal: '10000000',
    tradesEnabled: true,
    isCollateral: true,
    type,
  };
}

const publicRoutes: Record<string, Route> = {
  'GET /api/v4/public/markets': () => ({ body: markets }),
  'GET /api/v1/public/ticker': ({ query }) =>
    markets.some(({ name }) => name === query.get('market'))
      ? done({ bid: '49999.99', ask: '50000.01', open: '49500', ...range, last: '50000', volume: '2810.267' })
      : { body: { success: false, message: { market: ['Market is not available'] }, result: [] } },
  'GET /api/v4/public/ticker': () => ({
    body: Object.fromEntries(
      markets.map(({ name }) => [name, { last_price: '50000', base_volume: '2810.267', isFrozen: false }]),
    ),
  }),
  'GET /api/v2/public/ticker': () =>
    done(
      markets
        .filter(({ type }) => type === 'spot')
        .map(({ name }) => ({
          lastUpdateTimestamp: new Date().toISOString(),
          tradingPairs: name,
          lastPrice: '50000',
          lowestAsk: '50000.01',
          highestBid: '49999.99',
          baseVolume24h: '2810.267',
          quoteVolume24h: '140513350',
          tradesEnabled: true,
        })),
    ),
  'GET /api/v4/public/futures': () =>
    done([
      {
        ticker_id: 'BTC_PERP',
        stock_currency: 'BTC',
        money_currency: 'USDT',
        last_price: '50000',
        stock_volume: '2563.218',
        bid: '49999.9',
        ask: '50000.1',
        ...range,
        product_type: 'Perpetual',
        funding_rate: '0.0001',
        next_funding_rate_timestamp: String(Date.now() + 3_600_000),
        max_leverage: 100,
        funding_interval_minutes: 480,
      },
    ]),
  'GET /api/v4/public/orderbook/{market}': ({ query }) => {
    const side = (direction: number) =>
      Array.from({ length: Number(query.get('limit') ?? 100) }, (_, level) => [
        (PRICE + direction * (level + 1) * 0.01).toFixed(2),
        (0.1 + level / 100).toFixed(6),
      ]);
    return { body: { ticker_id: 'BTC_USDT', timestamp: seconds(), asks: side(1), bids: side(-1) } };
  },
  'GET /api/v4/public/trades/{market}': () => ({
    body: Array.from({ length: 50 }, (_, index) => ({
      tradeID: 158_056_419 - index,
      price: (PRICE + index / 100).toFixed(2),
      // The exchange has the names of the two the wrong way round. @see https://github.com/ccxt/ccxt/issues/15910
      quote_volume: '0.0021',
      base_volume: (0.0021 * (PRICE + index / 100)).toFixed(2),
      trade_timestamp: seconds() - index,
      type: index % 2 ? 'buy' : 'sell',
    })),
  }),
  'GET /api/v1/public/kline': ({ query }) => {
    const start = query.get('start');
    const step = lengthOf(query.get('interval') ?? '1h');
    const count = Number(query.get('limit') ?? 1440);
    const rows = candles(PRICE, step, { count, ...(start !== null && { since: Number(start) * 1000 }) });
    return done(
      rows.map((row) => [row.time / 1000, row.open, row.close, row.high, row.low, row.volume, '0']),
    );
  },
};

const range = { high: '50500', low: '49000' };
const seconds = () => Math.floor(Date.now() / 1000);

function privateRoutes(orders: Orders): Record<string, Route> {
  const nonces = new Set<number>();
  const place =
    (type: 'limit' | 'market', spends: boolean): Route =>
    ({ body }) => {
      const order = parse(body);
      const refusal = checkOrder(order);
      if (refusal) return refusal;
      const amount = spends
        ? BigNumber(order.amount ?? 0)
            .div(PRICE)
            .toFixed(6)
        : (order.amount ?? '0');
      const placed = orders.place(
        {
          market: order.market ?? '',
          side: order.side === 'sell' ? 'sell' : 'buy',
          type,
          amount,
          price: order.price ?? '0',
          clientId: order.clientOrderId,
        },
        order.ioc === undefined,
      );
      return rows(toRow(placed));
    };
  const withOpen = (body: string, answer: (order: DoubleOrder) => DoubleAnswer) => {
    const { orderId = '', market: name } = parse(body);
    const order = orders.find(orderId);
    return order?.status === 'open' && order.market === name
      ? answer(order)
      : refuse(2, 'Inner validation failed', { order_id: ['Unexecuted order was not found.'] });
  };
  const matching = (body: string, all: DoubleOrder[]) => {
    const { orderId, clientOrderId } = parse(body);
    return all
      .filter(({ id, clientId }) => (orderId || id) === id && (clientOrderId || clientId) === clientId)
      .reverse();
  };
  const routes: Record<string, Route> = {
    'trade-account/balance': () => ({
      body: {
        USDT: { available: '9000.12345678', freeze: orders.locked('buy') },
        BTC: { available: '1.00000001', freeze: orders.locked('sell') },
      },
    }),
    'order/new': place('limit', false),
    'order/market': place('market', true),
    'order/stock_market': place('market', false),
    'order/cancel': ({ body }) =>
      withOpen(body, (order) => {
        order.status = 'canceled';
        return rows(toRow(order));
      }),
    'order/modify': ({ body }) =>
      withOpen(body, (order) => {
        const { price = order.price, amount = order.amount } = parse(body);
        Object.assign(order, { price, amount });
        return rows(toRow(order));
      }),
    orders: ({ body }) => rows(matching(body, orders.open(parse(body).market)).map(toRow)),
    'trade-account/order/history': ({ body }) => {
      const over = matching(body, orders.done(parse(body).market));
      const of = (name: string) => over.filter((order) => order.market === name).map(toDoneRow);
      return rows(Object.fromEntries(over.map((order) => [order.market, of(order.market)])));
    },
    'collateral-account/positions/open': () => ({ body: [] }),
  };
  return Object.fromEntries(
    Object.entries(routes).map(([path, route]): [string, Route] => [
      `POST /api/v4/${path}`,
      (request) => authenticate(request, nonces) ?? route(request),
    ]),
  );
}

/** HMAC-SHA512 in hex over the body in base64, which names its path and a nonce that was not used before. */
function authenticate({ headers, path, body }: DoubleRequest, nonces: Set<number>): DoubleAnswer | undefined {
  const payload = Buffer.from(body).toString('base64');
  const signature = createHmac('sha512', whitebitKeys.secret_key).update(payload).digest('hex');
  const { request, nonce, nonceWindow } = parse(body);
  const known = headers['x-txc-apikey'] === whitebitKeys.access_key;
  if (!known || headers['x-txc-signature'] !== signature)
    return { status: 401, body: { code: 10, message: 'Unauthorized request.' } };
  if (headers['x-txc-payload'] !== payload || request !== path)
    return { status: 400, body: { code: 9, message: 'Invalid payload.' } };
  const number = Number(nonce);
  // In its window a nonce may come late, but not twice; without, each has to be higher than all before.
  const fresh = nonceWindow === 'true' ? !nonces.has(number) : number > Math.max(0, ...nonces);
  if (!fresh || !(Math.abs(Date.now() - number) <= 5000))
    return { status: 422, body: { code: 0, message: 'Too many requests. Nonce is not unique.' } };
  nonces.add(number);
  return undefined;
}

function checkOrder(order: Record<string, string | undefined>): DoubleAnswer | undefined {
  const { clientOrderId = 'none', amount = '0', price = PRICE, side } = order;
  const rules = markets.find(({ name }) => name === order.market);
  if (!rules) return refuse(31, 'Validation failed', { market: ['Market is not available.'] }, 422);
  if (!/^[\w.-]{1,32}$/.test(clientOrderId))
    return refuse(36, 'Validation failed', { clientOrderId: ['ClientOrderId field is invalid.'] }, 422);
  if ((BigNumber(amount).decimalPlaces() ?? 99) > Number(rules.stockPrec))
    return refuse(32, 'Validation failed', { amount: ['Min amount step = 0.000001'] }, 422);
  return side === 'buy' && BigNumber(amount).times(price).gt(1e9)
    ? refuse(10, 'Inner validation failed', { amount: ['Not enough balance.'] })
    : undefined;
}

function toRow(order: DoubleOrder) {
  const { id, clientId, market: name, side, type, amount, price, filled, status, time } = order;
  return {
    orderId: id,
    clientOrderId: clientId ?? '',
    market: name,
    side,
    type: type === 'market' && side === 'sell' ? 'stock market' : type,
    timestamp: time / 1000,
    dealMoney: BigNumber(filled).times(PRICE).toFixed(),
    dealStock: filled,
    amount,
    left: BigNumber(amount).minus(filled).toFixed(),
    dealFee: '0',
    price,
    postOnly: false,
    ioc: false,
    status: status === 'open' ? 'OPEN' : status.toUpperCase(),
  };
}

function toDoneRow(order: DoubleOrder) {
  const { orderId, market: _, timestamp, left: __, ...row } = toRow(order);
  return { id: orderId, ctime: timestamp, ftime: timestamp, ...row };
}

/** The ids as bare numbers. */
function rows(data: unknown): DoubleAnswer {
  return { body: JSON.stringify(data).replace(/"(orderId|id)":"(\d+)"/g, '"$1":$2') };
}

function done(result: unknown): DoubleAnswer {
  return { body: { success: true, message: '', result } };
}

function refuse(code: number, message: string, errors: Record<string, string[]>, status = 400): DoubleAnswer {
  return { status, body: { code, message, errors } };
}

/** The fields of a body; the digits of a bare order id are those that were sent. */
function parse(body: string): Record<string, string | undefined> {
  const exact = body.replace(/"orderId":(\d+)/, '"orderId":"$1"');
  return Object.fromEntries(
    Object.entries(Object(JSON.parse(exact))).map(([name, value]) => [name, String(value)]),
  );
}
