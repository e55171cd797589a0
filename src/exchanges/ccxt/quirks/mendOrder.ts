import {
  addDecimals,
  divideDecimals,
  signOf,
  subtractDecimals,
  toDecimal,
} from '../../../protocol/decimal.js';
import type { OrderRow } from '../parse/orderRow.js';
import { isQuoteSized, type Told } from './isQuoteSized.js';

/** What an exchange tells of an order that ccxt leaves out, or takes for something else. */
type Mend = (row: OrderRow, told: Told) => Partial<OrderRow>;

const positive = (value: unknown): string | undefined => {
  const decimal = toDecimal(value);
  return decimal !== undefined && signOf(decimal) > 0 ? decimal : undefined;
};
const quotient = (total: string | undefined, by: string | undefined) =>
  total === undefined || by === undefined ? undefined : divideDecimals(total, by);
/** Only where both are told. */
const sum = (a: string | undefined, b: string | undefined) =>
  a === undefined || b === undefined ? undefined : addDecimals([a, b]);
const rest = (amount: string | undefined, filled: string | undefined) =>
  amount === undefined || filled === undefined ? undefined : subtractDecimals(amount, filled);

/**
 * ccxt divides by the average price of a market buy, which is 0 before anything is filled, and does not do so for those of
 * margin accounts.
 *
 * @see https://www.gate.com/docs/developers/apiv4/en/#retrieve-order-details
 */
const gate: Mend = (row, told) => {
  if (row.symbol?.includes(':') || row.type !== 'market' || row.side !== 'buy') return {};
  const average = positive(told.avg_deal_price);
  const filled = toDecimal(told.filled_amount) ?? quotient(positive(told.filled_total), average) ?? '0';
  return {
    price: undefined,
    average: average ?? quotient(positive(told.filled_total), positive(filled)),
    filled,
  };
};

/**
 * Its words for types are `lmt`, `post`, `mkt`, `ioc`, `stp` and `take_profit`. A market order becomes an `ioc` one, whose
 * `limitPrice` is the worst that the exchange would take. What is told of a single order is told while it waits and for
 * five seconds afterwards, without its type: what was changed after it came had waited.
 *
 * @see https://docs.kraken.com/api/docs/futures-api/trading/get-open-orders
 * @see https://docs.kraken.com/api/docs/futures-api/trading/get-order-status
 */
const krakenFutures: Mend = (_row, told) => {
  const events: unknown[] = Array.isArray(told.orderEvents) ? told.orderEvents : [];
  const [details = {}] = [told.order, ...events.flatMap(detailsOf), told].filter(
    (item) => typeof item === 'object' && item !== null,
  );
  const { type, orderType = type, limitPrice, timestamp, lastUpdateTimestamp }: Told = Object(details);
  const word = String(orderType ?? '').toLowerCase();
  const waited = word === 'order' && (told.status === 'ENTERED_BOOK' || timestamp !== lastUpdateTimestamp);
  const limited = waited || /^(lmt|limit|post|stp|stop|take_profit|trigger)/.test(word);
  const price = limited ? positive(limitPrice) : undefined;
  return price === undefined ? { type: 'market', price: undefined } : { type: 'limit', price };
};

/** An event of an order holds it as it was before or as it became. */
function detailsOf(event: unknown): unknown[] {
  const { new: changed, order, orderTrigger, orderPriorExecution, orderPriorEdit } = Object(event);
  return [changed, order, orderTrigger, orderPriorExecution, orderPriorEdit];
}

/** ccxt knows three of its kinds of limit orders. @see https://docs.cdp.coinbase.com/api-reference/advanced-trade-api/rest-api/orders/get-order */
const coinbase: Mend = ({ price, amount }, { order_configuration }) => {
  const [configuration] = Object.values(Object(order_configuration));
  const { limit_price, base_size } = Object(configuration);
  return { price: price ?? positive(limit_price), amount: positive(base_size) ?? amount };
};

/** What ccxt calls the amount of a market buy is its cost. @see https://open.big.one/docs/spot/orders */
const bigone: Mend = (row, told) => {
  if (row.type !== 'market' || row.side !== 'buy') return {};
  const average = positive(told.avg_deal_price);
  return { filled: quotient(positive(told.filled_amount), average) ?? '0' };
};

/** A market buy is an order of the type `price`, whose price is its cost. @see https://apidocs.bithumb.com/reference */
const bithumb: Mend = (_row, told) => {
  const market = told.ord_type === 'price' && { type: 'market', price: undefined };
  const filled = toDecimal(told.executed_volume);
  if (filled === undefined) return { ...market };
  return { ...market, filled, average: quotient(positive(told.executed_funds), positive(filled)) };
};

/** The price of an order of the type `best` is what a buy may cost. @see https://docs.upbit.com/kr/reference/new-order */
const upbit: Mend = (_row, { ord_type }) => (ord_type === 'best' ? { type: 'market', price: undefined } : {});

