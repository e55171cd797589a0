import * as v from 'valibot';
import { signOf, toDecimal } from '../../protocol/decimal.js';
import type { OrderEvent } from '../events.js';
import type { Request } from './Plan.js';
import { statusOf } from './toStructures.js';
import { orderRow } from './wireRows.js';

/** What an answer tells of an order. */
export interface Sighting {
  id: string;
  state: 'open' | 'filled' | 'canceled';
  figures: Pick<OrderEvent, 'amount' | 'filled' | 'average'>;
}

/** A figure with every digit; absent where it is nothing. */
const figure = v.pipe(
  v.unknown(),
  v.transform((value) => {
    const text = toDecimal(value);
    return text !== undefined && signOf(text) > 0 ? text : undefined;
  }),
);

const row = v.object({
  ...v.pick(orderRow, ['id', 'status']).entries,
  amount: v.optional(figure),
  deal_amount: v.optional(figure),
  avg_price: v.optional(figure),
});

/** By FMZ's Status. */
const STATES = ['open', 'filled', 'canceled'] as const;

/** What an answer tells of orders; nothing of those whose status nobody knows. */
export function sightingsIn({ method, params }: Request, data: unknown): Sighting[] {
  // The strategy's own id of an order is kept, however the plugin spells it in its answer.
  if (method === 'order' && 'id' in params) return sightingOf(data, String(params.id));
  if (method !== 'orders' && method !== 'historyorders') return [];
  return Array.isArray(data) ? data.flatMap((one) => sightingOf(one)) : [];
}

function sightingOf(data: unknown, asked?: string): Sighting[] {
  const parsed = v.safeParse(row, data);
  const state = parsed.success ? STATES[statusOf(parsed.output.status)] : undefined;
  if (!parsed.success || state === undefined) return [];
  const { id, amount, deal_amount: filled, avg_price: average } = parsed.output;
  const figures = { ...(amount && { amount }), ...(filled && { filled }), ...(average && { average }) };
  return [{ id: asked ?? String(id), state, figures }];
}
