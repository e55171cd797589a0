import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as bybit from '../../src/exchanges/bybit/pushes.js';
import * as okx from '../../src/exchanges/okx/pushes.js';
import { toNumber } from '../../src/protocol/decimal.js';

const time = '1700000000000';
const sequence = fc.oneof(
  fc.constantFrom('1', '0', '-1', '007', '1e3', '1.0', '', '-', '1,"asks":[]', '0x10', ' 1'),
  fc.bigInt().map(String),
  fc.string(),
);

it.each([
  ['OKX', (id: string) => okx.readBook({ asks: [], bids: [], ts: time, seqId: id, prevSeqId: id }).sequence],
  ['Bybit', (id: string) => bybit.readBook({ a: [], b: [], u: id, ts: time }).sequence],
])(
  'the sequence of a book of %s is a number as JSON writes it, or the message is not to be believed',
  (_name, read) => {
    fc.assert(
      fc.property(sequence, (id) => {
        let told: string;
        try {
          told = read(id);
        } catch {
          return;
        }
        expect(JSON.parse(`{"sequence":${told}}`)).toEqual({ sequence: Number(id) });
      }),
    );
  },
);

it.each([
  [
    'OKX',
    (price: unknown) => okx.readBook({ asks: [[price, '1']], bids: [], ts: time, seqId: 1, prevSeqId: 0 }),
  ],
  ['Bybit', (price: unknown) => bybit.readBook({ a: [[price, '1']], b: [], u: 1, ts: time })],
])(
  'a price of a level of %s is one number, however it is spelled, or the message is not to be believed',
  (_name, read) => {
    for (const [price, spelled] of [
      ['0.0000001', '1e-7'],
      ['0.1', '00.1'],
      ['1.1', '1.10'],
      ['1000', '1E+3'],
    ]) {
      expect(read(spelled).asks.map((level) => level.price)).toEqual([toNumber(price ?? '')]);
    }
    for (const odd of ['NaN', 'Infinity', '1e999', '0x10', '', null, {}, [], true])
      expect(() => read(odd), String(odd)).toThrow();
  },
);
