import { describe, expect, test } from 'vitest';
import { CallContext } from '../../../src/exchanges/ccxt/calls/callContext.js';
import { createInstance } from '../../../src/exchanges/ccxt/instance/createInstance.js';
import { toInstruments } from '../../../src/exchanges/ccxt/instruments.js';
import { findCcxt, knownIds, loadClass } from '../../../src/exchanges/ccxt/library/findCcxt.js';
import { parseOrder, toOrderRows } from '../../../src/exchanges/ccxt/orders/parseOrder.js';
import { factsOf } from '../../../src/exchanges/ccxt/venues.js';
import { RateLimiter } from '../../../src/http/RateLimiter.js';
import { type Kind, offlineMarket } from './offlineExchange.js';

/** What FMZ is told of an order, out of what the exchange tells of it, through ccxt's own parser. */
async function tell(id: string, raw: object, kind: Kind = 'spot'): Promise<object> {
  const ccxt = findCcxt();
  if (!ccxt) throw new Error('ccxt is not installed');
  const exchange = createInstance(await loadClass(ccxt, id), new CallContext(), {
    name: id,
    limiter: new RateLimiter(id),
    simulate: false,
  });
  const market = { ...offlineMarket(exchange, kind), id: 'BTCUSDT', baseId: 'btc', quoteId: 'usdt' };
  const markets: object = Reflect.apply(Reflect.get(exchange, 'setMarkets'), exchange, [[market]]);
  const [known] = Object.values(markets);
  const parsed: unknown = Reflect.apply(Reflect.get(exchange, 'parseOrder'), exchange, [raw, known]);
  const [row] = toOrderRows(exchange, [parsed]);
  const [instrument] = toInstruments(exchange.markets, factsOf(id));
  if (!row || !instrument) throw new Error('there is no order');
  return parseOrder(row, instrument, row.id ?? '', { now: 1_795_000_000_000, facts: factsOf(id) });
}

const TIME = 1_795_000_000_000;
const binanceLike = {
  symbol: 'BTCUSDT',
  orderId: '28457',
  clientOrderId: 'fmz1',
  price: '0.00000000',
  executedQty: '0.00199900',
  cummulativeQuoteQty: '99.96199500',
  status: 'FILLED',
  timeInForce: 'GTC',
  type: 'MARKET',
  side: 'BUY',
  time: TIME,
};
const bybit = {
  symbol: 'BTCUSDT',
  orderId: '1',
  orderType: 'Market',
  side: 'Buy',
  marketUnit: '',
  price: '0',
  qty: '100',
  leavesQty: '0.000000',
  cumExecQty: '0.001999',
  cumExecValue: '99.961995',
  avgPrice: '50006',
  orderStatus: 'PartiallyFilledCanceled',
  createdTime: `${TIME}`,
};
const okx = {
  instType: 'SPOT',
  instId: 'BTCUSDT',
  ordId: '1',
  clOrdId: '',
  ordType: 'market',
  side: 'buy',
  tgtCcy: 'quote_ccy',
  px: '',
  sz: '100',
  accFillSz: '0.001999',
  avgPx: '50006',
  state: 'filled',
  cTime: `${TIME}`,
};
const gate = {
  id: '1',
  currency_pair: 'BTCUSDT',
  type: 'market',
  side: 'buy',
  account: 'cross_margin',
  amount: '100',
  left: '0.038005',
  price: '0',
  filled_amount: '0.001999',
  filled_total: '99.961995',
  avg_deal_price: '50006',
  status: 'closed',
  finish_as: 'filled',
  create_time_ms: TIME,
};
const kucoin = {
  id: '1',
  symbol: 'BTCUSDT',
  type: 'market',
  side: 'buy',
  price: '0',
  size: '0',
  funds: '100',
  dealSize: '0.001999',
  dealFunds: '99.961995',
  cancelExist: false,
  active: false,
  createdAt: TIME,
};
const bhex = {
  symbol: 'BTCUSDT',
  orderId: '1',
  price: '0',
  executedQty: '0.001999',
  cumulativeQuoteQty: '99.961995',
  avgPrice: '50006',
  status: 'FILLED',
  type: 'MARKET',
  side: 'BUY',
  time: `${TIME}`,
};
const huobi = {
  id: 1,
  symbol: 'BTCUSDT',
  type: 'buy-market',
  amount: '100',
  price: '0',
  'field-amount': '0.001999',
  'field-cash-amount': '99.961995',
  state: 'filled',
  'created-at': TIME,
};

