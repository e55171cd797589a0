import * as v from 'valibot';
import { decimal, text, time } from './fields.js';

export const fundingRow = v.object({
  symbol: text,
  fundingRate: decimal,
  fundingTimestamp: time,
  nextFundingTimestamp: time,
  interval: text,
  info: v.optional(v.unknown()),
});

export const fundingRows = v.record(v.string(), fundingRow);

export type FundingRow = v.InferOutput<typeof fundingRow>;
