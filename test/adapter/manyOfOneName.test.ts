import { expect, test } from 'vitest';
import { symbolsAmong } from '../../src/adapter/findInstrument.js';
import type { Instrument } from '../../src/adapter/Instrument.js';
import { InstrumentList } from '../../src/adapter/InstrumentList.js';

const NOW = Date.UTC(2026, 10, 22);
const COUNT = 2000;

/** So many instruments of one pair, as an adapter makes them that reads the wrong field, and how often they were looked at. */
function list(facts: (at: number) => Partial<Instrument<null>>) {
  let looks = 0;
  const instruments = Array.from({ length: COUNT }, (_, at): Instrument<null> => {
    const one = { list: 'all', id: `id${at}`, base: 'X', quote: 'USD', standard: true, row: null };
    return Object.defineProperty({ kind: 'swap', ...one, ...facts(at) }, 'symbol', {
      get: () => {
        looks += 1;
        return undefined;
      },
    });
  });
  const all = new InstrumentList(instruments, []);
  return { all, symbols: [...all.byId.values()].flatMap((one) => symbolsAmong([all], one, NOW)), looks };
}

test.each([
  ['swaps', () => ({}), (at: number) => `X_USD.id${at}`],
  [
    'dated contracts',
    () => ({ kind: 'futures' as const, expiry: NOW + 86_400_000 }),
    (at: number) => `X_USD.id${at}`,
  ],
  ['classes', (at: number) => ({ kind: 'spot' as const, class: `c${at}` }), (at: number) => `X_USD.c${at}`],
])('thousands of %s with one name are each named, and looked at a few times', (_what, facts, nameOf) => {
  const { symbols, looks } = list(facts);
  expect(symbols).toEqual(Array.from({ length: COUNT }, (_, at) => nameOf(at)));
  expect(looks).toBeLessThan(40 * COUNT);
});