/** A market buy for 100 USDT as each exchange tells it that 0.001999 BTC were bought. */
const MARKET_BUYS: Readonly<Record<string, object>> = {
  alpaca: {
    id: '1',
    symbol: 'BTCUSDT',
    side: 'buy',
    order_type: 'market',
    qty: null,
    notional: '100',
    filled_qty: '0.001999',
    filled_avg_price: '50006',
    status: 'filled',
    submitted_at: '2026-11-18T12:26:40Z',
  },
  aster: {
    ...binanceLike,
    origQty: '100',
    executedQty: '0.001999',
    cumQuote: '99.961995',
    avgPrice: '50006',
  },
  backpack: {
    id: '1',
    symbol: 'BTCUSDT',
    side: 'Bid',
    orderType: 'Market',
    quantity: null,
    quoteQuantity: '100',
    executedQuantity: '0.001999',
    executedQuoteQuantity: '99.961995',
    status: 'Filled',
    createdAt: TIME,
  },
  bigone: {
    id: '1',
    asset_pair_name: 'BTCUSDT',
    price: '0',
    amount: '100',
    filled_amount: '99.961994',
    avg_deal_price: '50006',
    side: 'BID',
    state: 'FILLED',
    type: 'MARKET',
    stop_price: '0',
    created_at: '2026-11-18T12:26:40Z',
  },
  binance: { ...binanceLike, origQty: '0.00199900', origQuoteOrderQty: '100.00000000' },
  binanceus: { ...binanceLike, origQty: '0.00199900', origQuoteOrderQty: '100.00000000' },
  bingx: { ...binanceLike, origQty: '0', origQuoteOrderQty: '100' },
  bitget: {
    orderId: '1',
    symbol: 'BTCUSDT',
    side: 'buy',
    orderType: 'market',
    size: '100',
    price: '0',
    priceAvg: '50006',
    baseVolume: '0.001999',
    quoteVolume: '99.961995',
    status: 'filled',
    cTime: `${TIME}`,
  },
  bithumb: {
    uuid: 'C0101',
    market: 'BTCUSDT',
    side: 'bid',
    ord_type: 'price',
    price: '100',
    volume: null,
    remaining_volume: null,
    executed_volume: '0.001999',
    executed_funds: '99.961994',
    state: 'done',
    created_at: '2026-11-18T21:26:40+09:00',
  },
  bittrade: huobi,
  bitvavo: {
    orderId: '1',
    market: 'BTCUSDT',
    side: 'buy',
    orderType: 'market',
    amountQuote: '100',
    amountQuoteRemaining: '0.04',
    filledAmount: '0.001999',
    filledAmountQuote: '99.961995',
    status: 'filled',
    created: TIME,
  },
  bybit,
  bybiteu: bybit,
  bybitid: bybit,
  coinbase: {
    order_id: '1',
    product_id: 'BTCUSDT',
    side: 'BUY',
    order_type: 'MARKET',
    order_configuration: { market_market_ioc: { quote_size: '100' } },
    filled_size: '0.001999',
    average_filled_price: '50006',
    status: 'FILLED',
    created_time: '2026-11-18T12:26:40Z',
  },
  coinex: {
    order_id: 1,
    market: 'BTCUSDT',
    market_type: 'SPOT',
    ccy: 'USDT',
    side: 'buy',
    type: 'market',
    amount: '100',
    price: '0',
    unfilled_amount: '0.038005',
    filled_amount: '0.001999',
    filled_value: '99.961995',
    status: 'filled',
    created_at: TIME,
  },
  coinsph: { ...binanceLike, origQty: '0.00000000', origQuoteOrderQty: '100' },
  deepcoin: okx,
  digifinex: {
    order_id: '1',
    symbol: 'BTCUSDT',
    type: 'buy_market',
    price: 0,
    amount: 100,
    executed_amount: 0.001999,
    avg_price: 50006,
    status: 2,
    created_date: TIME / 1000,
  },
  gate,
  gateeu: gate,
  hashkey: { ...bhex, origQty: '0', reqAmount: '100' },
  htx: huobi,
  kraken: {
    id: 'O1',
    status: 'closed',
    opentm: TIME / 1000,
    descr: { pair: 'BTCUSDT', type: 'buy', ordertype: 'market', price: '0', price2: '0' },
    vol: '100',
    vol_exec: '0.001999',
    cost: '99.961995',
    price: '50006',
    oflags: 'fciq,viqc',
  },
  kucoin,
  kucoinfutures: kucoin,
  lbank: {
    orderId: '1',
    symbol: 'BTCUSDT',
    type: 'buy_market',
    price: '0',
    origQty: '100',
    executedQty: '0.001999',
    cummulativeQuoteQty: '99.961995',
    status: 2,
    time: TIME,
  },
  luno: {
    order_id: '1',
    pair: 'BTCUSDT',
    type: 'BUY',
    limit_price: '0.00',
    limit_volume: '0.00',
    base: '0.001999',
    counter: '99.961995',
    state: 'COMPLETE',
    creation_timestamp: TIME,
  },
  mexc: { ...binanceLike, origQty: '100', origQuoteOrderQty: '100' },
  myokx: okx,
  okx,
  okxus: okx,
  poloniex: {
    id: '1',
    symbol: 'BTCUSDT',
    accountType: 'SPOT',
    side: 'BUY',
    type: 'MARKET',
    quantity: '0.00',
    price: '0.00',
    amount: '100',
    filledQuantity: '0.001999',
    filledAmount: '99.961995',
    avgPrice: '50006',
    state: 'FILLED',
    createTime: TIME,
  },
  revolutx: {
    id: '1',
    symbol: 'BTC/USDT',
    side: 'buy',
    type: 'market',
    amount: '100',
    filled_quantity: '0.001999',
    filled_amount: '99.961995',
    average_fill_price: '50006',
    status: 'filled',
    created_date: TIME,
  },
  tokocrypto: {
    orderId: '1',
    symbol: 'BTCUSDT',
    side: 'BUY',
    type: 'MARKET',
    price: '0',
    origQty: '100',
    origQuoteQty: '100',
    executedQty: '0.001999',
    executedQuoteQty: '99.961995',
    status: 'FILLED',
    createTime: TIME,
  },
  toobit: { ...bhex, origQty: '100' },
  upbit: {
    uuid: '1',
    market: 'BTCUSDT',
    side: 'bid',
    ord_type: 'price',
    price: '100',
    volume: null,
    remaining_volume: null,
    executed_volume: '0.001999',
    executed_funds: '99.961994',
    state: 'cancel',
    created_at: '2026-11-18T21:26:40+09:00',
  },
  whitebit: {
    orderId: 1,
    market: 'BTCUSDT',
    side: 'buy',
    type: 'market',
    amount: '100',
    dealStock: '0.001999',
    dealMoney: '99.961995',
    left: '0.038',
    status: 'FILLED',
    timestamp: TIME / 1000,
  },
  woo: {
    orderId: 1,
    symbol: 'BTCUSDT',
    side: 'BUY',
    type: 'MARKET',
    quantity: null,
    amount: 100,
    executed: 0.001999,
    averageExecutedPrice: 50006,
    status: 'FILLED',
    createdTime: `${TIME / 1000}.000`,
  },
  xt: {
    symbol: 'BTCUSDT',
    orderId: '1',
    side: 'BUY',
    type: 'MARKET',
    price: null,
    origQty: null,
    origQuoteQty: '100',
    executedQty: '0.001999',
    leavingQty: '100',
    avgPrice: '50006',
    state: 'FILLED',
    time: TIME,
  },
};

