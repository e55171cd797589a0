import type { FixField } from '../../../src/index.js';

/** Contracts with their best prices. */
export const listed = [
  {
    symbol: 'BTC-PERPETUAL',
    base: 'BTC',
    tick: '0.5',
    minimum: '10',
    size: '10',
    bid: '91204.5',
    ask: '91205',
  },
  {
    ...{
      symbol: 'BTC-25JUN27',
      base: 'BTC',
      tick: '2.5',
      minimum: '10',
      size: '10',
      bid: '93410',
      ask: '93417.5',
    },
    expiry: '20270625',
  },
  {
    symbol: 'ETH-PERPETUAL',
    base: 'ETH',
    tick: '0.05',
    minimum: '1',
    size: '1',
    bid: '3012.05',
    ask: '3012.1',
  },
] as const;

/** One of them as a SecurityList has it. */
export function entryOf(one: (typeof listed)[number]): FixField[] {
  return [
    ...([
      [55, one.symbol],
      [167, 'FUT'],
      [15, one.base],
      [1524, 'USD'],
      [969, one.tick],
    ] as const),
    ...([
      [562, one.minimum],
      [231, one.size],
    ] as const),
    ...('expiry' in one ? ([[541, one.expiry]] as const) : []),
  ];
}

/** The price of a level: the best one, or further away by ticks. */
export function priceAt(one: (typeof listed)[number], side: 'bid' | 'ask', level: number): string {
  const away = level * Number(one.tick) * (side === 'bid' ? -1 : 1);
  return String(Number((Number(one[side]) + away).toFixed(2)));
}
