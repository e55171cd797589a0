import { createHmac, randomUUID } from 'node:crypto';
import { BigNumber } from 'bignumber.js';
import { candles, lengthOf } from './candles.js';
import { type DoubleOrder, type DoubleWithOrders, isImmediate, Orders } from './Orders.js';
import { type DoubleAnswer, type DoubleRequest, type Route, startDouble } from './startDouble.js';

/** The keys of the double's only account, as FMZ's boxes hold them. */
export const bitvavoKeys = {
  access_key: 'DOUBLEbitvavoKEY0002',
  secret_key: 'DOUBLE0bitvavo0SECRET0OF0TESTS000002',
};

export type BitvavoDouble = DoubleWithOrders;

const PRICE = 50_000;

/**
 * A double of Bitvavo: spot only, HMAC without a passphrase, ids that are UUIDs, an operator id with each order.
 *
 * @see https://docs.bitvavo.com/docs/rest-api/
 */
export async function startBitvavo(): Promise<BitvavoDouble> {
  const orders = new Orders(randomUUID);
  const double = await startDouble({ ...publicRoutes, ...privateRoutes(orders) }, () =>
    refuse(404, 110, 'Invalid endpoint.'),
  );
  return { ...double, orders };
}

const markets = [
  market('BTC', 'EUR', '1.00', '8'),
  market('ETH', 'EUR', '0.10', '8'),
  market('ETH', 'BTC', '0.000001', '6'),
];

function market(base: string, quote: string, tickSize: string, quantityDecimals: string) {
  return {
    market: `${base}-${quote}`,
    status: 'trading',
    base,
    quote,
    pricePrecision: '0',
    tickSize,
    minOrderInBaseAsset: '0.00006100',
    minOrderInQuoteAsset: '5.00',
    maxOrderInBaseAsset: '1000000000.00000000',
    maxOrderInQuoteAsset: '1000000000.00',
    quantityDecimals,
    notionalDecimals: '2',
    maxOpenOrders: '100',
    feeCategory: 'A',
    orderTypes: ['market', 'limit', 'stopLoss', 'stopLossLimit', 'takeProfit', 'takeProfitLimit'],
  };
}

const asset = (symbol: string, decimals: number) => ({
  symbol,
  name: symbol,
  decimals,
  depositFee: '0',
  depositConfirmations: 10,
  depositStatus: 'OK',
  withdrawalFee: '0.2',
  withdrawalMinAmount: '0.2',
  withdrawalStatus: 'OK',
  networks: ['Mainnet'],
  message: '',
});

const publicRoutes: Record<string, Route> = {
  'GET /v2/time': () => ({ body: { time: Date.now() } }),
  'GET /v2/markets': () => ({ body: markets }),
  'GET /v2/assets': () => ({ body: [asset('BTC', 8), asset('ETH', 8), asset('EUR', 2)] }),
  'GET /v2/ticker/24h': ({ query }) => {
    const wanted = query.get('market');
    const rows = markets.map((row) => row.market).map(ticker);
    if (wanted === null) return { body: rows };
    const row = rows.find((known) => known.market === wanted);
    return row ? { body: row } : refuse(400, 205, 'market parameter is invalid.');
  },
  'GET /v2/{market}/book': ({ values, query }) => {
    const depth = Number(query.get('depth') ?? 1000);
    const side = (direction: number) =>
      Array.from({ length: Math.min(depth, 60) }, (_, level) => [
        String(PRICE + direction * (level + 1)),
        (0.1 + level / 100).toFixed(8),
      ]);
    return {
      body: { market: values.market, nonce: 1, timestamp: Date.now() * 1e6, bids: side(-1), asks: side(1) },
    };
  },
  'GET /v2/{market}/trades': () => ({
    body: Array.from({ length: 50 }, (_, index) => ({
      id: randomUUID(),
      timestamp: Date.now() - index * 1000,
      amount: '0.06026079',
      price: String(PRICE + (index % 3)),
      side: index % 2 ? 'buy' : 'sell',
    })),
  }),
  'GET /v2/{market}/candles': ({ query }) => {
    const step = lengthOf(query.get('interval') ?? '1m');
    const start = query.get('start');
    const count = Number(query.get('limit') ?? 1440);
    const rows = candles(PRICE, step, { count, ...(start !== null && { since: Number(start) }) });
    // Newest first.
    return {
      body: rows.map((row) => [row.time, row.open, row.high, row.low, row.close, row.volume]).reverse(),
    };
  },
};

function ticker(name: string) {
  return {
    market: name,
    startTimestamp: Date.now() - 86_400_000,
    timestamp: Date.now(),
    open: '49500',
    openTimestamp: Date.now() - 86_400_000,
    high: '50500',
    low: '49000',
    last: '50000',
    closeTimestamp: Date.now(),
    bid: '49999.0000000001',
    bidSize: '0.1',
    ask: '50001',
    askSize: '0.1',
    volume: '525.16366324',
    volumeQuote: '26258183.16',
  };
}

