import { createHmac, randomBytes } from 'node:crypto';
import { BigNumber } from 'bignumber.js';
import { candles, lengthOf } from './candles.js';
import { type DoubleOrder, type DoubleWithOrders, isImmediate, Orders } from './Orders.js';
import { type DoubleAnswer, type DoubleRequest, type Route, startDouble } from './startDouble.js';

const secret = 'DOUBLE0kucoin0SECRET0OF0TESTS000003';
const passphrase = 'k0fDOUBLE,ph4rase!';

/** The keys of the double's only account, as FMZ's boxes hold them: the passphrase has a comma. */
export const kucoinKeys = { access_key: 'DOUBLEkucoinKEY0003', secret_key: `${secret},${passphrase}` };

export interface KucoinDouble extends DoubleWithOrders {
  /** How far the exchange's clock is ahead of this machine's, in ms. */
  clockOffset: number;
}

const PRICE = 50_000;

/**
 * A double of KuCoin for a classic account that trades spot, beside one perpetual contract: a passphrase that is itself
 * signed (keys of version 2 and 3), orders of the high-frequency kind, which all accounts were moved to, changed orders
 * under a new id, and most refusals under HTTP status 200.
 *
 * @see https://www.kucoin.com/docs-new/authentication
 */
export async function startKucoin(): Promise<KucoinDouble> {
  const orders = new Orders(() => randomBytes(12).toString('hex'));
  const clock = { clockOffset: 0 };
  const now = () => Date.now() + clock.clockOffset;
  const time: Route = () => done(now());
  const double = await startDouble(
    { 'GET /api/v1/timestamp': time, ...publicRoutes, ...privateRoutes(orders, now) },
    () => refuse('404000', 'Url Not Found', 404),
  );
  return Object.assign(clock, double, { orders });
}

const symbols = [
  symbol('BTC', 'USDT', '0.00000001', '0.1'),
  symbol('ETH', 'USDT', '0.0000001', '0.01'),
  ...Array.from({ length: 20 }, (_, index) => symbol(`ALT${index}`, 'USDT', '0.1', '0.001')),
];

function symbol(base: string, quote: string, baseIncrement: string, priceIncrement: string) {
  return {
    symbol: `${base}-${quote}`,
    name: `${base}-${quote}`,
    baseCurrency: base,
    quoteCurrency: quote,
    feeCurrency: quote,
    market: 'USDS',
    baseMinSize: '0.00001',
    quoteMinSize: '0.1',
    baseMaxSize: '10000000000',
    quoteMaxSize: '99999999',
    baseIncrement,
    quoteIncrement: '0.000001',
    priceIncrement,
    priceLimitRate: '0.1',
    minFunds: '0.1',
    isMarginEnabled: true,
    enableTrading: true,
    feeCategory: 1,
    makerFeeCoefficient: '1.00',
    takerFeeCoefficient: '1.00',
    st: false,
  };
}

const contract = {
  symbol: 'XBTUSDTM',
  rootSymbol: 'USDT',
  type: 'FFWCSX',
  expireDate: null,
  baseCurrency: 'XBT',
  quoteCurrency: 'USDT',
  settleCurrency: 'USDT',
  maxOrderQty: 1_000_000,
  maxPrice: 1_000_000,
  lotSize: 1,
  tickSize: 0.1,
  multiplier: 0.001,
  makerFeeRate: 0.0002,
  takerFeeRate: 0.0006,
  isInverse: false,
  status: 'Open',
  fundingFeeRate: 0.0001,
  volumeOf24h: 14_455.258,
  markPrice: PRICE,
  lastTradePrice: PRICE,
  nextFundingRateTime: 25_481_884,
  maxLeverage: 125,
  lowPrice: 49_000,
  highPrice: 50_500,
  priceChgPct: 0.0101,
  priceChg: 500,
};

/** An order of the contract that waits. */
const contractOrder = {
  id: '273516413264240640',
  symbol: contract.symbol,
  type: 'limit',
  side: 'buy',
  price: '40000',
  size: 3,
  value: '120',
  dealValue: '0',
  dealSize: 0,
  stp: '',
  leverage: '5',
  postOnly: false,
  clientOid: 'another-client',
  isActive: true,
  cancelExist: false,
  createdAt: 1_770_000_000_000,
  updatedAt: 1_770_000_000_000,
  settleCurrency: 'USDT',
  status: 'open',
  filledSize: 0,
  filledValue: '0',
  reduceOnly: false,
};

function funding() {
  return {
    granularity: 28_800_000,
    currentGranularity: 28_800_000,
    timePoint: Date.now() - 1_000_000,
    value: 0.0001,
    nextFundingRate: '0.0001',
    fundingTime: Date.now() + 27_800_000,
  };
}