/**
 * Those whose market buys for an amount of quote currency are not told by ccxt's parseOrder: contracts alone, or no record
 * of an order that was carried out at once.
 */
const NOT_TOLD = ['binancecoinm', 'binanceusdm', 'coincheck', 'coinmate', 'mercado'];

describe('a market buy for an amount of quote currency', () => {
  test('each exchange that is told one has its row here', () => {
    const placed = knownIds.filter((id) => factsOf(id).marketBuy !== undefined);
    expect([...Object.keys(MARKET_BUYS), ...NOT_TOLD].sort()).toEqual([...placed].sort());
  });

  test.each(Object.entries(MARKET_BUYS))('%s', async (id, raw) => {
    const { amount, deal_amount, price, type } = Object(await tell(id, raw));
    expect(amount).toBeCloseTo(0.001999, 8);
    expect({ deal_amount, price, type }).toEqual({ deal_amount: amount, price: 0, type: 'buy' });
  });
});

test('a market buy of a unified account of KuCoin, before and after it bought', async () => {
  const raw = {
    orderId: '1',
    symbol: 'BTCUSDT',
    tradeType: 'SPOT',
    orderType: 'MARKET',
    side: 'BUY',
    size: '100',
    sizeUnit: 'QUOTECCY',
    price: '0',
    status: 2,
    orderTime: TIME * 1_000_000,
  };
  const before = await tell('kucoin', { ...raw, filledSize: '0', avgPrice: '0' });
  expect(before).toMatchObject({ amount: 0, deal_amount: 0, price: 0 });
  const after = await tell('kucoin', { ...raw, filledSize: '50', avgPrice: '50000' });
  expect(after).toMatchObject({ amount: 0.001, deal_amount: 0.001 });
});

