import * as v from 'valibot';
import { say } from '../../../wording/say.js';

const decimal = v.pipe(
  v.string(),
  v.maxLength(400),
  v.regex(/^-?\d+(\.\d+)?$/, () => say('must be a decimal string')),
);
const positive = v.pipe(
  decimal,
  v.regex(/[1-9]/, () => say('must not be 0')),
  v.regex(/^\d/, () => say('must be above 0')),
);
const time = v.pipe(v.number(), v.integer(), v.minValue(0));
const text = v.pipe(v.string(), v.nonEmpty());
const index = v.pipe(v.number(), v.integer(), v.minValue(0));

const instrument = v.strictObject({
  name: text,
  native: text,
  base: text,
  quote: text,
  priceStep: positive,
  amountStep: positive,
  leastAmount: v.optional(decimal),
  contract: v.optional(v.strictObject({ code: text, size: positive, inverse: v.boolean(), currency: text })),
});

const order = v.strictObject({
  id: v.pipe(v.string(), v.digits()),
  instrument: index,
  side: v.picklist(['buy', 'sell']),
  effect: v.optional(v.picklist(['open', 'close'])),
  reason: v.optional(v.picklist(['liquidation', 'delisting'])),
  postOnly: v.optional(v.boolean()),
  price: v.optional(positive),
  amount: v.optional(positive),
  time,
  from: time,
  ofBar: v.optional(v.strictObject({ time, amount: decimal })),
  filled: decimal,
  value: decimal,
  fee: decimal,
  profit: decimal,
  held: decimal,
  state: v.picklist(['open', 'complete', 'incomplete']),
});

const position = v.strictObject({
  instrument: index,
  direction: v.picklist(['long', 'short']),
  amount: positive,
  cost: decimal,
  mark: decimal,
  from: time,
  fundedUntil: time,
  coming: v.optional(v.strictObject({ time, rate: decimal })),
});

const account = v.strictObject({
  /** SHA-256 of the access key. */
  key: v.pipe(
    v.string(),
    v.regex(/^[0-9a-f]{64}$/, () => say('must be a SHA-256 hash')),
  ),
  nextId: time,
  balances: v.record(text, decimal),
  statement: v.record(
    text,
    v.strictObject({ realised: decimal, funding: decimal, fees: decimal, insured: decimal }),
  ),
  leverages: v.record(text, positive),
  instruments: v.array(instrument),
  orders: v.array(order),
  positions: v.array(position),
});

/** The name in the first member, by which a state file is known. */
export const FORMAT = 'fmzproto paper accounts';

/** A state file: the accounts of each exchange. Steps up its version when its members change their meaning. */
export const stateFile = v.strictObject({
  format: v.literal(FORMAT),
  version: v.literal(1),
  /** SHA-256 of the file without this member; files of older versions have none. */
  checksum: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^[0-9a-f]{64}$/, () => say('must be a SHA-256 hash')),
    ),
  ),
  exchanges: v.record(text, v.array(account)),
});

export type SavedAccount = v.InferOutput<typeof account>;
export type SavedInstrument = v.InferOutput<typeof instrument>;