/** `amount` is what is left of an open order. @see https://www.bitstamp.net/api/#tag/Orders */
const bitstamp: Mend = ({ amount, filled }, told) => {
  const remaining =
    toDecimal(told.amount_remaining) ?? (told.amount_at_create === undefined ? undefined : amount);
  if (remaining === undefined) return {};
  const all = toDecimal(told.amount_at_create) ?? sum(remaining, filled ?? '0');
  return { amount: all, remaining, filled: rest(all, remaining) };
};

/** `quantity` is all of it. @see https://docs.foxbit.com.br/rest/v3/#tag/Trading/operation/OrdersController_findOne */
const foxbit: Mend = (row, told) => {
  const market = String(told.type).toUpperCase() === 'INSTANT' && { type: 'market' };
  const amount = toDecimal(told.quantity) ?? row.amount;
  const filled = toDecimal(told.quantity_executed) ?? row.filled;
  return { ...market, amount, filled, remaining: rest(amount, filled) };
};

/** What is ordered and what is left of a buy is told in quote currency. @see https://github.com/btcid/indodax-official-api-docs */
const indodax: Mend = ({ side, amount, filled, price, symbol = '' }, info) => {
  const order: Told = Object(Object(Object(info).return).order ?? info);
  if (side !== 'buy' || amount !== undefined) return {};
  const quote = symbol.split('/')[1]?.toLowerCase() ?? '';
  const [cost, left] = ['order', 'remain'].map(
    (name) => toDecimal(order[`${name}_${quote}`]) ?? toDecimal(order[`${name}_rp`]),
  );
  const all = quotient(cost, positive(price));
  const remaining = quotient(left, positive(price));
  return { amount: all, remaining, filled: filled ?? rest(all, remaining) };
};

/** ccxt leaves out what is filled. @see https://github.com/zebpay/zebpay-api-references */
const zebpay: Mend = ({ amount }, told) => {
  const remaining = toDecimal(told.remaining);
  const filled = toDecimal(told.filled) ?? rest(amount, remaining);
  return filled === undefined ? {} : { filled, remaining: remaining ?? rest(amount, filled) };
};

/** ccxt divides what is filled by the average price, which is 0 before anything is. */
const kucoin: Mend = ({ filled }, { sizeUnit, filledSize }) =>
  sizeUnit === 'QUOTECCY' && filledSize !== undefined && positive(filledSize) === undefined
    ? { filled: '0' }
    : { filled };

/** Sells are told in base currency, which ccxt leaves out with what buys are told in. */
const htx: Mend = ({ type, side, symbol = '', amount }, told) =>
  type === 'market' && side === 'sell' && !symbol.includes(':')
    ? { amount: toDecimal(told.amount) ?? amount }
    : {};

/** Contracts are counted, which ccxt turns into coins. @see https://doc.xt.com/docs/futures/Order/GetOrders */
const xt: Mend = (row, told) => {
  if (!row.symbol?.includes(':')) return {};
  const amount = toDecimal(told.origQty) ?? row.amount;
  const filled = toDecimal(told.executedQty) ?? row.filled;
  return { amount, filled, remaining: rest(amount, filled) };
};

/**
 * Orders of contracts have numbers for what they do, of which ccxt takes the 2 of closing a short for a sell, and for their
 * types.
 *
 * @see https://www.mexc.com/api-docs/futures/account-and-trading-endpoints
 */
const mexc: Mend = ({ type }, { side, orderType }) => ({
  ...CONTRACT_SIDES[String(side)],
  ...(type === undefined && { type: ['5', '6'].includes(String(orderType)) ? 'market' : 'limit' }),
});

const buys = { side: 'buy' };
const sells = { side: 'sell' };
const CONTRACT_SIDES: Readonly<Record<string, Partial<OrderRow>>> = {
  '1': buys,
  '2': { ...buys, reduceOnly: true },
  '3': sells,
  '4': { ...sells, reduceOnly: true },
  'open long': buys,
  'close short': { ...buys, reduceOnly: true },
  'open short': sells,
  'close long': { ...sells, reduceOnly: true },
};

const MENDS: Readonly<Record<string, Mend>> = {
  bigone,
  bithumb,
  bitstamp,
  coinbase,
  digifinex: ({ side = '' }) => CONTRACT_SIDES[side] ?? {},
  foxbit,
  gate,
  gateeu: gate,
  htx,
  indodax,
  krakenfutures: krakenFutures,
  kucoin,
  kucoinfutures: kucoin,
  mexc,
  upbit,
  xt,
  /** ccxt calls all of them open. */
  zaif: () => ({ status: undefined }),
  zebpay,
};

/**
 * An order of ccxt's, with what the exchange tells of it put right: the amount of one that was given in quote currency is
 * left out, since it is none of base currency.
 *
 * @param id of an exchange of ccxt.
 */
export function mendOrder(id: string, row: OrderRow): OrderRow {
  const told: Told = Object(row.info);
  const mended = { ...row, ...(Object.hasOwn(MENDS, id) && MENDS[id]?.(row, told)) };
  if (!isQuoteSized(id, mended, told)) return mended;
  return { ...mended, amount: undefined, remaining: undefined };
}
