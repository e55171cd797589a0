import * as v from 'valibot';
import { toDecimal } from '../../../protocol/decimal.js';
import { time } from './fields.js';

const levels = v.array(
  v.pipe(
    v.array(v.unknown()),
    v.transform(([price, amount]) => [toDecimal(price), toDecimal(amount)] as const),
  ),
);

export const bookRow = v.object({ timestamp: time, asks: levels, bids: levels });

export type BookRow = v.InferOutput<typeof bookRow>;

export const bookRows = v.record(v.string(), bookRow);
