import { createHmac } from 'node:crypto';
import { BigNumber } from 'bignumber.js';
import { candles, lengthOf } from './candles.js';
import { countFrom, type DoubleOrder, type DoubleWithOrders, isImmediate, Orders } from './Orders.js';
import { type DoubleAnswer, type DoubleRequest, type Route, startDouble } from './startDouble.js';

/** The keys of the double's only account, as FMZ's boxes hold them. */
export const binanceKeys = { access_key: 'binance-access-key', secret_key: 'binance-secret-key' };

export interface BinanceDouble extends DoubleWithOrders {
  /** The account in hedge mode keeps long and short apart. */
  hedged: boolean;
}

const WEEK = 7 * 86_400_000;
const PRICE = 50_000;
const EIGHT_HOURS = 8 * 3_600_000;

/**
 * A double of Binance's USD-margined futures: contracts only, HMAC over query and body, numeric ids above 2^53, hedge
 * mode.
 *
 * @see https://developers.binance.com/docs/derivatives/usds-margined-futures/general-info
 */
export async function startBinanceusdm(options: { hedged?: boolean } = {}): Promise<BinanceDouble> {
  const orders = new Orders(countFrom(9_007_199_254_740_993n, 2n));
  const account = { hedged: options.hedged ?? true, leverage: 20 };
  const double = await startDouble({ ...publicRoutes, ...privateRoutes(orders, account) }, () =>
    refuse(404, -5000, 'Path is invalid.'),
  );
  return Object.assign(account, double, { orders });
}

const symbols = [
  contract('BTC', 'USDT', 'PERPETUAL'),
  contract('ETH', 'USDT', 'PERPETUAL'),
  contract('BTC', 'USDC', 'PERPETUAL'),
  // Binance has none that is margined in a third currency; others of ccxt's exchanges do, such as ETHUSD of BitMEX.
  { ...contract('ETH', 'USDT', 'PERPETUAL'), symbol: 'ETHUSDT_QUANTO', marginAsset: 'BTC' },
];

function contract(base: string, quote: string, contractType: string) {
  return {
    symbol: `${base}${quote}`,
    pair: `${base}${quote}`,
    contractType,
    deliveryDate: 4_133_404_800_000,
    onboardDate: 1_569_398_400_000,
    status: 'TRADING',
    baseAsset: base,
    quoteAsset: quote,
    marginAsset: quote,
    pricePrecision: 2,
    quantityPrecision: 3,
    baseAssetPrecision: 8,
    quotePrecision: 8,
    underlyingType: 'COIN',
    underlyingSubType: [],
    settlePlan: 0,
    filters: [
      { filterType: 'PRICE_FILTER', minPrice: '0.10', maxPrice: '1000000', tickSize: '0.10' },
      { filterType: 'LOT_SIZE', stepSize: '0.001', maxQty: '1000', minQty: '0.001' },
      { filterType: 'MARKET_LOT_SIZE', stepSize: '0.001', maxQty: '100', minQty: '0.001' },
      { filterType: 'MIN_NOTIONAL', notional: '5' },
    ],
    orderTypes: ['LIMIT', 'MARKET', 'STOP', 'TAKE_PROFIT'],
    timeInForce: ['GTC', 'IOC', 'FOK', 'GTX'],
  };
}