describe('what a market order of base currency asked for', () => {
  test.each([
    ['okx', { ...okx, tgtCcy: 'base_ccy', sz: '0.5' }],
    ['okx', { ...okx, side: 'sell', tgtCcy: 'base_ccy', sz: '0.5' }],
    ['bybit', { ...bybit, marketUnit: 'baseCoin', qty: '0.5' }],
    ['coinex', { ...MARKET_BUYS.coinex, ccy: 'BTC', amount: '0.5' }],
    ['kucoin', { ...kucoin, size: '0.5', funds: '0', cancelExist: true }],
    ['binance', { ...binanceLike, origQty: '0.5', origQuoteOrderQty: '0.00000000' }],
    ['whitebit', { ...MARKET_BUYS.whitebit, type: 'stock market', amount: '0.5' }],
    ['htx', { ...huobi, type: 'sell-market', amount: '0.5' }],
  ])('%s', async (id, raw) => {
    expect(await tell(id, raw)).toMatchObject({ amount: 0.5, deal_amount: 0.001999, price: 0 });
  });
});

test.each([
  ['okx', { ...okx, side: 'sell' }],
  ['okx', { ...okx, side: 'buy', tgtCcy: '' }],
  ['okx', { ...okx, instType: 'MARGIN', tgtCcy: '' }],
  ['bybit', { ...bybit, side: 'Sell', marketUnit: 'quoteCoin' }],
  ['coinex', { ...MARKET_BUYS.coinex, side: 'sell' }],
])('an order of quote currency that is no plain buy, on %s', async (id, raw) => {
  expect(await tell(id, raw)).toMatchObject({ amount: 0.001999, deal_amount: 0.001999 });
});

