import { createHash, createHmac, randomUUID } from 'node:crypto';
import { BigNumber } from 'bignumber.js';
import { candles } from './candles.js';
import { type DoubleOrder, type DoubleWithOrders, isImmediate, Orders } from './Orders.js';
import { type DoubleAnswer, type DoubleRequest, type Route, startDouble } from './startDouble.js';

/** The keys of the double's only account, as FMZ's boxes hold them. */
export const upbitKeys = { access_key: 'upbit-access-key', secret_key: 'upbit-secret-key' };

export type UpbitDouble = DoubleWithOrders;

const PRICE = 150_000_000;
const TICK = 1000;
const MINUTE = 60_000;

/**
 * A double of Upbit: a JWT with a hash of the query, markets that are named quote first, market buys in quote currency,
 * orders that are changed by being canceled and ordered anew.
 *
 * @see https://docs.upbit.com/kr/reference/rest-api-guide
 */
export async function startUpbit(): Promise<UpbitDouble> {
  const orders = new Orders(randomUUID);
  const double = await startDouble({ ...publicRoutes, ...privateRoutes(orders) }, () =>
    refuse(404, '404', 'Not Found'),
  );
  return { ...double, orders };
}

const markets = [
  { market: 'KRW-BTC', korean_name: '비트코인', english_name: 'Bitcoin' },
  { market: 'KRW-ETH', korean_name: '이더리움', english_name: 'Ethereum' },
  { market: 'BTC-ETH', korean_name: '이더리움', english_name: 'Ethereum' },
];

const publicRoutes: Record<string, Route> = {
  'GET /v1/market/all': () => ({ body: markets }),
  'GET /v1/ticker': ({ query }) => ofMarkets(query, ticker),
  'GET /v1/ticker/all': ({ query }) => {
    const quotes = (query.get('quote_currencies') ?? '').split(',');
    const there = markets.filter(({ market }) => quotes.includes(market.split('-')[0] ?? ''));
    return { body: there.map(({ market }) => ticker(market)) };
  },
  'GET /v1/orderbook': ({ query }) => ofMarkets(query, orderbook),
  'GET /v1/trades/ticks': ({ query }) => {
    const rows = Array.from({ length: Math.min(Number(query.get('count') ?? 1), 50) }, (_, index) => ({
      market: query.get('market'),
      timestamp: Date.now() - index * 1000,
      trade_price: PRICE + (index % 3) * TICK,
      trade_volume: 0.00123456,
      prev_closing_price: PRICE,
      change_price: 0,
      ask_bid: index % 2 ? 'BID' : 'ASK',
      sequential_id: String(17_000_000_000_000_001n - BigInt(index)),
    }));
    // Numbers above 2^53.
    return { body: JSON.stringify(rows).replace(/("sequential_id":)"(\d+)"/g, '$1$2') };
  },
  'GET /v1/candles/minutes/{unit}': ({ values, query }) => bars(query, Number(values.unit) * MINUTE),
  'GET /v1/candles/days': ({ query }) => bars(query, 1440 * MINUTE),
  'GET /v1/candles/weeks': ({ query }) => bars(query, 10_080 * MINUTE),
};

function ofMarkets(query: URLSearchParams, row: (market: string) => object): DoubleAnswer {
  const wanted = (query.get('markets') ?? '').split(',');
  return wanted.every((name) => markets.some(({ market }) => market === name))
    ? { body: wanted.map(row) }
    : refuse(404, '404', 'Code not found');
}

function ticker(market: string) {
  return {
    market,
    trade_timestamp: Date.now(),
    opening_price: 149_000_000,
    high_price: 151_500_000,
    low_price: 148_000_000,
    trade_price: PRICE,
    prev_closing_price: 149_000_000,
    change: 'RISE',
    signed_change_price: 1_000_000,
    signed_change_rate: 0.0067114094,
    trade_volume: 0.00123456,
    acc_trade_price_24h: 314_159_265_358.979,
    acc_trade_volume_24h: 2094.39510239,
    timestamp: Date.now(),
  };
}

function orderbook(market: string) {
  const orderbook_units = Array.from({ length: 30 }, (_, level) => ({
    ask_price: PRICE + (level + 1) * TICK,
    bid_price: PRICE - (level + 1) * TICK,
    ask_size: (10 + level) / 100,
    bid_size: (20 + level) / 100,
  }));
  return { market, timestamp: Date.now(), total_ask_size: 7.35, total_bid_size: 10.35, orderbook_units };
}