const publicRoutes: Record<string, Route> = {
  'GET /api/v2/symbols': () => done(symbols),
  'GET /api/v1/contracts/active': () => done([contract]),
  'GET /api/v1/funding-rate/{symbol}/current': () => done({ symbol: '.XBTUSDTMFPI8H', ...funding() }),
  'GET /api/ua/v2/market/funding-rate': () => done([{ symbol: contract.symbol, ...funding() }]),
  'GET /api/v1/market/allTickers': () =>
    done({ time: Date.now(), ticker: symbols.map((row) => ({ ...ticker(row.symbol), time: undefined })) }),
  'GET /api/v1/market/stats': ({ query }) =>
    symbols.some((row) => row.symbol === query.get('symbol'))
      ? done(ticker(query.get('symbol') ?? ''))
      : refuse('900001', 'symbol not exists'),
  'GET /api/v1/market/orderbook/level2_{limit}': ({ values }) => {
    const side = (direction: number) =>
      Array.from({ length: Number(values.limit) }, (_, level) => [
        (PRICE + direction * (level + 1) * 0.1).toFixed(1),
        (0.1 + level / 100).toFixed(8),
      ]);
    return done({ time: Date.now(), sequence: '14610502970', bids: side(-1), asks: side(1) });
  },
  'GET /api/v1/market/histories': () =>
    done(
      Array.from({ length: 100 }, (_, index) => ({
        sequence: String(1_548_764_654_235 - index),
        price: (PRICE + index / 10).toFixed(1),
        size: '0.00001234',
        side: index % 2 ? 'buy' : 'sell',
        // Nanoseconds.
        time: (Date.now() - index * 1000) * 1e6,
      })),
    ),
  'GET /api/v1/market/candles': ({ query }) => {
    const step = lengthOf((query.get('type') ?? '').replace(/^(\d+[mhdw]).*/, '$1'));
    const end = Number(query.get('endAt')) * 1000;
    const rows = candles(PRICE, step, { since: Number(query.get('startAt')) * 1000, count: 1500 });
    // Seconds, the close in front of high and low, newest first.
    return done(
      rows
        .filter((row) => row.time < end)
        .map((row) => [String(row.time / 1000), row.open, row.close, row.high, row.low, row.volume, '0'])
        .reverse(),
    );
  },
};

function ticker(name: string) {
  return {
    time: Date.now(),
    symbol: name,
    buy: '49999.9',
    sell: '50000.1',
    changeRate: '0.0101',
    changePrice: '500',
    high: '50500',
    low: '49000',
    vol: '2282.70993217',
    volValue: '114135496.6085',
    last: '50000',
    averagePrice: '49800.12345678',
    takerFeeRate: '0.001',
    makerFeeRate: '0.001',
    takerCoefficient: '1',
    makerCoefficient: '1',
  };
}

function privateRoutes(orders: Orders, now: () => number): Record<string, Route> {
  const found = (order: DoubleOrder | undefined, answer: (order: DoubleOrder) => DoubleAnswer) =>
    order ? answer(order) : refuse('400100', 'The order does not exist.');
  const open = (order: DoubleOrder | undefined, answer: (order: DoubleOrder) => DoubleAnswer) =>
    order?.status === 'open' ? answer(order) : refuse('400100', 'order_not_exist_or_not_allow_to_cancel');
  const wallet = (currency: string, balance: string, holds: string) => ({
    id: '11181564216323',
    currency,
    type: 'trade_hf',
    balance,
    available: BigNumber(balance).minus(holds).toFixed(),
    holds,
  });
  const routes: Record<string, Route> = {
    'GET /api/ua/v1/account/mode': () => done({ selfAccountMode: 'CLASSIC' }),
    'GET /api/v1/hf/accounts/opened': () => done(true),
    'GET /api/v1/accounts': ({ query }) =>
      // The old trading account is empty.
      done(
        query.get('type') === 'trade_hf'
          ? [
              wallet('USDT', '100000.123456', orders.locked('buy')),
              wallet('BTC', '1.00000001', orders.locked('sell')),
            ]
          : [],
      ),
    'GET /api/v1/positions': () => done([]),
    'POST /api/v1/hf/orders': ({ body }) => {
      const order = parse(body);
      const refusal = checkOrder(order);
      if (refusal) return refusal;
      const placed = orders.place(
        {
          market: String(order.symbol),
          side: order.side === 'sell' ? 'sell' : 'buy',
          type: order.type === 'market' ? 'market' : 'limit',
          amount:
            order.size ??
            BigNumber(order.funds ?? 0)
              .div(PRICE)
              .toFixed(8),
          price: order.price ?? '0',
          clientId: order.clientOid,
        },
        !isImmediate(order.timeInForce),
      );
      return done({ orderId: placed.id, clientOid: placed.clientId });
    },
    'GET /api/v1/hf/orders/active/symbols': () =>
      done({ symbols: [...new Set(orders.open().map(({ market }) => market))] }),
    // Of contracts.
    'GET /api/v1/orders': () =>
      done({ currentPage: 1, pageSize: 50, totalNum: 1, totalPage: 1, items: [contractOrder] }),
    'GET /api/v1/hf/orders/active': ({ query }) => done(orders.open(query.get('symbol') ?? '').map(toRow)),
    'GET /api/v1/hf/orders/done': ({ query }) => {
      const items = orders.done(query.get('symbol') ?? '').map(toRow);
      return done({ lastId: 19814995255305, items: items.reverse() });
    },
    'GET /api/v1/hf/orders/client-order/{id}': ({ values: { id } }) =>
      found(orders.find(undefined, id), (order) => done(toRow(order))),
    'GET /api/v1/hf/orders/{id}': ({ values: { id } }) =>
      found(orders.find(id), (order) => done(toRow(order))),
    'DELETE /api/v1/hf/orders/{id}': ({ values: { id } }) =>
      open(orders.find(id), (order) => {
        order.status = 'canceled';
        return done({ orderId: order.id });
      }),
    'POST /api/v1/hf/orders/alter': ({ body }) => {
      const { orderId, newPrice, newSize } = parse(body);
      return open(orders.find(orderId), (order) => {
        order.status = 'canceled';
        const next = orders.place({
          ...order,
          price: newPrice ?? order.price,
          amount: newSize ?? order.amount,
        });
        return done({ newOrderId: next.id, clientOid: next.clientId });
      });
    },
  };
  const signed = Object.entries(routes).map(([target, route]): [string, Route] => [
    target,
    (request) => authenticate(request, now()) ?? route(request),
  ]);
  return Object.fromEntries(signed);
}