describe('orders that ccxt tells wrongly', () => {
  const limit = { symbol: 'BTCUSDT', side: 'buy', timestamp: '2026-11-18T12:26:40.000Z' };

  test.each([
    ['lmt', 28_500],
    ['post', 28_500],
    ['stp', 28_500],
    ['take_profit', 28_500],
    // A market order becomes one, whose limit is the worst price.
    ['ioc', 0],
    ['mkt', 0],
  ])('the price of an open order of Kraken Futures of the type %s', async (orderType, price) => {
    const raw = {
      order_id: '1',
      symbol: 'BTCUSDT',
      side: 'buy',
      orderType,
      limitPrice: 28_500,
      unfilledSize: 3,
      filledSize: 1,
      status: 'partiallyFilled',
      receivedTime: '2026-11-18T12:26:40.000Z',
    };
    expect(await tell('krakenfutures', raw, 'swap')).toMatchObject({ price, amount: 4, deal_amount: 1 });
  });

  test.each([
    ['that waits', { status: 'ENTERED_BOOK' }, limit.timestamp, 28_500],
    ['that waited', { status: 'FULLY_EXECUTED' }, '2026-11-18T12:27:40.000Z', 28_500],
    ['that was carried out at once', { status: 'FULLY_EXECUTED' }, limit.timestamp, 0],
  ])('the price of one order of Kraken Futures %s', async (_, status, lastUpdateTimestamp, price) => {
    const order = { ...limit, orderId: '1', type: 'ORDER', quantity: '4', filled: '0', limitPrice: '28500' };
    const raw = { ...status, order: { ...order, lastUpdateTimestamp } };
    expect(await tell('krakenfutures', raw, 'swap')).toMatchObject({ price, amount: 4 });
  });

  test.each([
    ['Limit', 28_500],
    ['Post', 28_500],
    ['IoC', 28_500],
    ['FillOrKill', 28_500],
    ['Market', 0],
  ])('the price of an order of Kraken Futures that is over, of the type %s', async (orderType, price) => {
    const raw = {
      uid: '1',
      tradeable: 'BTCUSDT',
      direction: 'Buy',
      quantity: '0',
      filled: '4',
      limitPrice: '28500.0000000000',
      orderType,
      timestamp: `${TIME}`,
      status: 'closed',
    };
    expect(await tell('krakenfutures', raw, 'swap')).toMatchObject({ price, deal_amount: 4 });
  });

  test('the price of Coinbase orders that are to be filled at once or not at all', async () => {
    const raw = {
      ...MARKET_BUYS.coinbase,
      order_type: 'LIMIT',
      order_configuration: { limit_limit_fok: { base_size: '0.5', limit_price: '49000' } },
    };
    expect(await tell('coinbase', raw)).toMatchObject({ price: 49_000, amount: 0.5 });
  });

  test('what is left of an open order of Bitstamp is not all of it', async () => {
    const raw = { id: '1', currency_pair: 'BTC/USDT', type: '0', price: '49000', amount: '0.3' };
    const told = { amount: 0.5, deal_amount: 0.2, price: 49_000, status: 'partial-filled' };
    expect(await tell('bitstamp', { ...raw, amount_at_create: '0.5', status: 'Open' })).toMatchObject(told);
  });

  test('the quantity of an order of Foxbit is all of it', async () => {
    const raw = {
      id: '1',
      market_symbol: 'BTCUSDT',
      side: 'BUY',
      type: 'LIMIT',
      state: 'PARTIALLY_FILLED',
      price: '49000',
      quantity: '0.42',
      quantity_executed: '0.41',
      created_at: '2026-11-18T12:26:40Z',
    };
    const told = { amount: 0.42, deal_amount: 0.41, status: 'partial-filled' };
    expect(await tell('foxbit', raw)).toMatchObject(told);
  });

  test('an open buy of Indodax is told in rupiah', async () => {
    const raw = {
      order_id: '1',
      pair: 'BTCUSDT',
      submit_time: `${TIME / 1000}`,
      price: '50000',
      type: 'buy',
      order_usdt: '25000',
      remain_usdt: '10000',
    };
    const told = { amount: 0.5, deal_amount: 0.3, price: 50_000, status: 'partial-filled' };
    expect(await tell('indodax', raw)).toMatchObject(told);
  });

  test('what is filled of an order of Zebpay', async () => {
    const raw = {
      orderId: '1',
      symbol: 'BTCUSDT',
      side: 'buy',
      type: 'limit',
      status: 'open',
      price: 49_000,
    };
    const told = { amount: 0.5, deal_amount: 0.2, status: 'partial-filled' };
    expect(await tell('zebpay', { ...raw, amount: 0.5, filled: null, remaining: 0.3 })).toMatchObject(told);
  });

  test('the best-price order of Upbit that buys has a cost, and no price', async () => {
    const raw = { ...MARKET_BUYS.upbit, ord_type: 'best', time_in_force: 'ioc' };
    expect(await tell('upbit', raw)).toMatchObject({ price: 0, amount: 0.001999, deal_amount: 0.001999 });
  });

  test('orders of contracts of XT are counted', async () => {
    const raw = {
      orderId: '1',
      symbol: 'BTCUSDT',
      orderType: 'LIMIT',
      orderSide: 'BUY',
      positionSide: 'LONG',
      price: '20000',
      origQty: '100',
      executedQty: '40',
      avgPrice: '20000',
      state: 'PARTIALLY_FILLED',
      createdTime: TIME,
    };
    expect(await tell('xt', raw, 'swap')).toMatchObject({ amount: 100, deal_amount: 40 });
  });

  test.each([
    ['1', 'buy', 'open'],
    ['2', 'buy', 'close'],
    ['3', 'sell', 'open'],
    ['4', 'sell', 'close'],
  ])('the side of contract orders of MEXC: %s', async (side, type, offset) => {
    const raw = { orderId: '1', symbol: 'BTCUSDT', price: '2.2', vol: '15', dealVol: '0', side, state: '2' };
    const told = { type, offset, amount: 15 };
    expect(await tell('mexc', { ...raw, orderType: '1' }, 'swap')).toMatchObject({ ...told, price: 2.2 });
    expect(await tell('mexc', { ...raw, orderType: '5' }, 'swap')).toMatchObject({ ...told, price: 0 });
  });

  test.each([
    [1, 'buy', 'open'],
    [2, 'sell', 'open'],
    [3, 'sell', 'close'],
    [4, 'buy', 'close'],
  ])('the side of contract orders of DigiFinex: %i', async (side, type, offset) => {
    const raw = {
      order_id: '1',
      instrument_id: 'BTCUSDT',
      type: side,
      order_type: 0,
      price: '14000',
      size: '6',
    };
    const told = { type, offset, amount: 6, price: 14_000 };
    expect(await tell('digifinex', { ...raw, filled_qty: '0', state: 0 }, 'swap')).toMatchObject(told);
  });
});
