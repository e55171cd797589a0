import { createHmac } from 'node:crypto';
import { BigNumber } from 'bignumber.js';
import { candles, lengthOf } from './candles.js';
import { countFrom, type DoubleOrder, type DoubleWithOrders, isImmediate, Orders } from './Orders.js';
import { type DoubleAnswer, type DoubleRequest, type Route, startDouble } from './startDouble.js';

/** The keys of the double's only account, as FMZ's boxes hold them; the secret is in Base64. */
export const btcmarketsKeys = {
  access_key: 'btcmarkets-access-key',
  secret_key: Buffer.from('btcmarkets secret of an account').toString('base64'),
};

export type BtcmarketsDouble = DoubleWithOrders;

const PRICE = 90_000;

/**
 * A double of BTC Markets: spot against AUD, HMAC-SHA512 with a Base64 secret over the path without its query, times as
 * text, and a ticker of one market at a time as far as ccxt is concerned.
 *
 * @see https://docs.btcmarkets.net/v3/
 */
export async function startBtcmarkets(): Promise<BtcmarketsDouble> {
  const orders = new Orders(countFrom(7_523_000n));
  const double = await startDouble({ ...publicRoutes, ...privateRoutes(orders) }, () =>
    refuse(404, 'ResourceNotFound', 'resource not found'),
  );
  return { ...double, orders };
}

const markets = [market('BTC', 'AUD', '2'), market('ETH', 'AUD', '2'), market('ETH', 'BTC', '6')];

function market(base: string, quote: string, priceDecimals: string) {
  return {
    marketId: `${base}-${quote}`,
    baseAssetName: base,
    quoteAssetName: quote,
    minOrderAmount: '0.0001',
    maxOrderAmount: '1000000',
    amountDecimals: '8',
    priceDecimals,
    status: 'Online',
  };
}

const timeText = (time: number) => new Date(time).toISOString().replace('Z', '000Z');

/** A route of a market that there is. */
const ofMarket =
  (route: Route): Route =>
  (request) =>
    markets.some(({ marketId }) => marketId === request.values.market)
      ? route(request)
      : refuse(404, 'MarketNotFound', 'invalid marketId');

const publicRoutes: Record<string, Route> = {
  'GET /v3/time': () => ({ body: { timestamp: timeText(Date.now()) } }),
  'GET /v3/markets': () => ({ body: markets }),
  'GET /v3/markets/{market}/ticker': ofMarket(({ values }) => ({
    body: {
      marketId: values.market,
      bestBid: '89999.01',
      bestAsk: '90000.99',
      lastPrice: '90000',
      volume24h: '161.97613335',
      volumeQte24h: '14577852.00',
      price24h: '1000',
      pricePct24h: '1.12',
      low24h: '88500',
      high24h: '91000',
      timestamp: timeText(Date.now()),
    },
  })),
  'GET /v3/markets/{market}/orderbook': ofMarket(({ values }) => {
    const side = (direction: number) =>
      Array.from({ length: 50 }, (_, level) => [
        (PRICE + direction * (level * 10_000 + 0.99)).toFixed(2),
        (0.1 + level / 100).toFixed(8),
      ]).filter(([price]) => Number(price) > 0);
    return {
      body: { marketId: values.market, snapshotId: Date.now() * 1000, asks: side(1), bids: side(-1) },
    };
  }),
  'GET /v3/markets/{market}/trades': ofMarket(() => ({
    body: Array.from({ length: 10 }, (_, index) => ({
      id: String(6_191_646_611 - index),
      price: (PRICE + (index % 3)).toFixed(2),
      amount: '0.05',
      timestamp: timeText(Date.now() - index * 1000),
      side: index % 2 ? 'Bid' : 'Ask',
    })),
  })),
  'GET /v3/markets/{market}/candles': ofMarket(({ query }) => {
    const count = Number(query.get('limit') ?? 10);
    if (count > 200) return refuse(400, 'InvalidPaginationParameter', 'invalid limit');
    const from = query.get('from');
    const rows = candles(PRICE, lengthOf(query.get('timeWindow') ?? '1d'), {
      count,
      ...(from !== null && { since: Date.parse(from) }),
    });
    // Newest first.
    return {
      body: rows
        .map((row) => [timeText(row.time), row.open, row.high, row.low, row.close, row.volume])
        .reverse(),
    };
  }),
};

