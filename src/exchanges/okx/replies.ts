import * as v from 'valibot';
import { ownRow } from '../../adapter/rows.js';
import { signOf } from '../../protocol/decimal.js';
import {
  decimalField,
  emptyDecimalField,
  optionalDecimalField,
  optionalTextField,
  optionalTimeField,
  textField,
  timeField,
} from '../../protocol/fields.js';
import { say } from '../../wording/say.js';

const isMissing = () => say('is missing');
const isEmpty = () => say('holds no order');

/** OKX's envelope around rows of one kind. */
function rows<Row extends v.GenericSchema>(row: Row) {
  return v.object({ data: v.array(row) });
}

const side = v.picklist(['buy', 'sell']);

/** What anybody can see comes as rows of any kind: `readableRows` tells those that can be read. */
export const publicReply = rows(v.unknown());

/** A side of the book that is empty has the price "". */
export const tickerRow = v.object({
  instId: textField,
  last: emptyDecimalField,
  askPx: emptyDecimalField,
  bidPx: emptyDecimalField,
  open24h: emptyDecimalField,
  high24h: emptyDecimalField,
  low24h: emptyDecimalField,
  vol24h: emptyDecimalField,
  ts: timeField,
});

/** GET /api/v5/market/ticker. */
export const tickerReply = rows(tickerRow);

/** GET /api/v5/market/books. */
export const booksReply = rows(
  v.object({ asks: v.array(v.unknown()), bids: v.array(v.unknown()), ts: timeField }),
);

/** GET /api/v5/market/trades, newest first; `side` is the taker's. */
export const tradeRow = v.object({
  tradeId: textField,
  px: decimalField,
  sz: decimalField,
  side,
  ts: timeField,
});

/** GET /api/v5/public/instruments. An instrument that is not live yet may have "" for its steps. */
export const instrumentRow = v.object({
  instId: textField,
  ctVal: optionalDecimalField,
  ctMult: optionalDecimalField,
  ctValCcy: optionalTextField,
  ruleType: optionalTextField,
  lever: optionalDecimalField,
  tickSz: emptyDecimalField,
  lotSz: emptyDecimalField,
  minSz: emptyDecimalField,
  maxLmtSz: optionalDecimalField,
  state: textField,
});

/** GET /api/v5/account/balance. Which of the amounts are "" depends on the account's mode. */
export const balanceReply = rows(
  v.object({
    details: v.array(
      ownRow(
        'balance',
        'ccy',
        v.object({
          ccy: textField,
          availEq: optionalDecimalField,
          availBal: optionalDecimalField,
          frozenBal: optionalDecimalField,
          eq: optionalDecimalField,
        }),
      ),
    ),
  }),
);

/** Orders of these types have a price; others take what the market gives. */
const PRICED = new Set(['limit', 'post_only', 'fok', 'ioc']);

const order = ownRow(
  'order',
  'ordId',
  v.pipe(
    v.object({
      instId: textField,
      ordId: textField,
      clOrdId: optionalTextField,
      ordType: textField,
      side,
      state: optionalTextField,
      sz: decimalField,
      px: optionalDecimalField,
      accFillSz: emptyDecimalField,
      avgPx: optionalDecimalField,
      tgtCcy: optionalTextField,
      instType: optionalTextField,
      posSide: optionalTextField,
      reduceOnly: optionalTextField,
      cTime: optionalTimeField,
    }),
    v.forward(
      v.check(({ ordType, px }) => px !== '' || !PRICED.has(ordType), isMissing),
      ['px'],
    ),
    v.forward(
      v.check(({ state, accFillSz }) => accFillSz !== '' || !/fill/i.test(state), isMissing),
      ['accFillSz'],
    ),
  ),
);

/** GET /api/v5/trade/orders-pending, /orders-history and /orders-history-archive. */
export const ordersReply = rows(order);
/** GET /api/v5/trade/order: the order, unless it is refused. */
export const orderReply = v.object({ data: v.pipe(v.array(order), v.nonEmpty(isEmpty)) });

/** GET /api/v5/account/config. */
export const accountConfigReply = rows(
  v.object({
    acctLv: v.picklist(['1', '2', '3', '4']),
    posMode: v.picklist(['net_mode', 'long_short_mode']),
  }),
);

/** GET /api/v5/account/positions: `pos` in contracts, negative for a short one in net mode. */
export const positionsReply = rows(
  ownRow(
    'position',
    'instId',
    v.pipe(
      v.object({
        instId: textField,
        instType: optionalTextField,
        mgnMode: v.picklist(['cross', 'isolated']),
        posSide: v.picklist(['net', 'long', 'short']),
        pos: decimalField,
        availPos: optionalDecimalField,
        avgPx: optionalDecimalField,
        upl: optionalDecimalField,
        margin: optionalDecimalField,
        imr: optionalDecimalField,
        lever: optionalDecimalField,
      }),
      v.forward(
        v.check(({ pos, avgPx }) => avgPx !== '' || signOf(pos) === 0, isMissing),
        ['avgPx'],
      ),
    ),
  ),
);

/** GET /api/v5/account/leverage-info and POST /api/v5/account/set-leverage. */
export const leverageReply = rows(v.object({ lever: decimalField, posSide: optionalTextField }));

/** GET /api/v5/public/funding-rate. */
export const fundingRow = v.pipe(
  v.object({
    instId: textField,
    fundingRate: decimalField,
    fundingTime: timeField,
    nextFundingTime: timeField,
  }),
  v.forward(
    v.check(
      ({ fundingTime, nextFundingTime }) => Number(nextFundingTime) > Number(fundingTime),
      () => say('is not after fundingTime'),
    ),
    ['nextFundingTime'],
  ),
);

export const fundingReply = rows(fundingRow);

/** GET /api/v5/public/time, in ms. */
export const timeReply = rows(v.object({ ts: timeField }));

export type TickerRow = v.InferOutput<typeof tickerRow>;
export type TradeRow = v.InferOutput<typeof tradeRow>;
export type InstrumentRow = v.InferOutput<typeof instrumentRow>;
export type BalanceRow = v.InferOutput<typeof balanceReply>['data'][number]['details'][number];
export type OrderRow = v.InferOutput<typeof ordersReply>['data'][number];
export type AccountConfigRow = v.InferOutput<typeof accountConfigReply>['data'][number];
export type PositionRow = v.InferOutput<typeof positionsReply>['data'][number];
export type FundingRow = v.InferOutput<typeof fundingRow>;
