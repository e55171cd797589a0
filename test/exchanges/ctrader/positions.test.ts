import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseFields } from '../../../src/adapter/fixRows.js';
import { Book } from '../../../src/exchanges/ctrader/book.js';
import { type PositionRow, parsePosition } from '../../../src/exchanges/ctrader/parse.js';
import { positionRow, positionTags } from '../../../src/exchanges/ctrader/replies.js';
import { positionToClose } from '../../../src/exchanges/ctrader/toOrderRequest.js';
import { type FixField, FixMessage } from '../../../src/fix/FixMessage.js';
import { compareDecimals } from '../../../src/protocol/decimal.js';
import { parseWith } from '../../../src/protocol/parseWith.js';
import { position as positionSchema } from '../../../src/protocol/structures.js';

const amounts = fc.integer({ min: 1, max: 10_000_000 }).map((cents) => (cents / 100).toFixed(2));
const prices = fc.integer({ min: 1, max: 9_999_999 }).map((points) => (points / 100_000).toFixed(5));

function position(id: string, side: 'long' | 'short', amount: string, price = '1.08'): PositionRow {
  const held: FixField[] =
    side === 'long'
      ? [
          [704, amount],
          [705, '0'],
        ]
      : [
          [704, '0'],
          [705, amount],
        ];
  const message = new FixMessage([[721, id], [55, '1'], ...held, [730, price]]);
  return { ...parseFields(positionRow, message, positionTags), name: 'EURUSD' };
}

function bookAt(bid: string, ask: string): Book {
  const book = new Book();
  const entries: FixField[] = [
    [269, '0'],
    [270, bid],
    [271, '1'],
    [278, 'b'],
    [269, '1'],
    [270, ask],
    [271, '1'],
    [278, 'a'],
  ];
  book.apply(new FixMessage([[35, 'W'], [268, '2'], ...entries]));
  return book;
}

test.each([
  ['long', '1.0850', '1.0852', 5],
  ['short', '1.0850', '1.0852', -5.2],
] as const)('the profit of a %s position is what closing it gives', (side, bid, ask, profit) => {
  expect(parsePosition(position('7', side, '1000'), 'EUR_USD.swap', bookAt(bid, ask))).toEqual({
    ...{ id: '7', symbol: 'EUR_USD.swap', type: side, amount: 1000, frozen_amount: 0, price: 1.08, profit },
    ...{ margin: 0, margin_level: 0, contract_type: 'swap' },
  });
});

test('it is 0 where no price is known, on either side', () => {
  expect(parsePosition(position('7', 'long', '1000'), 'US30', undefined)).toMatchObject({ profit: 0 });
  expect(parsePosition(position('7', 'long', '1000'), 'US30', new Book())).toMatchObject({ profit: 0 });
  expect(parsePosition(position('7', 'long', '0'), 'US30', undefined)).toBeUndefined();
});

test('a report that says neither long nor short is not as documented', () => {
  const message = new FixMessage([
    [721, '7'],
    [55, '1'],
    [730, '1'],
  ]);
  expect(() => parseFields(positionRow, message, positionTags)).toThrow(
    'long is missing, and so is short (tag 704)',
  );
});

test('the profits of both sides sum up to the spread, exactly', () => {
  fc.assert(
    fc.property(amounts, prices, prices, prices, (amount, entry, bid, ask) => {
      const book = bookAt(bid, ask);
      const [long, short] = (['long', 'short'] as const).map((side) =>
        parsePosition(position('7', side, amount, entry), 'EUR_USD.swap', book),
      );
      expect(parseWith(positionSchema, long)).toEqual(long);
      const sum = (long?.profit ?? Number.NaN) + (short?.profit ?? Number.NaN);
      expect(sum).toBeCloseTo((Number(bid) - Number(ask)) * Number(amount), 4);
    }),
  );
});

const closing = { symbol: 'EUR_USD.swap', type: 'long' } as const;

test.each([
  ['1000', 'b'],
  ['999.99', 'a'],
  ['2500', 'a'],
  ['3000', 'a'],
  ['3001', 'd'],
])(
  'an order for %s closes %s: the one that holds just as much, or else the oldest that holds more',
  (amount, id) => {
    const rows = [
      ...[position('a', 'long', '3000'), position('b', 'long', '1000.00')],
      ...[position('c', 'short', '9000'), position('d', 'long', '5000')],
    ];
    expect(positionToClose(rows, { ...closing, amount })).toBe(id);
  },
);

test.each<[string, PositionRow[], string]>([
  ['there is none', [position('a', 'short', '9')], 'there is no long position in EUR_USD.swap to close'],
  [
    'the only one is too small',
    [position('a', 'long', '3')],
    'amount 4 is more than the long position in EUR_USD.swap holds: 3',
  ],
  [
    'each of them is too small',
    [position('a', 'long', '3'), position('b', 'long', '2')],
    'amount 4 is more than any long position in EUR_USD.swap holds: close them one by one: 3, 2',
  ],
])('nothing is closed where %s', (_what, rows, problem) => {
  expect(() => positionToClose(rows, { ...closing, amount: '4' })).toThrow(problem);
});

test('a position that is closed is large enough, whatever there is', () => {
  fc.assert(
    fc.property(fc.array(amounts), amounts, (sizes, amount) => {
      const rows = sizes.map((size, index) => position(String(index), 'long', size));
      const fits = sizes.some((size) => compareDecimals(size, amount) >= 0);
      if (!fits) {
        expect(() => positionToClose(rows, { ...closing, amount })).toThrow(/to close|is more than/);
        return;
      }
      const id = Number(positionToClose(rows, { ...closing, amount }));
      expect(compareDecimals(sizes[id] ?? '0', amount)).toBeGreaterThanOrEqual(0);
    }),
  );
});
