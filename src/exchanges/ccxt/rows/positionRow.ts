import * as v from 'valibot';
import { decimal, figure, text } from './fields.js';

export const positionRow = v.object({
  symbol: text,
  side: text,
  contracts: figure,
  entryPrice: figure,
  unrealizedPnl: figure,
  initialMargin: figure,
  notional: decimal,
  collateral: figure,
  leverage: decimal,
  info: v.optional(v.unknown()),
});

export const positionRows = v.array(positionRow);

export type PositionRow = v.InferOutput<typeof positionRow>;

export const positionMode = v.object({ hedged: v.boolean() });