function privateRoutes(orders: Orders): Record<string, Route> {
  const signed =
    (route: Route): Route =>
    (request) =>
      authenticate(request) ?? route(request);
  const found = (answer: (order: DoubleOrder) => DoubleAnswer): Route =>
    signed(({ values }) => {
      const order = orders.find(values.id) ?? orders.find(undefined, values.id);
      return order ? answer(order) : refuse(404, 'OrderNotFound', 'order not found');
    });
  return {
    'GET /v3/accounts/me/balances': signed(() => {
      const balance = (assetName: string, total: string, locked: string) => ({
        assetName,
        balance: total,
        available: BigNumber(total).minus(locked).toFixed(),
        locked,
      });
      return {
        body: [
          balance('AUD', '100000.25', orders.locked('buy')),
          balance('BTC', '1.5', orders.locked('sell')),
        ],
      };
    }),
    'POST /v3/orders': signed(({ body }) => {
      const order: Record<string, unknown> = JSON.parse(body);
      const refusal = checkOrder(order);
      if (refusal) return refusal;
      const placed = orders.place(
        {
          market: String(order.marketId),
          side: order.side === 'Ask' ? 'sell' : 'buy',
          type: order.type === 'Market' ? 'market' : 'limit',
          amount: String(order.amount),
          price: order.type === 'Limit' ? String(order.price) : '',
          clientId: typeof order.clientOrderId === 'string' ? order.clientOrderId : undefined,
        },
        !isImmediate(order.timeInForce),
      );
      return { body: toRow(placed) };
    }),
    'GET /v3/orders': signed(({ query }) => {
      const limit = Number(query.get('limit') ?? 100);
      if (limit > 200) return refuse(400, 'InvalidPaginationParameter', 'invalid limit');
      const wanted = query.get('marketId') ?? undefined;
      const rows = query.get('status') === 'all' ? [...orders.all] : orders.open(wanted);
      return {
        body: rows
          .filter(({ market: name }) => wanted === undefined || name === wanted)
          // What comes after an id in the list is older than it.
          .filter(({ id }) => Number(id) < Number(query.get('after') ?? Number.POSITIVE_INFINITY))
          .reverse()
          .slice(0, limit)
          .map(toRow),
      };
    }),
    'GET /v3/orders/{id}': found((order) => ({ body: toRow(order) })),
    'DELETE /v3/orders/{id}': found((order) => {
      if (order.status === 'canceled')
        return refuse(400, 'OrderAlreadyCancelled', 'order is already cancelled.');
      if (order.status === 'filled') return refuse(400, 'OrderStatusIsFinal', 'order status is final.');
      order.status = 'canceled';
      return {
        body: { orderId: order.id, ...(order.clientId !== undefined && { clientOrderId: order.clientId }) },
      };
    }),
  };
}

/** HMAC-SHA512 over verb + path + timestamp + body. */
function authenticate({ headers, method, path, body }: DoubleRequest): DoubleAnswer | undefined {
  if (headers['bm-auth-apikey'] !== btcmarketsKeys.access_key)
    return refuse(401, 'InvalidAPIKey', 'invalid api key');
  const timestamp = String(headers['bm-auth-timestamp']);
  if (Math.abs(Date.now() - Number(timestamp)) > 30_000)
    return refuse(401, 'InvalidAuthTimestamp', 'invalid auth timestamp');
  const signature = createHmac('sha512', Buffer.from(btcmarketsKeys.secret_key, 'base64'))
    .update(method + path + timestamp + body)
    .digest('base64');
  return headers['bm-auth-signature'] === signature
    ? undefined
    : refuse(401, 'InvalidAuthSignature', 'invalid auth signature');
}

function checkOrder(order: Record<string, unknown>): DoubleAnswer | undefined {
  const { marketId, type, side, price, amount } = order;
  if (!markets.some((row) => row.marketId === marketId))
    return refuse(404, 'MarketNotFound', 'invalid marketId');
  if (side !== 'Bid' && side !== 'Ask') return refuse(400, 'InvalidOrderSide', 'invalid order side');
  if (type !== 'Limit' && type !== 'Market') return refuse(400, 'InvalidOrderType', 'invalid order type');
  if (type === 'Limit' && typeof price !== 'string') return refuse(400, 'MissingArgument', 'missing price');
  if (typeof amount !== 'string' || BigNumber(amount).lt('0.0001'))
    return refuse(400, 'InvalidAmount', 'invalid amount');
  if (BigNumber(amount).gt(100)) return refuse(400, 'InsufficientFund', 'insufficient fund');
  return undefined;
}

const STATUSES = { open: 'Placed', filled: 'Fully Matched', canceled: 'Cancelled' };

function toRow({ id, clientId, market: name, side, type, amount, price, filled, status, time }: DoubleOrder) {
  return {
    orderId: id,
    marketId: name,
    side: side === 'buy' ? 'Bid' : 'Ask',
    type: type === 'market' ? 'Market' : 'Limit',
    creationTime: timeText(time),
    ...(type === 'limit' && { price }),
    amount,
    openAmount: BigNumber(amount).minus(filled).toFixed(),
    status: STATUSES[status],
    ...(clientId !== undefined && { clientOrderId: clientId }),
    timeInForce: 'GTC',
    postOnly: false,
  };
}

function refuse(status: number, code: string, message: string): DoubleAnswer {
  return { status, body: { code, message } };
}
