import { createHmac } from 'node:crypto';
import { BigNumber } from 'bignumber.js';
import { countFrom, type DoubleOrder, type DoubleWithOrders, Orders } from './Orders.js';
import { type DoubleAnswer, type Route, startDouble } from './startDouble.js';

/** The keys of the double's only account, as FMZ's boxes hold them: the client id is beside the secret. */
export const coinmateKeys = {
  access_key: 'coinmate-access-key',
  secret_key: 'coinmate-secret-key,uid=424242',
};
const SECRET = 'coinmate-secret-key';
const CLIENT_ID = '424242';

export type CoinmateDouble = DoubleWithOrders;

const PRICE = 50_000;

/**
 * A double of Coinmate: a client id beside the keys, everything private a POST of a form that has its own signature and
 * a nonce for one use, refusals with status 200, no bars.
 *
 * @see https://coinmate.docs.apiary.io
 */
export async function startCoinmate(): Promise<CoinmateDouble> {
  const orders = new Orders(countFrom(781_246_604n));
  const double = await startDouble({ ...publicRoutes, ...privateRoutes(orders) });
  return { ...double, orders };
}

const pairs = [pair('BTC', 'EUR', 2), pair('ETH', 'EUR', 2), pair('ETH', 'BTC', 6)];

function pair(firstCurrency: string, secondCurrency: string, priceDecimals: number) {
  const name = `${firstCurrency}_${secondCurrency}`;
  return { name, firstCurrency, secondCurrency, priceDecimals, lotDecimals: 8, minAmount: 0.0002 };
}

const publicRoutes: Record<string, Route> = {
  'GET /api/tradingPairs': () => data(pairs),
  'GET /api/ticker': ({ query }) =>
    pairs.some(({ name }) => name === query.get('currencyPair'))
      ? data(ticker())
      : refuse('Invalid currency pair'),
  'GET /api/tickerAll': () => data(Object.fromEntries(pairs.map(({ name }) => [name, ticker()]))),
  'GET /api/orderBook': () => {
    const side = (direction: number) =>
      Array.from({ length: 40 }, (_, level) => ({
        price: PRICE + direction * (level + 1),
        amount: (10 + level) / 100,
      }));
    return data({ asks: side(1), bids: side(-1), timestamp: Math.floor(Date.now() / 1000) });
  },
  'GET /api/transactions': ({ query }) =>
    data(
      Array.from({ length: 30 }, (_, index) => ({
        timestamp: Date.now() - index * 1000,
        transactionId: String(4_156_303 - index),
        price: PRICE + (index % 3),
        amount: 0.004,
        currencyPair: query.get('currencyPair'),
        tradeType: index % 2 ? 'BUY' : 'SELL',
      })),
    ),
};

function ticker() {
  return {
    last: PRICE,
    high: 50_500,
    low: 49_000,
    amount: 37_038.993381,
    bid: 49_999,
    ask: 50_001,
    change: 1.01,
    open: 49_500,
    timestamp: Math.floor(Date.now() / 1000),
  };
}

function privateRoutes(orders: Orders): Record<string, Route> {
  const nonces = new Set<string>();
  const signed =
    (route: (form: URLSearchParams) => DoubleAnswer): Route =>
    ({ body }) => {
      const form = new URLSearchParams(body);
      const nonce = form.get('nonce') ?? '';
      const payload = `${nonce}${CLIENT_ID}${coinmateKeys.access_key}`;
      const signature = createHmac('sha256', SECRET).update(payload).digest('hex').toUpperCase();
      const known = form.get('clientId') === CLIENT_ID && form.get('publicKey') === coinmateKeys.access_key;
      if (!known || form.get('signature') !== signature || nonces.has(nonce)) return refuse('Access denied.');
      nonces.add(nonce);
      return route(form);
    };
  const place = (side: 'buy' | 'sell', type: 'limit' | 'market') =>
    signed((form) => {
      const { currencyPair: market = '', total, price = '', ...rest } = Object.fromEntries(form);
      const bought = total && BigNumber(total).div(PRICE).decimalPlaces(8).toFixed();
      const amount = bought ?? rest.amount ?? '0';
      if (!pairs.some(({ name }) => name === market)) return refuse('Invalid currency pair');
      if (BigNumber(amount).lt(0.0002)) return refuse('Minimum Order Size 0.0002 BTC');
      if (BigNumber(amount).gt(100)) return refuse('Not enough account balance available');
      return data(Number(orders.place({ market, side, type, amount, price, clientId: undefined }).id));
    });
  return {
    'POST /api/balances': signed(() =>
      data({
        EUR: balance('EUR', 10_000, orders.locked('buy')),
        BTC: balance('BTC', 2, orders.locked('sell')),
      }),
    ),
    'POST /api/buyLimit': place('buy', 'limit'),
    'POST /api/sellLimit': place('sell', 'limit'),
    'POST /api/buyInstant': place('buy', 'market'),
    'POST /api/sellInstant': place('sell', 'market'),
    'POST /api/orderById': signed((form) => {
      const order = orders.find(form.get('orderId') ?? undefined);
      return order ? data(toRow(order)) : refuse('No order with given ID');
    }),
    'POST /api/cancelOrderWithInfo': signed((form) => {
      const order = orders.find(form.get('orderId') ?? undefined);
      if (!order) return refuse('No order with given ID');
      const success = order.status === 'open';
      if (success) order.status = 'canceled';
      return data({ success, remainingAmount: left(order) });
    }),
    'POST /api/openOrders': signed((form) =>
      data(orders.open(form.get('currencyPair') ?? undefined).map(toOpenRow)),
    ),
    'POST /api/orderHistory': signed((form) => {
      const rows = orders.all.filter(({ market }) => market === form.get('currencyPair'));
      return data(
        rows
          .map(toRow)
          .reverse()
          .slice(0, Number(form.get('limit') ?? 100)),
      );
    }),
  };
}

function balance(currency: string, available: number, reserved: string) {
  return { currency, balance: available + Number(reserved), reserved: Number(reserved), available };
}

function toRow(order: DoubleOrder) {
  const { id, market, side, type, amount, price, filled, status, time } = order;
  const words = { open: 'OPEN', filled: 'FILLED', canceled: 'CANCELLED' };
  return {
    id: Number(id),
    timestamp: time,
    type: side.toUpperCase(),
    currencyPair: market,
    price: type === 'market' ? PRICE : Number(price),
    remainingAmount: left(order),
    originalAmount: Number(amount),
    status: words[status],
    orderTradeType: type.toUpperCase(),
    hidden: false,
    avgPrice: Number(filled) > 0 ? PRICE : null,
    trailing: false,
    clientOrderId: null,
  };
}

/** The list of open orders tells neither what was ordered nor a status. */
function toOpenRow(order: DoubleOrder) {
  const { remainingAmount: amount, originalAmount: _, status: __, ...row } = toRow(order);
  return { ...row, amount };
}

function left({ amount, filled }: DoubleOrder): number {
  return BigNumber(amount).minus(filled).toNumber();
}

function data(value: unknown): DoubleAnswer {
  return { body: { error: false, errorMessage: null, data: value } };
}

function refuse(errorMessage: string): DoubleAnswer {
  return { body: { error: true, errorMessage, data: null } };
}
