import * as v from 'valibot';
import { toDecimal } from '../../../protocol/decimal.js';

/** `[time ms, open, high, low, close, volume]` */
export const barRow = v.pipe(
  v.array(v.unknown()),
  v.transform(([at, ...values]) => ({
    time: Number(at),
    values: values.map((value) => toDecimal(value)),
  })),
);

export const barRows = v.array(barRow);

export type BarRow = v.InferOutput<typeof barRow>;