const publicRoutes: Record<string, Route> = {
  'GET /fapi/v1/time': () => ({ body: { serverTime: Date.now() } }),
  'GET /fapi/v1/exchangeInfo': () => ({
    body: { timezone: 'UTC', serverTime: Date.now(), rateLimits: [], exchangeFilters: [], symbols },
  }),
  'GET /fapi/v1/ticker/24hr': ({ query }) => one(query, (name) => ticker(name)),
  'GET /fapi/v1/ticker/bookTicker': ({ query }) =>
    one(query, (symbol) => ({
      symbol,
      bidPrice: '49999.90',
      bidQty: '0.100',
      askPrice: '50000.10',
      askQty: '0.100',
      time: Date.now(),
      lastUpdateId: 1,
    })),
  'GET /fapi/v1/depth': () => {
    const side = (direction: number) =>
      Array.from({ length: 50 }, (_, level) => [
        (PRICE + direction * (level + 1) * 0.1).toFixed(2),
        (0.1 + level / 100).toFixed(3),
      ]);
    return { body: { lastUpdateId: 1, E: Date.now(), T: Date.now(), bids: side(-1), asks: side(1) } };
  },
  'GET /fapi/v1/aggTrades': () => ({
    body: Array.from({ length: 50 }, (_, index) => ({
      a: 1000 + index,
      p: (PRICE + index / 10).toFixed(2),
      q: '0.010',
      f: 1,
      l: 1,
      T: Date.now() - (50 - index) * 1000,
      m: index % 2 === 0,
    })),
  }),
  'GET /fapi/v1/klines': ({ query }) => {
    const step = lengthOf(query.get('interval') ?? '1m');
    const since = query.get('startTime');
    const count = Number(query.get('limit') ?? 500);
    const rows = candles(PRICE, step, { count, ...(since !== null && { since: Number(since) }) });
    return {
      body: rows.map((row) => [
        row.time,
        row.open,
        row.high,
        row.low,
        row.close,
        row.volume,
        row.time + step - 1,
        '0',
        1,
        '0',
        '0',
        '0',
      ]),
    };
  },
  'GET /fapi/v1/premiumIndex': ({ query }) =>
    one(query, (symbol) => ({
      symbol,
      markPrice: '50000.00000000',
      indexPrice: '50000.00000000',
      estimatedSettlePrice: '50000.00000000',
      lastFundingRate: '0.00010000',
      interestRate: '0.00010000',
      nextFundingTime: Math.ceil(Date.now() / EIGHT_HOURS) * EIGHT_HOURS,
      time: Date.now(),
    })),
};

function one<T>(query: URLSearchParams, row: (symbol: string) => T): DoubleAnswer {
  const wanted = query.get('symbol');
  if (wanted === null) return { body: symbols.map(({ symbol }) => row(symbol)) };
  return symbols.some(({ symbol }) => symbol === wanted)
    ? { body: row(wanted) }
    : refuse(400, -1121, 'Invalid symbol.');
}

function ticker(symbol: string) {
  return {
    symbol,
    priceChange: '500.00',
    priceChangePercent: '1.000',
    weightedAvgPrice: '49900.00',
    lastPrice: '50000.00',
    lastQty: '0.010',
    openPrice: '49500.00',
    highPrice: '50500.00',
    lowPrice: '49000.00',
    volume: '12345.678',
    quoteVolume: '617283900.00',
    openTime: Date.now() - 86_400_000,
    closeTime: Date.now(),
    firstId: 1,
    lastId: 1000,
    count: 1000,
  };
}

interface Settings {
  hedged: boolean;
  leverage: number;
}

