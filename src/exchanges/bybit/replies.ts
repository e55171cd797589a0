import * as v from 'valibot';

const text = v.string();
/** A field that some kinds of rows, or older records, do not have. */
const optionalText = v.nullish(text, '');

/** Bybit's envelope around rows of one kind, with the time of the answer in ms. */
function rows<Row extends v.GenericSchema>(row: Row) {
  return v.object({
    result: v.object({ list: v.array(row), nextPageCursor: optionalText }),
    time: v.number(),
  });
}

/** GET /v5/market/tickers. A side of the book that is empty has the price "" or 0; funding is that of perpetuals. */
export const tickerReply = rows(
  v.object({
    symbol: text,
    lastPrice: text,
    ask1Price: text,
    bid1Price: text,
    prevPrice24h: text,
    highPrice24h: text,
    lowPrice24h: text,
    volume24h: text,
    fundingRate: optionalText,
    nextFundingTime: optionalText,
    fundingIntervalHour: optionalText,
  }),
);

const level = v.looseTuple([text, text]);

/** GET /v5/market/orderbook: rows `[price, size]`. */
export const bookReply = v.object({
  result: v.object({ a: v.array(level), b: v.array(level), ts: v.number() }),
});

/** GET /v5/market/recent-trade; `side` is the taker's. */
export const tradesReply = rows(
  v.object({ execId: text, price: text, size: text, side: v.picklist(['Buy', 'Sell']), time: text }),
);

/** GET /v5/market/kline: `[open time ms, o, h, l, c, volume, ...]`, newest first. */
export const klineReply = rows(v.looseTuple([text, text, text, text, text, text]));

/** GET /v5/market/instruments-info. Which of the filters there are depends on the category. */
export const instrumentsReply = rows(
  v.object({
    symbol: text,
    contractType: optionalText,
    status: text,
    baseCoin: text,
    quoteCoin: text,
    settleCoin: optionalText,
    deliveryTime: optionalText,
    fundingInterval: v.nullish(v.number(), 0),
    leverageFilter: v.optional(v.object({ maxLeverage: optionalText })),
    priceFilter: v.object({ tickSize: text }),
    lotSizeFilter: v.object({
      basePrecision: optionalText,
      qtyStep: optionalText,
      minOrderQty: optionalText,
      minOrderAmt: optionalText,
      minNotionalValue: optionalText,
      maxOrderQty: optionalText,
      maxLimitOrderQty: optionalText,
    }),
  }),
);

/** GET /v5/account/wallet-balance. With portfolio margin the margins are "". */
export const balanceReply = rows(
  v.object({
    coin: v.array(
      v.object({
        coin: text,
        walletBalance: optionalText,
        locked: optionalText,
        totalOrderIM: optionalText,
        totalPositionIM: optionalText,
        equity: optionalText,
        spotBorrow: optionalText,
        borrowAmount: optionalText,
      }),
    ),
  }),
);

/** GET /v5/order/realtime and /v5/order/history. */
export const ordersReply = rows(
  v.object({
    symbol: text,
    orderId: text,
    orderLinkId: optionalText,
    orderType: text,
    side: v.picklist(['Buy', 'Sell']),
    orderStatus: text,
    qty: text,
    price: text,
    cumExecQty: text,
    cumExecValue: optionalText,
    avgPrice: optionalText,
    marketUnit: optionalText,
    positionIdx: v.nullish(v.number(), 0),
    reduceOnly: v.nullish(v.boolean(), false),
    createdTime: text,
  }),
);

/** GET /v5/position/list: `positionIdx` is 0 in one-way mode; in hedge mode 1 is long and 2 short. */
export const positionsReply = rows(
  v.object({
    symbol: text,
    positionIdx: v.picklist([0, 1, 2]),
    side: text,
    size: text,
    avgPrice: optionalText,
    unrealisedPnl: optionalText,
    positionIM: optionalText,
    leverage: optionalText,
  }),
);

/** POST /v5/order/create, /amend and /cancel: accepted, no more. */
export const acceptedReply = v.object({
  result: v.object({ orderId: v.pipe(text, v.nonEmpty('is empty')) }),
});

/** GET /v5/market/time, in ms. */
export const timeReply = v.object({ time: v.number() });

export type TickerRow = v.InferOutput<typeof tickerReply>['result']['list'][number];
export type Book = v.InferOutput<typeof bookReply>['result'];
export type TradeRow = v.InferOutput<typeof tradesReply>['result']['list'][number];
export type InstrumentRow = v.InferOutput<typeof instrumentsReply>['result']['list'][number];
export type BalanceRow = v.InferOutput<typeof balanceReply>['result']['list'][number]['coin'][number];
export type OrderRow = v.InferOutput<typeof ordersReply>['result']['list'][number];
export type PositionRow = v.InferOutput<typeof positionsReply>['result']['list'][number];