/** Newest first, up to 200, and older than `to`. */
function bars(query: URLSearchParams, step: number): DoubleAnswer {
  const count = Number(query.get('count') ?? 1);
  if (count > 200) return refuse(400, '400', 'count must be less than or equal to 200');
  const to = query.get('to');
  const last = to === null ? Date.now() : Date.parse(to) - 1;
  const rows = candles(PRICE, step, {
    since: (Math.floor(last / step) - count + 1) * step,
    count,
  });
  const body = rows.map((row) => ({
    market: query.get('market'),
    candle_date_time_utc: new Date(row.time).toISOString().slice(0, 19),
    opening_price: Number(row.open),
    high_price: Number(row.high),
    low_price: Number(row.low),
    trade_price: Number(row.close),
    timestamp: row.time + step - 1,
    candle_acc_trade_price: 1,
    candle_acc_trade_volume: Number(row.volume),
  }));
  return { body: body.reverse() };
}

type Fields = Record<string, string>;

function privateRoutes(orders: Orders): Record<string, Route> {
  const signed =
    (route: (fields: Fields) => DoubleAnswer): Route =>
    (request) =>
      authenticate(request) ?? route(fieldsOf(request));
  const found = (fields: Fields, answer: (order: DoubleOrder) => DoubleAnswer) => {
    if (!fields.uuid && !fields.identifier) return refuse(400, 'validation_error', 'uuid is missing');
    const order = orders.find(fields.uuid, fields.identifier);
    return order ? answer(order) : notFound();
  };
  const place = (fields: Fields): DoubleAnswer | DoubleOrder => {
    const refusal = checkOrder(fields, orders);
    if (refusal) return refusal;
    const { market = '', side, ord_type: type, price = '', volume = '', identifier } = fields;
    const bought = BigNumber(price || 0)
      .div(PRICE)
      .decimalPlaces(8, BigNumber.ROUND_DOWN)
      .toFixed();
    return orders.place(
      {
        market,
        side: side === 'bid' ? 'buy' : 'sell',
        type: type === 'limit' ? 'limit' : 'market',
        amount: type === 'price' ? bought : volume,
        price,
        clientId: identifier,
      },
      !isImmediate(fields.time_in_force),
    );
  };
  const list = (rows: DoubleOrder[], { market, limit = '100' }: Fields): DoubleAnswer => ({
    body: rows
      .filter((order) => market === undefined || order.market === market)
      .reverse()
      .slice(0, Number(limit))
      .map(toListRow),
  });
  return {
    'GET /v1/accounts': signed(() => ({
      body: [
        account('KRW', '1000000000', orders.locked('buy')),
        account('BTC', '1.25', orders.locked('sell')),
      ],
    })),
    'POST /v1/orders': signed((fields) => {
      const placed = place(fields);
      return 'body' in placed ? placed : { status: 201, body: { ...toRow(placed), state: 'wait' } };
    }),
    'POST /v1/orders/cancel_and_new': signed((fields) => {
      const order = orders.find(fields.prev_order_uuid);
      if (order?.status !== 'open') return notFound();
      const remaining = BigNumber(order.amount).minus(order.filled).toFixed();
      order.status = 'canceled';
      const placed = place({
        market: order.market,
        side: order.side === 'buy' ? 'bid' : 'ask',
        ord_type: fields.new_ord_type ?? '',
        price: fields.new_price ?? '',
        volume: fields.new_volume === 'remain_only' ? remaining : (fields.new_volume ?? ''),
      });
      return 'body' in placed ? placed : { body: { ...toRow(order), new_order_uuid: placed.id } };
    }),
    'GET /v1/order': signed((fields) => found(fields, (order) => ({ body: toWholeRow(order) }))),
    'DELETE /v1/order': signed((fields) =>
      found(fields, (order) => {
        if (order.status !== 'open') return notFound();
        order.status = 'canceled';
        return { body: { ...toRow(order), state: 'wait' } };
      }),
    ),
    'GET /v1/orders/open': signed((fields) => list(orders.open(), fields)),
    'GET /v1/orders/closed': signed((fields) => {
      const rows = orders.done().filter((order) => toRow(order).state === fields.state);
      return list(rows, fields);
    }),
  };
}

