import {
  decimalField,
  optionalDecimalField,
  // #if futures
  optionalTextField,
  // #end
  optionalUtcTimeField,
  ownRow,
  subtractDecimals,
  textField,
} from 'fmzproto';
import * as v from 'valibot';

// FILL IN: which fields the venue leaves out, and its words. tags.ts says which tag each name stands for.
// A figure comes out as a plain decimal string, digit for digit; what is optional is "" where the venue tells none.

const side = v.pipe(
  v.picklist(['1', '2']),
  v.transform((side): 'buy' | 'sell' => (side === '1' ? 'buy' : 'sell')),
);

/** What is needed of an instrument besides its names, which instruments.ts reads. */
export const instrumentRow = v.object({
  tickSize: optionalDecimalField,
  lotSize: optionalDecimalField,
  minAmount: optionalDecimalField,
  // #if futures
  /** How much of the base currency an amount of 1 is. */
  contractSize: optionalDecimalField,
  // #end
});

// Rows of the account's own are never left out: one that cannot be read fails the answer, and is named.
export const orderRow = ownRow(
  'order',
  'clientOrderId',
  v.object({
    symbol: textField,
    orderId: textField,
    // FILL IN: whether orders that were placed elsewhere have one; those that have none are known by orderId alone.
    clientOrderId: textField,
    side,
    status: textField,
    /** "" on a market order. */
    price: optionalDecimalField,
    // #if spot
    /** "" on a market buy that was given in quote currency. */
    // #end
    amount: optionalDecimalField,
    filledAmount: optionalDecimalField,
    averagePrice: optionalDecimalField,
    // #if futures
    /** PositionEffect: C closes. */
    reduceOnly: v.pipe(
      optionalTextField,
      v.transform((effect) => effect === 'C'),
    ),
    // #end
    time: optionalUtcTimeField,
  }),
);

/** What is owned is TotalNetValue, and what of it is free MarginExcess. */
export const balanceRow = ownRow(
  'balance',
  'currency',
  v.pipe(
    v.object({ currency: textField, total: decimalField, available: decimalField }),
    v.transform(({ currency, total, available }) => ({
      ...{ currency, available },
      locked: subtractDecimals(total, available),
    })),
  ),
);
// #if futures

/** A position is long or short; its profit, its margin and its leverage are not told. */
export const positionRow = ownRow(
  'position',
  'symbol',
  v.pipe(
    v.object({
      symbol: textField,
      long: optionalDecimalField,
      short: optionalDecimalField,
      entryPrice: optionalDecimalField,
    }),
    v.transform(({ symbol, long, short, entryPrice }) => ({
      ...{ symbol, entryPrice },
      ...(Number(long) > 0 ? { side: 'long' as const, amount: long } : { side: 'short' as const, amount: short }),
      ...{ available: '', unrealizedProfit: '', margin: '', leverage: '' },
    })),
  ),
);
// #end

export type InstrumentRow = v.InferOutput<typeof instrumentRow>;
export type OrderRow = v.InferOutput<typeof orderRow>;
export type BalanceRow = v.InferOutput<typeof balanceRow>;
// #if futures
export type PositionRow = v.InferOutput<typeof positionRow>;
// #end
