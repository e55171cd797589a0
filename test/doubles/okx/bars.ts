import { type Bar, DAY, fixedBar, HOUR, MINUTE, MONDAY, monthBar, SECOND } from '../exchange/Bar.js';

// Days of Hong Kong begin at 16:00 UTC.
const HONG_KONG = -8 * HOUR;

/** Every candle size of the exchange, by the name of its parameter. */
export const bars: ReadonlyMap<string, Bar> = new Map([
  ['1s', fixedBar(SECOND, 0)],
  ...[1, 3, 5, 15, 30].map((minutes) => [`${minutes}m`, fixedBar(minutes * MINUTE, 0)] as const),
  ...[1, 2, 4].map((hours) => [`${hours}H`, fixedBar(hours * HOUR, 0)] as const),
  ...[6, 12].flatMap((hours) => both(`${hours}H`, (shift) => fixedBar(hours * HOUR, shift))),
  ...[1, 2, 3].flatMap((days) => both(`${days}D`, (shift) => fixedBar(days * DAY, shift))),
  ...both('1W', (shift) => fixedBar(7 * DAY, MONDAY + shift)),
  ...[1, 3].flatMap((count) => both(`${count}M`, (shift) => monthBar(count, shift))),
]);

function both(name: string, make: (shift: number) => Bar): [string, Bar][] {
  return [
    [name, make(HONG_KONG)],
    [`${name}utc`, make(0)],
  ];
}
