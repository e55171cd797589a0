import type { BybitOrder } from './BybitOrder.js';
import type { Market } from './Market.js';

/** Whether an order is so young that it is not known everywhere. */
export function isHidden({ createdTime }: BybitOrder, { clock, limits }: Market): boolean {
  return Number(createdTime) > clock.now() - limits.hiddenFor;
}