/** HS256 over header and payload; the payload has the SHA-512 of the query, or of the body as a query. */
function authenticate(request: DoubleRequest): DoubleAnswer | undefined {
  const [, head = '', body = '', signature = ''] =
    /^Bearer ([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(request.headers.authorization ?? '') ?? [];
  const parsed: unknown = body === '' ? {} : JSON.parse(Buffer.from(body, 'base64url').toString());
  const payload = Object(parsed);
  if (payload.access_key !== upbitKeys.access_key)
    return refuse(401, 'invalid_access_key', '잘못된 엑세스 키입니다.');
  const expected = createHmac('sha256', upbitKeys.secret_key).update(`${head}.${body}`).digest('base64url');
  if (signature !== expected || !payload.nonce)
    return refuse(401, 'jwt_verification', 'Jwt 토큰 검증에 실패했습니다.');
  const query = Object.entries(fieldsOf(request))
    .map((field) => field.join('='))
    .join('&');
  const hash = query === '' ? undefined : createHash('sha512').update(query).digest('hex');
  return payload.query_hash === hash
    ? undefined
    : refuse(401, 'invalid_query_payload', 'JWT 헤더의 페이로드가 올바르지 않습니다.');
}

function fieldsOf({ query, body }: DoubleRequest): Fields {
  const parsed: unknown = body === '' ? {} : JSON.parse(body);
  return Object.fromEntries([...query, ...Object.entries(Object(parsed)).map(([k, v]) => [k, String(v)])]);
}

function checkOrder(fields: Fields, orders: Orders): DoubleAnswer | undefined {
  const { market, side, ord_type: type, price, volume, identifier } = fields;
  if (!markets.some((known) => known.market === market))
    return refuse(400, 'invalid_parameter', '잘못된 파라미터');
  if (identifier !== undefined && orders.find(undefined, identifier))
    return refuse(400, 'validation_error', 'identifier is already in use');
  const word = side === 'bid' ? 'bid' : 'ask';
  const needs = { limit: [price, volume], price: [price], market: [volume] }[type ?? ''];
  if (!needs?.every((field) => BigNumber(field || 0).gt(0)))
    return refuse(400, `create_${word}_error`, '주문 정보가 올바르지 않습니다.');
  if (
    type === 'limit' &&
    market === 'KRW-BTC' &&
    !BigNumber(price || 0)
      .mod(TICK)
      .eq(0)
  )
    return refuse(400, `invalid_price_${word}`, '주문가격 단위를 잘못 입력하셨습니다.');
  const total = type === 'price' ? BigNumber(price || 0) : BigNumber(price || PRICE).times(volume || 0);
  if (market !== 'BTC-ETH' && total.lt(5000))
    return refuse(400, `under_min_total_${word}`, '최소주문금액 이상으로 주문해주세요');
  if (word === 'bid' && total.gt(1_000_000_000))
    return refuse(400, 'insufficient_funds_bid', '주문가능한 금액(KRW)이 부족합니다.');
  return undefined;
}

/** A market buy leaves a remainder of won, and is canceled for it when it is done. */
function toRow({ id, clientId, market, side, type, amount, price, filled, status, time }: DoubleOrder) {
  const quoteSized = type === 'market' && side === 'buy';
  return {
    uuid: id,
    side: side === 'buy' ? 'bid' : 'ask',
    ord_type: quoteSized ? 'price' : type,
    price: type === 'market' && !quoteSized ? null : price,
    state: status === 'open' ? 'wait' : status === 'canceled' || quoteSized ? 'cancel' : 'done',
    market,
    created_at: new Date(time + 9 * 3_600_000).toISOString().replace(/\.\d+Z$/, '+09:00'),
    volume: quoteSized ? null : amount,
    remaining_volume: quoteSized ? null : BigNumber(amount).minus(filled).toFixed(),
    reserved_fee: '0',
    remaining_fee: '0',
    paid_fee: '0',
    locked: '0',
    executed_volume: filled,
    trades_count: BigNumber(filled).gt(0) ? 1 : 0,
    ...(clientId !== undefined && { identifier: clientId }),
  };
}

/** In a list, an order tells what was paid, and alone its trades. */
function toListRow(order: DoubleOrder) {
  return { ...toRow(order), executed_funds: BigNumber(order.filled).times(PRICE).toFixed() };
}

function toWholeRow(order: DoubleOrder) {
  const { filled, market, side, time } = order;
  const half = BigNumber(filled).div(2).decimalPlaces(8, BigNumber.ROUND_DOWN);
  const volumes = [half, BigNumber(filled).minus(half)].filter((volume) => volume.gt(0));
  const trades = volumes.map((volume, index) => ({
    market,
    uuid: `795dff29-bba6-49b2-baab-63473ab7931${index}`,
    price: String(PRICE),
    volume: volume.toFixed(),
    funds: volume.times(PRICE).toFixed(),
    trend: 'up',
    created_at: new Date(time).toISOString(),
    side: side === 'buy' ? 'bid' : 'ask',
  }));
  return { ...toRow(order), trades_count: trades.length, trades };
}

function account(currency: string, balance: string, locked: string) {
  const row = { currency, balance, locked, avg_buy_price: '0' };
  return { ...row, avg_buy_price_modified: false, unit_currency: 'KRW' };
}

function notFound(): DoubleAnswer {
  return refuse(404, 'order_not_found', '주문을 찾지 못했습니다.');
}

function refuse(status: number, name: string, message: string): DoubleAnswer {
  return { status, body: { error: { name, message } } };
}
