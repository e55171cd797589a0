import * as v from 'valibot';
import { toNumber } from '../../../protocol/decimal.js';
import type { Position } from '../../../protocol/structures.js';
import { decimal, figure, text } from './fields.js';

const positionRow = v.object({
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

/** What fetchLeverage answers. */
export const leverageRow = v.object({ longLeverage: decimal, shortLeverage: decimal });

/** What is read of a position for its margin mode. */
export const marginRow = v.object({ marginMode: text });

/** A position, or `undefined` for one of no contracts. */
export function parsePosition(row: PositionRow, symbol: string): Position | undefined {
  const contracts = toNumber(row.contracts ?? '0');
  if (contracts === 0) return undefined;
  const long = row.side === undefined ? contracts > 0 : row.side === 'long';
  return {
    symbol,
    type: long ? 'long' : 'short',
    amount: Math.abs(contracts),
    frozen_amount: 0,
    price: toNumber(row.entryPrice ?? '0'),
    profit: toNumber(row.unrealizedPnl ?? '0'),
    margin: toNumber(row.initialMargin ?? row.collateral ?? '0'),
    margin_level: leverageOf(row),
    contract_type: symbol.split('.')[1] ?? '',
  };
}

/** What is held, over what is put up for it, where the exchange does not tell the leverage. */
function leverageOf({ leverage, notional = '0', initialMargin = '0' }: PositionRow): number {
  if (leverage !== undefined) return toNumber(leverage);
  const margin = toNumber(initialMargin);
  return margin > 0 ? Math.round((Math.abs(toNumber(notional)) / margin) * 100) / 100 : 0;
}
