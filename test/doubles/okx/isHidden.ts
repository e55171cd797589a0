import type { Market } from './Market.js';
import type { OkxOrder } from './OkxOrder.js';

/** Whether an order is so young that it is not known everywhere. */
export function isHidden({ cTime }: OkxOrder, { clock, limits }: Market): boolean {
  return Number(cTime) > clock.now() - limits.hiddenFor;
}