function privateRoutes(orders: Orders, account: Settings): Record<string, Route> {
  const signed =
    (route: (fields: URLSearchParams) => DoubleAnswer): Route =>
    (request) => {
      const fields = new URLSearchParams([request.search, request.body].filter(Boolean).join('&'));
      return authenticate(request) ?? route(fields);
    };
  const found = (fields: URLSearchParams, answer: (order: DoubleOrder) => DoubleAnswer) => {
    const order = orders.find(
      fields.get('orderId') ?? undefined,
      fields.get('origClientOrderId') ?? undefined,
    );
    return order ? answer(order) : refuse(400, -2013, 'Order does not exist.');
  };
  return {
    'GET /fapi/v3/account': signed(() => ({
      body: {
        totalWalletBalance: '10000.00000000',
        assets: ['USDT', 'USDC'].map((asset) => ({
          asset,
          walletBalance: '10000.00000000',
          unrealizedProfit: '0.00000000',
          marginBalance: '10000.00000000',
          maintMargin: '0.00000000',
          initialMargin: '100.00000000',
          positionInitialMargin: '0.00000000',
          openOrderInitialMargin: '100.00000000',
          crossWalletBalance: '10000.00000000',
          crossUnPnl: '0.00000000',
          availableBalance: '9900.00000000',
          maxWithdrawAmount: '9900.00000000',
          updateTime: Date.now(),
        })),
        positions: [],
      },
    })),
    'GET /fapi/v1/positionSide/dual': signed(() => ({ body: { dualSidePosition: account.hedged } })),
    'GET /fapi/v3/positionRisk': signed(() => ({
      body: sides(account.hedged).map((positionSide) => positionRow(positionSide, account.leverage)),
    })),
    'GET /fapi/v1/leverageBracket': signed(() => ({
      body: symbols.map(({ symbol }) => ({
        symbol,
        brackets: [
          {
            bracket: 1,
            initialLeverage: 125,
            notionalCap: 50_000_000,
            notionalFloor: 0,
            maintMarginRatio: 0.004,
            cum: 0,
          },
        ],
      })),
    })),
    'POST /fapi/v1/leverage': signed((fields) => {
      const leverage = Number(fields.get('leverage'));
      if (!Number.isInteger(leverage) || leverage < 1 || leverage > 125) {
        return refuse(400, -4028, `Leverage ${leverage} is not valid`);
      }
      account.leverage = leverage;
      return { body: { leverage, maxNotionalValue: '1000000', symbol: fields.get('symbol') } };
    }),
    'POST /fapi/v1/order': signed((fields) => {
      const refusal = checkOrder(fields, account.hedged);
      if (refusal) return refusal;
      const placed = orders.place(
        {
          market: fields.get('symbol') ?? '',
          side: fields.get('side') === 'SELL' ? 'sell' : 'buy',
          type: fields.get('type') === 'MARKET' ? 'market' : 'limit',
          amount: fields.get('quantity') ?? '',
          price: fields.get('price') ?? '',
          clientId: fields.get('newClientOrderId') ?? undefined,
        },
        !isImmediate(fields.get('timeInForce')),
      );
      placed.positionSide = fields.get('positionSide') ?? 'BOTH';
      placed.reduceOnly = fields.get('reduceOnly') === 'true';
      return text(placed);
    }),
    'GET /fapi/v1/order': signed((fields) => found(fields, text)),
    'PUT /fapi/v1/order': signed((fields) =>
      found(fields, (order) => {
        Object.assign(order, { price: fields.get('price'), amount: fields.get('quantity') });
        return text(order);
      }),
    ),
    'DELETE /fapi/v1/order': signed((fields) =>
      found(fields, (order) => {
        if (order.status !== 'open') return refuse(400, -2011, 'Unknown order sent.');
        order.status = 'canceled';
        return text(order);
      }),
    ),
    'GET /fapi/v1/openOrders': signed((fields) => list(orders.open(fields.get('symbol') ?? undefined))),
    'GET /fapi/v1/allOrders': signed((fields) => {
      const symbol = fields.get('symbol');
      if (symbol === null) return refuse(400, -1102, "Mandatory parameter 'symbol' was not sent.");
      const start = fields.get('startTime');
      const from = Number(start ?? 0);
      const to = Number(fields.get('endTime') ?? (start === null ? Date.now() : from + WEEK));
      if (start !== null && to - from > WEEK)
        return refuse(400, -1127, 'More than 7 days between startTime and endTime.');
      const limit = Number(fields.get('limit') ?? 500);
      const found = orders.all.filter(
        ({ market, time }) => market === symbol && time >= Math.max(from, to - WEEK) && time <= to,
      );
      // Oldest first: from the start on the first ones, without one the latest.
      return list(start === null ? found.slice(-limit) : found.slice(0, limit));
    }),
  };
}

