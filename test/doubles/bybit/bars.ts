import { type Bar, DAY, fixedBar, MINUTE, MONDAY, monthBar } from '../exchange/Bar.js';

/** Every candle size of the exchange, by the name of its parameter. */
export const bars: ReadonlyMap<string, Bar> = new Map([
  ...[1, 3, 5, 15, 30, 60, 120, 240, 360, 720].map(
    (minutes) => [`${minutes}`, fixedBar(minutes * MINUTE, 0)] as const,
  ),
  ['D', fixedBar(DAY, 0)],
  ['W', fixedBar(7 * DAY, MONDAY)],
  ['M', monthBar(1, 0)],
]);
