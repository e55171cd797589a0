import { say } from '../wording/say.js';
import { ProtocolError } from './ProtocolError.js';

/** Order types of `trade`. `closebuy` closes a long, `closesell` a short (guide, futures). */
export const orderTypes = ['buy', 'sell', 'closebuy', 'closesell'] as const;

/** Status words of an order that may still trade. */
export const openStatuses = [
  'pending',
  'pre-submitted',
  'submitting',
  'submitted',
  'partial-filled',
] as const;

/** Status words of an order that is over. */
export const doneStatuses = ['filled', 'closed', 'finished', 'partial-canceled', 'canceled'] as const;

export const orderStatuses = [...openStatuses, ...doneStatuses] as const;

export type OrderType = (typeof orderTypes)[number];
export type OrderStatus = (typeof orderStatuses)[number];

/** An order's amounts in FMZ's words, both in base currency or contracts. */
export interface OrderAmounts {
  amount: number;
  deal_amount: number;
}

/**
 * The status word of an order, by whether it may still trade and by its amounts: the same on every exchange.
 *
 * One that is over is `filled` when nothing of its amount is left, `partial-canceled` when something was filled, and else
 * `canceled`. The amount of an order that was given in quote currency is what it traded, so that nothing of it can be left:
 * having traded anything it ends as `filled`, also where the exchange calls it canceled for the money that bought nothing
 * any more.
 *
 * @param phase `filled` where the exchange says that all was filled; `done` for every other end.
 * @example statusOf('done', { amount: 2, deal_amount: 0.5 }) // 'partial-canceled'
 * @example statusOf('done', { amount: 0.5, deal_amount: 0.5 }) // 'filled'
 */
export function statusOf(
  phase: 'open' | 'filled' | 'done',
  { amount, deal_amount: filled }: OrderAmounts,
): OrderStatus {
  if (phase === 'open') return filled > 0 ? 'partial-filled' : 'pending';
  if (phase === 'filled' || (filled > 0 && filled >= amount)) return 'filled';
  return filled > 0 ? 'partial-canceled' : 'canceled';
}

/** What an order type does: its side of the market, the position it is about on futures, and whether it closes it. */
export interface Direction {
  side: 'buy' | 'sell';
  position: 'long' | 'short';
  closes: boolean;
}

const DIRECTIONS: Readonly<Record<OrderType, Direction>> = {
  buy: { side: 'buy', position: 'long', closes: false },
  sell: { side: 'sell', position: 'short', closes: false },
  closebuy: { side: 'sell', position: 'long', closes: true },
  closesell: { side: 'buy', position: 'short', closes: true },
};

/**
 * What an order type does.
 *
 * @example directionOf('closebuy') // { side: 'sell', position: 'long', closes: true }
 */
export function directionOf(type: OrderType): Direction {
  return DIRECTIONS[type];
}

/**
 * The side of an order on spot.
 *
 * @throws ProtocolError on closebuy and closesell.
 */
export function spotSideOf(type: OrderType): 'buy' | 'sell' {
  if (type === 'buy' || type === 'sell') return type;
  throw new ProtocolError(say('type {type} closes a futures position: on spot use buy or sell', { type }));
}

/** An order id taken apart: the exchange's symbol, absent in the old dialect, and the exchange's id. */
export interface OrderId {
  native?: string;
  id: string;
}

/**
 * The order id that FMZ keeps and sends back verbatim (guide, CreateOrder).
 *
 * @example formatOrderId('ETH-USDT', '123456') // 'ETH-USDT,123456'
 */
export function formatOrderId(native: string, id: string): string {
  return `${native},${id}`;
}

/**
 * Takes an order id apart; an id without a comma is the old dialect and holds no symbol.
 *
 * @example parseOrderId('ETH-USDT,123456') // { native: 'ETH-USDT', id: '123456' }
 */
export function parseOrderId(text: string): OrderId {
  const comma = text.indexOf(',');
  if (comma < 0) return { id: text.trim() };
  return { native: text.slice(0, comma).trim(), id: text.slice(comma + 1).trim() };
}

/**
 * The page of done orders that GetHistoryOrders asks for: from a time on the first ones, so that a strategy can go on
 * from the last of them; without one the latest.
 *
 * @param orders oldest first, none older than `since`.
 * @param page.since Unix time in ms; 0 = unset.
 * @example cutHistory([1, 2, 3], { since: 0, limit: 2 }) // [2, 3]
 */
export function cutHistory<T>(orders: readonly T[], { since, limit }: { since: number; limit: number }): T[] {
  return since > 0 ? orders.slice(0, limit) : orders.slice(-limit);
}