/** HMAC-SHA256 over everything in front of `signature`. */
function authenticate({ headers, search, body }: DoubleRequest): DoubleAnswer | undefined {
  if (headers['x-mbx-apikey'] !== binanceKeys.access_key)
    return refuse(401, -2015, 'Invalid API-key, IP, or permissions for action.');
  const [, payload = '', signature = ''] = /^(.*)&signature=([\da-f]+)$/.exec(search + body) ?? [];
  const expected = createHmac('sha256', binanceKeys.secret_key).update(payload).digest('hex');
  if (signature !== expected) return refuse(400, -1022, 'Signature for this request is not valid.');
  const age = Math.abs(Date.now() - Number(new URLSearchParams(payload).get('timestamp')));
  return age > 10_000
    ? refuse(400, -1021, 'Timestamp for this request is outside of the recvWindow.')
    : undefined;
}

function checkOrder(fields: URLSearchParams, hedged: boolean): DoubleAnswer | undefined {
  const side = fields.get('positionSide') ?? 'BOTH';
  if (hedged !== (side !== 'BOTH'))
    return refuse(400, -4061, "Order's position side does not match user's setting.");
  if (hedged && fields.has('reduceOnly'))
    return refuse(400, -1106, "Parameter 'reduceonly' sent when not required.");
  const quantity = BigNumber(fields.get('quantity') ?? Number.NaN);
  if (quantity.isNaN() || quantity.lt(0.001))
    return refuse(400, -4003, 'Quantity less than or equal to zero.');
  return quantity.gt(100) ? refuse(400, -2019, 'Margin is insufficient.') : undefined;
}

function sides(hedged: boolean): string[] {
  return hedged ? ['LONG', 'SHORT'] : ['BOTH'];
}

/** 0.5 BTC long, and in hedge mode 0.2 BTC short beside it. */
function positionRow(positionSide: string, leverage: number) {
  const amount = positionSide === 'SHORT' ? '-0.200' : '0.500';
  return {
    symbol: 'BTCUSDT',
    positionSide,
    positionAmt: amount,
    entryPrice: '49000.0',
    breakEvenPrice: '49010.0',
    markPrice: '50000.00000000',
    unRealizedProfit: positionSide === 'SHORT' ? '-200.00000000' : '500.00000000',
    liquidationPrice: '0',
    isolatedMargin: '0',
    notional: String(Number(amount) * PRICE),
    marginAsset: 'USDT',
    isolatedWallet: '0',
    initialMargin: String(Math.abs(Number(amount) * PRICE) / leverage),
    maintMargin: '100',
    positionInitialMargin: String(Math.abs(Number(amount) * PRICE) / leverage),
    openOrderInitialMargin: '0',
    adl: 1,
    bidNotional: '0',
    askNotional: '0',
    updateTime: Date.now(),
  };
}

function list(rows: readonly DoubleOrder[]): DoubleAnswer {
  return { body: `[${rows.map((order) => text(order).body).join(',')}]` };
}

/** Ids are numbers that a double cannot hold, so that the text is put together. */
function text({
  id,
  clientId,
  market,
  side,
  type,
  amount,
  price,
  filled,
  reduceOnly = false,
  positionSide = 'BOTH',
  status,
  time,
}: DoubleOrder): DoubleAnswer {
  const words = { open: 'NEW', filled: 'FILLED', canceled: 'CANCELED' };
  const rest = {
    symbol: market,
    status: words[status],
    clientOrderId: clientId ?? 'web',
    price: price || '0',
    avgPrice: BigNumber(filled).gt(0) ? `${PRICE}.00` : '0.00',
    origQty: amount,
    executedQty: filled,
    cumQuote: BigNumber(filled).times(PRICE).toFixed(2),
    timeInForce: 'GTC',
    type: type.toUpperCase(),
    reduceOnly,
    closePosition: false,
    side: side.toUpperCase(),
    positionSide,
    stopPrice: '0',
    workingType: 'CONTRACT_PRICE',
    priceProtect: false,
    origType: type.toUpperCase(),
    time,
    updateTime: time,
  };
  return { body: `{"orderId":${id},${JSON.stringify(rest).slice(1)}` };
}

function refuse(status: number, code: number, msg: string): DoubleAnswer {
  return { status, body: { code, msg } };
}
