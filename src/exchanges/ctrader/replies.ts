import * as v from 'valibot';
import { type FixTags, optionalUtcTimeField } from '../../adapter/fixRows.js';
import { signOf } from '../../protocol/decimal.js';
import { decimalField, optionalDecimalField, optionalTextField, textField } from '../../protocol/fields.js';
import { say } from '../../wording/say.js';

const isMissing = () => say('is missing');

/** cTrader's messages, by the names that they have here. @see https://help.ctrader.com/fix/specification/ */

/** A side as FIX numbers it. */
const sideField = v.pipe(
  textField,
  v.picklist(['1', '2'], () => say('is neither 1 nor 2')),
  v.transform((side) => (side === '1' ? 'buy' : 'sell')),
);

/** How many reports there are. */
const countField = v.pipe(
  textField,
  v.regex(/^\d{1,6}$/, () => say('is not a number')),
  v.transform(Number),
);

/** SecurityList (y). */
export const listTags = { result: 560 };
export const listReply = v.object({ result: textField });

/** A symbol of it. */
export const SYMBOL_MEMBERS = [55, 1007, 1008];
export const symbolTags = { symbol: 55, name: 1007, digits: 1008 };
export const symbolNaming = v.object({ name: textField });
export const symbolRow = v.object({
  /** Another number at each broker. */
  symbol: v.pipe(
    textField,
    v.regex(/^\d{1,18}$/, () => say('is not a number')),
  ),
  digits: v.pipe(
    textField,
    v.regex(/^1?\d$/, () => say('is not a number of decimals')),
  ),
});
export type SymbolRow = v.InferOutput<typeof symbolRow>;

/** ExecutionReport (8). A fill carries AvgPx (6), and often no LastPx. */
export const reportTags = {
  ...{ orderId: 37, clientId: 11, symbol: 55, side: 54, type: 40, state: 39, position: 721 },
  ...{ amount: 38, filled: 14, averagePrice: 6, price: 44, stopPrice: 99, expires: 126, time: 60 },
} satisfies FixTags;
export const reportRow = v.pipe(
  v.object({
    orderId: textField,
    /** Absent where the order was not placed over FIX. */
    clientId: optionalTextField,
    symbol: textField,
    side: sideField,
    /** 1 market, 2 limit, 3 stop. */
    type: textField,
    state: textField,
    position: optionalTextField,
    amount: decimalField,
    filled: optionalDecimalField,
    averagePrice: optionalDecimalField,
    price: optionalDecimalField,
    stopPrice: optionalDecimalField,
    expires: optionalTextField,
    time: optionalUtcTimeField,
  }),
  v.forward(
    v.check((row) => signOf(row.filled) === 0 || row.averagePrice !== '', isMissing),
    ['averagePrice'],
  ),
  v.forward(
    v.check((row) => row.filled !== '' || row.state === '0' || row.state === '8', isMissing),
    ['filled'],
  ),
  v.forward(
    v.check((row) => row.type !== '2' || row.price !== '', isMissing),
    ['price'],
  ),
);
export type Report = v.InferOutput<typeof reportRow>;

/** How many reports answer OrderMassStatusRequest (AF). */
export const totalTags = { total: 911 };
export const totalReply = v.object({ total: countField });

/** PositionReport (AP): `result` is 2 where there is none. */
export const positionsTags = { result: 728, total: 727 };
export const positionsReply = v.object({ result: optionalTextField, total: countField });
export const positionTags = { id: 721, symbol: 55, long: 704, short: 705, price: 730 };
export const positionRow = v.pipe(
  v.object({
    id: textField,
    symbol: textField,
    long: optionalDecimalField,
    short: optionalDecimalField,
    price: optionalDecimalField,
  }),
  v.forward(
    v.check(
      ({ long, short }) => long + short !== '',
      () => say('is missing, and so is short'),
    ),
    ['long'],
  ),
);
export type PositionReport = v.InferOutput<typeof positionRow>;