/** HMAC-SHA256 in base64 over timestamp + verb + path with its query + body; the passphrase is signed as well. */
function authenticate(
  { headers, method, path, search, body }: DoubleRequest,
  now: number,
): DoubleAnswer | undefined {
  const timestamp = String(headers['kc-api-timestamp']);
  const sign = (text: string) => createHmac('sha256', secret).update(text).digest('base64');
  if (headers['kc-api-key'] !== kucoinKeys.access_key) return refuse('400003', 'KC-API-KEY not exists', 401);
  if (!(Math.abs(now - Number(timestamp)) <= 5000)) return refuse('400002', 'KC-API-TIMESTAMP Invalid', 401);
  const version = Number(headers['kc-api-key-version']);
  if (version < 2 || version > 3 || headers['kc-api-passphrase'] !== sign(passphrase))
    return refuse('400004', 'Invalid KC-API-PASSPHRASE', 401);
  const payload = `${timestamp}${method}${path}${search ? `?${search}` : ''}${body}`;
  return headers['kc-api-sign'] === sign(payload) ? undefined : refuse('400005', 'Invalid KC-API-SIGN', 401);
}

function checkOrder(order: Record<string, string | undefined>): DoubleAnswer | undefined {
  const { symbol: name, clientOid = '', side = '', type, size, price, funds } = order;
  const rules = symbols.find((row) => row.symbol === name);
  if (!rules) return refuse('400100', 'Unsupported trading pair.');
  if (!/^[\w-]{1,40}$/.test(clientOid)) return refuse('400100', 'clientOid is invalid');
  if (!['buy', 'sell'].includes(side)) return refuse('400100', 'side is invalid');
  const onStep = (value: string, step: string) => BigNumber(value).mod(step).isZero();
  if (type === 'limit' && !onStep(price ?? '', rules.priceIncrement))
    return refuse('300000', 'Price increment invalid.');
  if (funds === undefined && !onStep(size ?? '', rules.baseIncrement))
    return refuse('600100', 'Order size increment invalid.');
  const cost = funds ?? BigNumber(size ?? 0).times(price ?? PRICE);
  return side === 'buy' && BigNumber(cost).gt(100_000)
    ? refuse('200004', 'Balance insufficient!')
    : undefined;
}

function toRow({ id, clientId, market, side, type, amount, price, filled, status, time }: DoubleOrder) {
  return {
    id,
    clientOid: clientId,
    symbol: market,
    opType: 'DEAL',
    type,
    side,
    price,
    size: amount,
    funds: BigNumber(amount).times(price).toFixed(),
    dealSize: filled,
    dealFunds: BigNumber(filled).times(PRICE).toFixed(),
    remainSize: status === 'open' ? amount : '0',
    cancelledSize: status === 'canceled' ? amount : '0',
    fee: '0',
    feeCurrency: 'USDT',
    stp: null,
    timeInForce: 'GTC',
    postOnly: false,
    hidden: false,
    iceberg: false,
    visibleSize: '0',
    cancelAfter: 0,
    channel: 'API',
    remark: null,
    tags: null,
    cancelExist: status === 'canceled',
    tradeType: 'TRADE',
    inOrderBook: status === 'open',
    active: status === 'open',
    createdAt: time,
    lastUpdatedAt: time,
  };
}

function done(data: unknown): DoubleAnswer {
  return { body: { code: '200000', data } };
}

function refuse(code: string, msg: string, status = 200): DoubleAnswer {
  return { status, body: { code, msg } };
}

function parse(body: string): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(Object(JSON.parse(body))).map(([name, value]) => [name, String(value)]),
  );
}
