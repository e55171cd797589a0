import * as v from 'valibot';

/** OKX's envelope around rows of one kind. */
function rows<Row extends v.GenericSchema>(row: Row) {
  return v.object({ data: v.array(row) });
}

const text = v.string();
const id = v.pipe(v.union([v.string(), v.number()]), v.transform(String));

/** GET /api/v5/market/ticker and /tickers. A side of the book that is empty has the price "". */
export const tickerReply = rows(
  v.object({
    instId: text,
    last: text,
    askPx: text,
    bidPx: text,
    open24h: text,
    high24h: text,
    low24h: text,
    vol24h: text,
    ts: text,
  }),
);

const level = v.looseTuple([text, text]);

/** GET /api/v5/market/books: rows `[price, size, ...]`. */
export const booksReply = rows(v.object({ asks: v.array(level), bids: v.array(level), ts: text }));

/** GET /api/v5/market/trades, newest first; `side` is the taker's. */
export const tradesReply = rows(
  v.object({ tradeId: id, px: text, sz: text, side: v.picklist(['buy', 'sell']), ts: text }),
);

/** GET /api/v5/market/candles and /history-candles: `[open time ms, o, h, l, c, volume, ...]`, newest first. */
export const candlesReply = rows(v.looseTuple([text, text, text, text, text, text]));

/** GET /api/v5/public/instruments. An instrument that is not live yet may have "" for its steps. */
export const instrumentsReply = rows(
  v.object({
    instId: text,
    instType: text,
    baseCcy: text,
    quoteCcy: text,
    tickSz: text,
    lotSz: text,
    minSz: text,
    maxLmtSz: text,
    state: text,
  }),
);

/** GET /api/v5/account/balance. Which of the amounts are "" depends on the account's mode. */
export const balanceReply = rows(
  v.object({
    details: v.array(
      v.object({
        ccy: text,
        availEq: v.optional(text, ''),
        availBal: v.optional(text, ''),
        frozenBal: v.optional(text, ''),
      }),
    ),
  }),
);

/** GET /api/v5/trade/order, /orders-pending, /orders-history and /orders-history-archive. */
export const ordersReply = rows(
  v.object({
    instId: text,
    ordId: id,
    ordType: text,
    side: v.picklist(['buy', 'sell']),
    state: text,
    sz: text,
    px: text,
    accFillSz: text,
    avgPx: text,
    tgtCcy: v.optional(text, ''),
    cTime: text,
  }),
);

/** POST /api/v5/trade/order: accepted, no more. */
export const acceptedReply = v.object({ data: v.tupleWithRest([v.object({ ordId: id })], v.unknown()) });

/** GET /api/v5/public/time, in ms. */
export const timeReply = rows(v.object({ ts: text }));

export type TickerRow = v.InferOutput<typeof tickerReply>['data'][number];
export type BookRow = v.InferOutput<typeof booksReply>['data'][number];
export type TradeRow = v.InferOutput<typeof tradesReply>['data'][number];
export type CandleRow = v.InferOutput<typeof candlesReply>['data'][number];
export type InstrumentRow = v.InferOutput<typeof instrumentsReply>['data'][number];
export type BalanceRow = v.InferOutput<typeof balanceReply>['data'][number]['details'][number];
export type OrderRow = v.InferOutput<typeof ordersReply>['data'][number];
