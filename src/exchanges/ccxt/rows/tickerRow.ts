import * as v from 'valibot';
import { decimal, text, time } from './fields.js';

export const tickerRow = v.object({
  symbol: text,
  timestamp: time,
  bid: decimal,
  ask: decimal,
  high: decimal,
  low: decimal,
  open: decimal,
  last: decimal,
  close: decimal,
  baseVolume: decimal,
  info: v.optional(v.unknown()),
});

export type TickerRow = v.InferOutput<typeof tickerRow>;

export const tickerRows = v.record(v.string(), tickerRow);

const quoteRow = v.object({ symbol: text, bid: decimal, ask: decimal });

export const quoteRows = v.record(v.string(), quoteRow);

export type QuoteRow = v.InferOutput<typeof quoteRow>;
