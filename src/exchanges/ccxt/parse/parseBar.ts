import { toNumber } from '../../../protocol/decimal.js';
import type { Bar } from '../../../protocol/structures.js';
import type { BarRow } from '../rows/barRow.js';

/** A bar, or `undefined` for a gap. */
export function parseBar({ time, values }: BarRow): Bar | undefined {
  const [open, high, low, close, volume = '0'] = values;
  if (open === undefined || high === undefined || low === undefined || close === undefined) return undefined;
  const prices = [open, high, low, close].map(toNumber);
  const [first = 0, second = 0, third = 0, fourth = 0] = prices;
  return [Math.floor(time / 1000), first, second, third, fourth, toNumber(volume)];
}