function privateRoutes(orders: Orders): Record<string, Route> {
  const signed =
    (route: Route): Route =>
    (request) =>
      authenticate(request) ?? route(request);
  const found = (request: DoubleRequest, answer: (order: DoubleOrder) => DoubleAnswer): DoubleAnswer => {
    const { orderId, clientOrderId } = { ...Object.fromEntries(request.query), ...parse(request.body) };
    const order = orders.find(text(orderId), text(clientOrderId));
    return order
      ? answer(order)
      : refuse(
          404,
          240,
          'No order found. Please be aware that simultaneously updating the same order may return this error.',
        );
  };
  return {
    'GET /v2/balance': signed(() => ({
      body: [
        { symbol: 'EUR', available: '10000.00', inOrder: orders.locked('buy') },
        { symbol: 'BTC', available: '1.00000000', inOrder: orders.locked('sell') },
      ],
    })),
    'POST /v2/order': signed((request) => {
      const order = parse(request.body);
      const refusal = checkOrder(order);
      if (refusal) return refusal;
      const quoteSized = order.amountQuote !== undefined;
      const placed = orders.place(
        {
          market: text(order.market) ?? '',
          side: order.side === 'sell' ? 'sell' : 'buy',
          type: order.orderType === 'market' ? 'market' : 'limit',
          amount: quoteSized
            ? BigNumber(String(order.amountQuote)).div(PRICE).toFixed(8)
            : String(order.amount),
          price: text(order.price) ?? '',
          clientId: text(order.clientOrderId),
        },
        !isImmediate(order.timeInForce),
      );
      return { body: toRow(placed) };
    }),
    'GET /v2/order': signed((request) => found(request, (order) => ({ body: toRow(order) }))),
    'PUT /v2/order': signed((request) =>
      found(request, (order) => {
        const { price, amount } = parse(request.body);
        if (order.status !== 'open') return refuse(404, 240, 'No order found.');
        Object.assign(
          order,
          price !== undefined && { price: String(price) },
          amount !== undefined && { amount: String(amount) },
        );
        return { body: toRow(order) };
      }),
    ),
    'DELETE /v2/order': signed((request) =>
      found(request, (order) => {
        if (!request.query.has('operatorId')) return refuse(400, 203, 'operatorId parameter is required.');
        if (order.status !== 'open') return refuse(404, 240, 'No order found.');
        order.status = 'canceled';
        return { body: { orderId: order.id, operatorId: 1 } };
      }),
    ),
    'GET /v2/ordersOpen': signed(({ query }) => ({
      body: orders.open(query.get('market') ?? undefined).map(toRow),
    })),
    'GET /v2/orders': signed(({ query }) => {
      const wanted = query.get('market');
      if (wanted === null) return refuse(400, 203, 'market parameter is required.');
      return {
        body: orders.all
          .filter((order) => order.market === wanted)
          .map(toRow)
          .reverse(),
      };
    }),
    'GET /v2/account': signed(() => ({
      body: { fees: { taker: '0.0025', maker: '0.0015', volume: '100.00' } },
    })),
  };
}

/** HMAC-SHA256 over timestamp + verb + path with its query + body. */
function authenticate({ headers, method, path, search, body }: DoubleRequest): DoubleAnswer | undefined {
  if (headers['bitvavo-access-key'] !== bitvavoKeys.access_key)
    return refuse(403, 305, 'No active API key found.');
  const timestamp = String(headers['bitvavo-access-timestamp']);
  const window = Number(headers['bitvavo-access-window']);
  if (Math.abs(Date.now() - Number(timestamp)) > window) {
    return refuse(403, 304, 'This request was not received within the access window.');
  }
  const payload = `${timestamp}${method}${path}${search ? `?${search}` : ''}${body}`;
  const signature = createHmac('sha256', bitvavoKeys.secret_key).update(payload).digest('hex');
  return headers['bitvavo-access-signature'] === signature
    ? undefined
    : refuse(403, 309, 'The signature is invalid.');
}

function checkOrder(order: Record<string, unknown>): DoubleAnswer | undefined {
  const rules = markets.find((row) => row.market === order.market);
  if (!rules) return refuse(400, 205, 'market parameter is invalid.');
  if (!Number.isInteger(order.operatorId)) return refuse(400, 203, 'operatorId parameter is required.');
  if (order.amountQuote === undefined && BigNumber(String(order.amount)).lt(rules.minOrderInBaseAsset)) {
    return refuse(400, 217, 'Minimum order size in quote currency is 5 EUR or 0.001 BTC.');
  }
  if (rules.base === 'BTC' && BigNumber(String(order.amount ?? 0)).gt(100)) {
    return refuse(400, 216, 'You do not have sufficient balance to complete this operation.');
  }
  return undefined;
}

function toRow({ id, clientId, market: name, side, type, amount, price, filled, status, time }: DoubleOrder) {
  return {
    orderId: id,
    ...(clientId !== undefined && { clientOrderId: clientId }),
    market: name,
    created: time,
    updated: time,
    status: status === 'open' ? 'new' : status,
    side,
    orderType: type,
    amount,
    amountRemaining: BigNumber(amount).minus(filled).toFixed(),
    ...(type === 'limit' && { price }),
    onHold: '0',
    onHoldCurrency: 'EUR',
    filledAmount: filled,
    filledAmountQuote: BigNumber(filled).times(PRICE).toFixed(2),
    feePaid: '0',
    feeCurrency: 'EUR',
    fills: [],
    timeInForce: 'GTC',
    operatorId: 1,
  };
}

function refuse(status: number, errorCode: number, error: string): DoubleAnswer {
  return { status, body: { errorCode, error } };
}

function parse(body: string): Record<string, unknown> {
  const value: unknown = body === '' ? {} : JSON.parse(body);
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function text(value: unknown): string | undefined {
  return value === undefined ? undefined : String(value);
}
