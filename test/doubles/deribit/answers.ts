import type { FixField, FixMessage } from '../../../src/index.js';
import type { FixAnswer } from '../../../src/testing.js';
import { entryOf, listed, priceAt } from './instruments.js';

/** The instruments, in one list. */
export function listInstruments(message: FixMessage): FixAnswer {
  const head: FixField[] = [
    [320, message.get(320) ?? ''],
    [322, 'list'],
    [560, '0'],
    [146, String(listed.length)],
  ];
  return { type: 'y', fields: [...head, ...listed.flatMap(entryOf)] };
}

/** A snapshot of the book and the last trade, as far as they were asked for. */
export function tellPrices(message: FixMessage): FixAnswer {
  const id: FixField = [262, message.get(262) ?? ''];
  const instrument = listed.find(({ symbol }) => symbol === message.get(55));
  if (!instrument) return { type: 'Y', fields: [id, [281, '0'], [58, 'unknown symbol']] };
  const types = message.group(267, [269]).map((entry) => entry.get(269));
  const depth = Math.min(Number(message.get(264)) || 20, 20);
  const side = (type: string, name: 'bid' | 'ask') =>
    Array.from({ length: types.includes(type) ? depth : 0 }, (_, level): FixField[] => [
      ...([
        [269, type],
        [270, priceAt(instrument, name, level)],
        [271, String(10 * (level + 1))],
      ] as const),
    ]);
  const trades = types.includes('2')
    ? [
        [
          [269, '2'],
          [270, instrument.bid],
          [271, '10'],
        ] satisfies FixField[],
      ]
    : [];
  const entries = [...side('0', 'bid'), ...side('1', 'ask'), ...trades];
  return {
    type: 'W',
    fields: [
      ...([
        id,
        [55, instrument.symbol],
        [231, instrument.size],
        [100087, '152340'],
        [100090, instrument.bid],
      ] as const),
      ...([[268, String(entries.length)]] as const),
      ...entries.flat(),
    ],
  };
}

/** All of them in one report: a long one, and one that is over. */
export function tellPositions(message: FixMessage): FixAnswer {
  const entry = (long: string, symbol: string): FixField[] => [
    ...([
      [704, long],
      [705, '0'],
      [55, symbol],
      [231, '10'],
      [883, '91204.5'],
      [54, '1'],
      [730, '90000'],
    ] as const),
  ];
  const entries = [entry('30', 'BTC-PERPETUAL'), entry('0', 'ETH-PERPETUAL')];
  const head: FixField[] = [
    [710, message.get(710) ?? ''],
    [721, '1'],
    [728, '0'],
    [702, String(entries.length)],
  ];
  return { type: 'AP', fields: [...head, ...entries.flat()] };
}

/** What the account has of a currency. */
export function tellBalance(message: FixMessage): FixAnswer {
  const currency = message.get(15) ?? '';
  const fields: FixField[] = [
    ...([
      [923, message.get(923) ?? ''],
      [15, currency],
      [100001, '2.5'],
      [100002, '2.4'],
    ] as const),
    ...([
      [100003, '0.125'],
      [100004, '0.1'],
      [100005, '0.1'],
      [100013, '2.5'],
    ] as const),
  ];
  return { type: 'BF', fields };
}
