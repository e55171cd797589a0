import * as v from 'valibot';

/** OKX's envelope around rows of one kind. */
function rows<Row extends v.GenericSchema>(row: Row) {
  return v.object({ data: v.array(row) });
}

const text = v.string();
/** A field that some kinds of rows, or older records, do not have. */
const optionalText = v.optional(text, '');
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
    baseCcy: optionalText,
    quoteCcy: optionalText,
    uly: optionalText,
    instFamily: optionalText,
    ctVal: optionalText,
    ctMult: optionalText,
    ctValCcy: optionalText,
    expTime: optionalText,
    ruleType: optionalText,
    lever: optionalText,
    tickSz: text,
    lotSz: text,
    minSz: text,
    maxLmtSz: optionalText,
    state: text,
  }),
);

/** GET /api/v5/account/balance. Which of the amounts are "" depends on the account's mode. */
export const balanceReply = rows(
  v.object({
    details: v.array(
      v.object({
        ccy: text,
        availEq: optionalText,
        availBal: optionalText,
        frozenBal: optionalText,
        eq: optionalText,
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
    tgtCcy: optionalText,
    instType: optionalText,
    posSide: optionalText,
    reduceOnly: optionalText,
    cTime: text,
  }),
);

/** GET /api/v5/account/config. */
export const accountConfigReply = rows(
  v.object({
    acctLv: v.picklist(['1', '2', '3', '4']),
    posMode: v.picklist(['net_mode', 'long_short_mode']),
  }),
);

/** GET /api/v5/account/positions: `pos` in contracts, negative for a short one in net mode. */
export const positionsReply = rows(
  v.object({
    instId: text,
    instType: text,
    mgnMode: v.picklist(['cross', 'isolated']),
    posSide: v.picklist(['net', 'long', 'short']),
    pos: text,
    availPos: optionalText,
    avgPx: text,
    upl: text,
    margin: optionalText,
    imr: optionalText,
    lever: text,
  }),
);

/** GET /api/v5/account/leverage-info and POST /api/v5/account/set-leverage. */
export const leverageReply = rows(
  v.object({ lever: v.pipe(v.union([text, v.number()]), v.transform(String)), posSide: optionalText }),
);

/** GET /api/v5/public/funding-rate. */
export const fundingReply = rows(
  v.object({ instId: text, fundingRate: text, fundingTime: text, nextFundingTime: text }),
);

/** POST /api/v5/trade/order, /amend-order and /cancel-order: accepted, no more. */
export const acceptedReply = v.object({
  data: v.tupleWithRest([v.object({ ordId: v.pipe(id, v.nonEmpty('is empty')) })], v.unknown()),
});

/** GET /api/v5/public/time, in ms. */
export const timeReply = rows(v.object({ ts: text }));

export type TickerRow = v.InferOutput<typeof tickerReply>['data'][number];
export type BookRow = v.InferOutput<typeof booksReply>['data'][number];
export type TradeRow = v.InferOutput<typeof tradesReply>['data'][number];
export type InstrumentRow = v.InferOutput<typeof instrumentsReply>['data'][number];
export type BalanceRow = v.InferOutput<typeof balanceReply>['data'][number]['details'][number];
export type OrderRow = v.InferOutput<typeof ordersReply>['data'][number];
export type AccountConfigRow = v.InferOutput<typeof accountConfigReply>['data'][number];
export type PositionRow = v.InferOutput<typeof positionsReply>['data'][number];
export type FundingRow = v.InferOutput<typeof fundingReply>['data'][number];
