import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Book, bookOf } from '../../../src/exchanges/ctrader/book.js';
import { parseDepth, parseTicker } from '../../../src/exchanges/ctrader/parse.js';
import { type FixField, FixMessage } from '../../../src/fix/FixMessage.js';

type Entry = readonly FixField[];

function message(type: 'W' | 'X', ...entries: Entry[]): FixMessage {
  const count: FixField = [268, String(entries.length)];
  return new FixMessage([
    [35, type],
    [52, '20260115-08:00:05.123'],
    [55, '1'],
    count,
    ...entries.flat(),
    [10, '000'],
  ]);
}
const shown = (side: '0' | '1', price: string, size: string, id: string): Entry => [
  [269, side],
  [270, price],
  [271, size],
  [278, id],
];
const added = (side: '0' | '1', price: string, size: string, id: string): Entry => [
  [279, '0'],
  [269, side],
  [278, id],
  [55, '1'],
  [270, price],
  [271, size],
];
const gone = (id: string): Entry => [
  [279, '2'],
  [278, id],
  [55, '1'],
];

function bookAfter(...messages: FixMessage[]): Book {
  const book = new Book();
  for (const one of messages) book.apply(one);
  return book;
}

test('entries come and go, and one with a known id takes its place', () => {
  const book = bookAfter(
    message('W', shown('0', '1.084', '1000', 'a'), shown('1', '1.086', '500', 'b')),
    message('X', added('0', '1.085', '2000', 'c'), gone('a')),
    message('X', added('1', '1.0855', '700', 'd'), added('1', '1.086', '900', 'b')),
  );
  expect(book.bids).toEqual([['1.085', '2000']]);
  expect(book.asks).toEqual([
    ['1.0855', '700'],
    ['1.086', '900'],
  ]);
  expect(parseDepth(book, 1, 0)).toEqual({
    time: 1768464005123,
    bids: [[1.085, 2000]],
    asks: [[1.0855, 700]],
  });
});

test('a snapshot takes the place of all', () => {
  const book = bookAfter(message('W', shown('0', '1', '1', 'a')), message('W', shown('1', '2', '1', 'b')));
  expect([book.bids, book.asks]).toEqual([[], [['2', '1']]]);
});

test('it begins with a snapshot: a change of what was subscribed before is none of it', () => {
  const { begins } = bookOf('1');
  expect(begins?.(message('X', added('0', '1.085', '2000', 'c')))).toBe(false);
  expect(begins?.(message('W', shown('0', '1', '1', 'a')))).toBe(true);
});

test('two entries of one price are one level', () => {
  const book = bookAfter(message('W', shown('0', '1.1', '0.1', 'a'), shown('0', '1.1', '0.2', 'b')));
  expect(book.bids).toEqual([['1.1', '0.3']]);
});

test('a price is its value, however it is written', () => {
  const book = bookAfter(
    message('W', shown('0', '1.10', '1', 'a'), shown('0', '1.1', '2', 'b'), shown('0', '01.100', '4', 'c')),
  );
  expect(book.bids).toEqual([['1.10', '7']]);
});

test('a book that only grows does not fit', () => {
  const book = new Book();
  const grow = (from: number) =>
    book.apply(
      message('X', ...Array.from({ length: 1000 }, (_, at) => added('0', '1', '1', `${from + at}`))),
    );
  for (let from = 0; from < 10_000; from += 1000) grow(from);
  expect(() => grow(9001)).toThrow('more than 10000 entries');
});

test('without ids a side has one price, which the next one replaces', () => {
  const bid = (price: string): Entry => [
    [279, '0'],
    [269, '0'],
    [55, '1'],
    [270, price],
  ];
  expect(bookAfter(message('X', bid('1.1')), message('X', bid('1.2'))).bids).toEqual([['1.2', '0']]);
});

test.each<[string, FixMessage]>([
  ['one that was never there goes', message('X', gone('a'))],
  [
    'one is on no side',
    message('W', [
      [269, '2'],
      [270, '1'],
      [278, 'a'],
    ]),
  ],
  [
    'one has no price',
    message('W', [
      [269, '0'],
      [278, 'a'],
    ]),
  ],
  ['a price is no number', message('W', shown('0', 'x', '1', 'a'))],
  [
    'there are fewer than it says',
    new FixMessage([
      [35, 'W'],
      [268, '2'],
      [269, '0'],
      [270, '1'],
      [278, 'a'],
    ]),
  ],
])('it does not fit that %s', (_what, wrong) => {
  expect(() => bookAfter(wrong)).toThrow();
});

const priced = fc.integer({ min: 1, max: 999_999 }).map((price) => (price / 1000).toFixed(3));
const step = fc.record({ side: fc.constantFrom('0' as const, '1' as const), price: priced, id: fc.nat(20) });

test('the sides are in order and hold what was added last, whatever comes and goes', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(step, fc.boolean())), (steps) => {
      const book = new Book();
      const expected = new Map<number, { side: string; price: string }>();
      for (const [{ side, price, id }, deletes] of steps) {
        if (deletes && expected.delete(id)) book.apply(message('X', gone(String(id))));
        else {
          expected.set(id, { side, price });
          book.apply(message('X', added(side, price, '1', String(id))));
        }
      }
      const of = (side: string) =>
        [...new Set([...expected.values()].filter((one) => one.side === side).map(({ price }) => price))].map(
          Number,
        );
      expect(book.bids.map(([price]) => Number(price))).toEqual(of('0').sort((one, other) => other - one));
      expect(book.asks.map(([price]) => Number(price))).toEqual(of('1').sort((one, other) => one - other));
    }),
  );
});

test('a ticker is the best of both sides, digit by digit', () => {
  const book = bookAfter(message('W', shown('0', '1.08490', '1', 'a'), shown('1', '1.08500', '1', 'b')));
  expect(parseTicker(book, 'EUR_USD.swap', 0)).toEqual({
    ...{ symbol: 'EUR_USD.swap', buy: '1.08490', sell: '1.08500', vol: '0', time: '1768464005123' },
    ...{ last: '1.08490', open: '1.08490', high: '1.08500', low: '1.08490' },
  });
});

test.each(['0', '1'] as const)('there is none while side %s is empty', (side) => {
  expect(parseTicker(bookAfter(message('W', shown(side, '1', '1', 'a'))), 'X', 0)).toBeUndefined();
});

test('the whole book is asked for, by the number of the symbol, and given up alike', () => {
  const { subscribe, unsubscribe } = bookOf('41');
  const text = ({ type, fields }: ReturnType<typeof subscribe>) =>
    [type, ...fields.map(([tag, value]) => `${tag}=${value}`)].join('|');
  expect(text(subscribe('id'))).toBe('V|262=id|263=1|264=0|265=1|267=2|269=0|269=1|146=1|55=41');
  expect(text(unsubscribe('id'))).toBe('V|262=id|263=2|264=0|265=1|267=2|269=0|269=1|146=1|55=41');
});
