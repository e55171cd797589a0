import * as v from 'valibot';
import { ownRow } from '../../adapter/rows.js';
import { signOf } from '../../protocol/decimal.js';
import {
  decimalField,
  flagField,
  isoTimeField,
  optionalDecimalField,
  optionalIsoTimeField,
  optionalTextField,
  textField,
} from '../../protocol/fields.js';
import { say } from '../../wording/say.js';

const isMissing = () => say('is missing');

/** Alpaca's times are ISO times with up to nine digits behind the second. */
const time = v.pipe(isoTimeField, v.transform(Number));

/** What anybody can see comes as rows of any kind: `readableRows` tells those that can be read. */
const rows = v.nullish(v.array(v.unknown()), []);
const token = v.nullish(v.string(), '');

/** GET /v2/assets. Steps are told of coins alone. */
export const assetsReply = v.array(v.unknown());
export const assetRow = v.pipe(
  v.object({
    symbol: textField,
    class: v.picklist(['us_equity', 'crypto'], () => say('is not known')),
    status: textField,
    tradable: flagField,
    fractionable: flagField,
    ...v.entriesFromList(['min_order_size', 'min_trade_increment', 'price_increment'], optionalDecimalField),
  }),
  v.forward(
    v.check((row) => row.class !== 'crypto' || row.min_trade_increment !== '', isMissing),
    ['min_trade_increment'],
  ),
  v.forward(
    v.check((row) => row.class !== 'crypto' || row.price_increment !== '', isMissing),
    ['price_increment'],
  ),
);

/** What is quoted: a side that nobody is on has the price 0. */
const quoteFields = v.object({
  ...v.entriesFromList(['ap', 'as', 'bp', 'bs'], decimalField),
  t: time,
});

/** GET /v2/stocks/{symbol}/snapshot, and one of the rows of the snapshots of many. */
export const snapshotRow = v.object({
  latestTrade: v.nullish(v.object({ p: decimalField, t: time })),
  latestQuote: v.nullish(quoteFields),
  dailyBar: v.nullish(v.object(v.entriesFromList(['o', 'h', 'l', 'v'], decimalField))),
});

/** Stocks are keyed by symbol at once; coins below `snapshots`. */
export const stockSnapshotsReply = v.record(v.string(), v.unknown());
export const cryptoSnapshotsReply = v.pipe(
  v.object({ snapshots: v.record(v.string(), v.unknown()) }),
  v.transform(({ snapshots }) => snapshots),
);

/** GET /v2/stocks/{symbol}/quotes/latest. */
export const quoteReply = v.object({ quote: quoteFields });

/** GET /v1beta3/crypto/us/latest/orderbooks: levels in no promised order, and with size 0 those that are gone. */
export const booksReply = v.object({
  orderbooks: v.record(v.string(), v.object({ a: v.array(v.unknown()), b: v.array(v.unknown()), t: time })),
});
export const levelRow = v.pipe(
  v.object({ p: decimalField, s: decimalField }),
  v.transform(({ p, s }): [string, string] => [p, s]),
);

/** A page of bars or trades: of a stock, and of coins by their symbols. */
export const stockHistoryReply = v.object({ bars: rows, trades: rows, next_page_token: token });
const bySymbol = v.nullish(v.record(v.string(), rows), {});
export const cryptoHistoryReply = v.object({ bars: bySymbol, trades: bySymbol, next_page_token: token });

/** A bar, as `toBar` wants it. */
export const barRow = v.pipe(
  v.object({ t: time, ...v.entriesFromList(['o', 'h', 'l', 'c', 'v'], decimalField) }),
  v.transform((bar): [number, string, string, string, string, string] => [
    ...([bar.t, bar.o, bar.h, bar.l, bar.c, bar.v] as const),
  ]),
);

/** A trade of the public: `tks`, the taker's side, of coins alone; `u` where a venue took it back or corrected it. */
export const tradeRow = v.object({
  t: time,
  p: decimalField,
  s: decimalField,
  i: textField,
  x: optionalTextField,
  tks: optionalTextField,
  u: optionalTextField,
});

/** GET /v2/account. */
export const accountReply = v.object({ cash: decimalField, non_marginable_buying_power: decimalField });

const positionRow = ownRow(
  'position',
  'symbol',
  v.object({
    symbol: textField,
    asset_class: v.picklist(['us_equity', 'crypto'], () => say('is not known')),
    qty: decimalField,
    qty_available: decimalField,
    side: v.picklist(['long', 'short']),
    avg_entry_price: optionalDecimalField,
    unrealized_pl: optionalDecimalField,
  }),
);

/** GET /v2/positions, and /v2/positions/{symbol}. */
export const positionsReply = v.array(positionRow);
export const positionReply = positionRow;

const orderRow = ownRow(
  'order',
  'id',
  v.pipe(
    v.object({
      id: textField,
      client_order_id: optionalTextField,
      symbol: textField,
      asset_class: v.picklist(['us_equity', 'crypto'], () => say('is not known')),
      type: textField,
      side: v.picklist(['buy', 'sell']),
      status: textField,
      /** Neither where the order is for money. */
      qty: optionalDecimalField,
      notional: optionalDecimalField,
      filled_qty: decimalField,
      filled_avg_price: optionalDecimalField,
      limit_price: optionalDecimalField,
      replaced_by: optionalTextField,
      submitted_at: optionalIsoTimeField,
      created_at: optionalIsoTimeField,
    }),
    v.forward(
      v.check((row) => row.qty !== '' || row.notional !== '', isMissing),
      ['qty'],
    ),
    v.forward(
      v.check((row) => row.limit_price !== '' || row.type !== 'limit', isMissing),
      ['limit_price'],
    ),
    v.forward(
      v.check((row) => signOf(row.filled_qty) === 0 || row.filled_avg_price !== '', isMissing),
      ['filled_avg_price'],
    ),
  ),
);

/** GET /v2/orders, and an order alone: what POST and PATCH answer as well. */
export const ordersReply = v.array(orderRow);
export const orderReply = orderRow;

/** GET /v2/clock: whether stocks are traded in the regular hours now. */
export const clockReply = v.object({ is_open: v.boolean(), next_open: time });

export type AssetRow = v.InferOutput<typeof assetRow>;
export type SnapshotRow = v.InferOutput<typeof snapshotRow>;
export type TradeRow = v.InferOutput<typeof tradeRow>;
export type PositionRow = v.InferOutput<typeof positionReply>;
export type OrderRow = v.InferOutput<typeof orderReply>;
