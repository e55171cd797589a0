import type { OrderEvent } from '../events.js';

/** What is known of an order. */
export type OrderFacts = Pick<OrderEvent, 'symbol' | 'side' | 'price' | 'amount' | 'filled' | 'average'>;

/** What a request does to an order; `id` as the strategy passed it. */
export type OrderWrite =
  | { does: 'place'; facts: OrderFacts }
  | { does: 'change'; id: string; facts: OrderFacts }
  | { does: 'cancel'; id: string };
