import type { Bar } from './data.js';
import { toNumber } from './decimal.js';

/**
 * FMZ's bar of the row that most exchanges send: open time in ms, open, high, low, close, volume.
 *
 * @throws NoDecimalError when one of them is not a decimal number.
 * @example toBar(['1670608800000', '17071', '17073', '17027', '17055.5', '268611'])
 */
export function toBar([time, open, high, low, close, volume]: readonly [
  time: string | number,
  open: string | number,
  high: string | number,
  low: string | number,
  close: string | number,
  volume: string | number,
  ...more: unknown[],
]): Bar {
  return [
    Math.floor(toNumber(time) / 1000),
    toNumber(open),
    toNumber(high),
    toNumber(low),
    toNumber(close),
    toNumber(volume),
  ];
}
