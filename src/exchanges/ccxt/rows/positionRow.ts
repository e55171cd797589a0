import * as v from 'valibot';
import { decimal, text } from './fields.js';

export const positionRow = v.object({
  symbol: text,
  side: text,
  contracts: decimal,
  entryPrice: decimal,
  unrealizedPnl: decimal,
  initialMargin: decimal,
  notional: decimal,
  collateral: decimal,
  leverage: decimal,
});

export const positionRows = v.array(positionRow);

export type PositionRow = v.InferOutput<typeof positionRow>;

export const positionMode = v.object({ hedged: v.boolean() });
