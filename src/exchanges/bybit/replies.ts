import * as v from 'valibot';
import { ownRow } from '../../adapter/rows.js';
import { signOf } from '../../protocol/decimal.js';
import {
  decimalField,
  emptyDecimalField,
  flagField,
  optionalDecimalField,
  optionalTextField,
  optionalTimeField,
  textField,
  timeField,
} from '../../protocol/fields.js';
import { say } from '../../wording/say.js';

const isMissing = () => say('is missing');

const milliseconds = v.pipe(timeField, v.transform(Number));

/** 0 in one-way mode; in hedge mode 1 is long and 2 short. */
const positionIdx = v.pipe(
  v.nullish(v.unknown()),
  v.transform((value) => Number(value ?? 0)),
  v.picklist([0, 1, 2]),
  v.transform((index): number => index),
);

/** Bybit's envelope around rows of one kind, with the time of the answer in ms where it tells. */
function rows<Row extends v.GenericSchema>(row: Row) {
  return v.object({
    result: v.object({ list: v.array(row), nextPageCursor: optionalTextField }),
    time: v.fallback(v.optional(milliseconds), undefined),
  });
}

const side = v.picklist(['Buy', 'Sell']);

/** What anybody can see comes as rows of any kind: `readableRows` tells those that can be read. */
export const publicReply = rows(v.unknown());

/** A side of the book that is empty has the price "" or 0. */
export const tickerRow = v.object({
  symbol: textField,
  ...v.entriesFromList(['lastPrice', 'ask1Price', 'bid1Price', 'prevPrice24h'], emptyDecimalField),
  ...v.entriesFromList(['highPrice24h', 'lowPrice24h', 'volume24h'], emptyDecimalField),
});

/** GET /v5/market/tickers. */
export const tickerReply = rows(tickerRow);

/** What of a ticker is funding; only perpetuals have a rate. */
export const fundingRow = v.pipe(
  v.object({
    symbol: textField,
    fundingRate: decimalField,
    nextFundingTime: timeField,
    /** Between two settlements now, in hours. */
    fundingIntervalHour: optionalDecimalField,
    /** The same in minutes, when the list of instruments was read. */
    fundingInterval: optionalDecimalField,
  }),
  v.transform(({ fundingIntervalHour, fundingInterval, ...row }) => {
    const hours = Number(fundingIntervalHour);
    return { ...row, interval: hours > 0 ? hours * 3_600_000 : Number(fundingInterval) * 60_000 };
  }),
  v.check(
    ({ interval }) => Number.isSafeInteger(interval) && interval > 0,
    () => say('does not tell how far settlements are apart'),
  ),
);

/** GET /v5/market/orderbook. */
export const bookReply = v.object({
  result: v.object({ a: v.array(v.unknown()), b: v.array(v.unknown()), ts: milliseconds }),
});

/** GET /v5/market/recent-trade; `side` is the taker's. */
export const tradeRow = v.object({
  execId: textField,
  price: decimalField,
  size: decimalField,
  side,
  time: timeField,
});

/** GET /v5/market/instruments-info. Which of the filters there are depends on the category. */
export const instrumentRow = v.object({
  symbol: textField,
  status: textField,
  fundingInterval: optionalDecimalField,
  leverageFilter: v.nullish(v.object({ maxLeverage: optionalDecimalField })),
  priceFilter: v.object({ tickSize: emptyDecimalField }),
  lotSizeFilter: v.object({
    ...v.entriesFromList(['basePrecision', 'qtyStep', 'minOrderQty', 'maxOrderQty'], optionalDecimalField),
    ...v.entriesFromList(['minOrderAmt', 'minNotionalValue', 'maxLimitOrderQty'], optionalDecimalField),
  }),
});

/** GET /v5/account/wallet-balance. With portfolio margin the margins are "". */
export const balanceReply = rows(
  v.object({
    coin: v.array(
      ownRow(
        'balance',
        'coin',
        v.object({
          coin: textField,
          walletBalance: decimalField,
          locked: optionalDecimalField,
          totalOrderIM: optionalDecimalField,
          totalPositionIM: optionalDecimalField,
          equity: optionalDecimalField,
          spotBorrow: optionalDecimalField,
          borrowAmount: optionalDecimalField,
        }),
      ),
    ),
  }),
);

/** GET /v5/order/realtime and /v5/order/history. */
export const ordersReply = rows(
  ownRow(
    'order',
    'orderId',
    v.pipe(
      v.object({
        symbol: textField,
        orderId: textField,
        orderLinkId: optionalTextField,
        orderType: textField,
        side,
        orderStatus: optionalTextField,
        qty: decimalField,
        price: optionalDecimalField,
        cumExecQty: emptyDecimalField,
        cumExecValue: optionalDecimalField,
        avgPrice: optionalDecimalField,
        marketUnit: optionalTextField,
        positionIdx,
        reduceOnly: flagField,
        createdTime: optionalTimeField,
      }),
      v.forward(
        v.check(({ orderType, price }) => price !== '' || orderType !== 'Limit', isMissing),
        ['price'],
      ),
      v.forward(
        v.check(({ orderStatus, cumExecQty }) => cumExecQty !== '' || !/fill/i.test(orderStatus), isMissing),
        ['cumExecQty'],
      ),
    ),
  ),
);

/** GET /v5/position/list. */
export const positionsReply = rows(
  ownRow(
    'position',
    'symbol',
    v.pipe(
      v.object({
        symbol: textField,
        positionIdx,
        side: optionalTextField,
        size: decimalField,
        avgPrice: optionalDecimalField,
        unrealisedPnl: optionalDecimalField,
        positionIM: optionalDecimalField,
        leverage: optionalDecimalField,
      }),
      v.forward(
        v.check(
          ({ size, side: held }) => signOf(size) === 0 || held === 'Buy' || held === 'Sell',
          () => say('is not known'),
        ),
        ['side'],
      ),
      v.forward(
        v.check(({ size, avgPrice }) => signOf(size) === 0 || avgPrice !== '', isMissing),
        ['avgPrice'],
      ),
    ),
  ),
);

/** POST /v5/order/create, /amend and /cancel: accepted, no more. */
export const acceptedReply = v.object({ result: v.object({ orderId: textField }) });

/** GET /v5/market/time, in ms. */
export const timeReply = v.object({ time: milliseconds });

export type TickerRow = v.InferOutput<typeof tickerRow>;
export type FundingRow = v.InferOutput<typeof fundingRow>;
export type TradeRow = v.InferOutput<typeof tradeRow>;
export type InstrumentRow = v.InferOutput<typeof instrumentRow>;
export type BalanceRow = v.InferOutput<typeof balanceReply>['result']['list'][number]['coin'][number];
export type OrderRow = v.InferOutput<typeof ordersReply>['result']['list'][number];
export type PositionRow = v.InferOutput<typeof positionsReply>['result']['list'][number];
