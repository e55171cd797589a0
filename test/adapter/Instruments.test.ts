import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findInstrument, symbolsAmong } from '../../src/adapter/findInstrument.js';
import type { Instrument } from '../../src/adapter/Instrument.js';
import { InstrumentList } from '../../src/adapter/InstrumentList.js';
import { Instruments } from '../../src/adapter/Instruments.js';
import { parseSymbol } from '../../src/protocol/symbol.js';

const NOW = Date.UTC(2026, 10, 22);
const WEEK = 7 * 24 * 3_600_000;

function instrument(facts: Partial<Instrument>): Instrument<undefined> {
  return {
    list: 'linear',
    id: 'X',
    kind: 'swap',
    base: 'BTC',
    quote: 'USDT',
    standard: true,
    ...facts,
    row: undefined,
  };
}

function find(list: InstrumentList<undefined>, name: string): string | undefined {
  const symbol = parseSymbol(name);
  return symbol && findInstrument([list], symbol, NOW)?.id;
}

describe('a list that holds swaps and dated contracts', () => {
  const friday = Date.UTC(2026, 10, 27, 8);
  const list = new InstrumentList(
    [
      instrument({ id: 'BTCUSDT-27NOV26', kind: 'futures', expiry: friday }),
      instrument({ id: 'BTC_UM', standard: false }),
      instrument({ id: 'BTCUSDT' }),
      instrument({ id: 'btcusdc', quote: 'usdc' }),
      instrument({ id: 'PREUSDT', base: 'PRE', standard: false }),
    ],
    [],
  );

  test.each([
    ['BTC_USDT.swap', 'BTCUSDT'],
    ['BTC_USDT.this_week', 'BTCUSDT-27NOV26'],
    ['BTC_USDT.month', 'BTCUSDT-27NOV26'],
    ['BTC_USDT.BTCUSDT-27NOV26', 'BTCUSDT-27NOV26'],
    ['BTC_USDT.BTC_UM', 'BTC_UM'],
    ['btc_usdc.swap', 'btcusdc'],
    ['BTC_USDC.btcusdc', 'btcusdc'],
    ['BTC_USDT', undefined],
    ['BTC_USDT.quarter', undefined],
    ['PRE_USDT.swap', undefined],
    ['ETH_USDT.BTCUSDT', undefined],
  ])('%s is %s', (name, id) => {
    expect(find(list, name)).toBe(id);
  });

  test('a range holds its kind and its quote currency, and no variants', () => {
    expect(
      list.standardInRange({ name: 'USDT.swap', quote: 'USDT', range: 'swap' }).map(({ id }) => id),
    ).toEqual(['BTCUSDT']);
    expect(
      list.standardInRange({ name: 'USDC.swap', quote: 'USDC', range: 'swap' }).map(({ id }) => id),
    ).toEqual(['btcusdc']);
    expect(
      list.standardInRange({ name: 'USDT.futures', quote: 'USDT', range: 'futures' }).map(({ id }) => id),
    ).toEqual(['BTCUSDT-27NOV26']);
  });
});

test('every symbol of an instrument leads back to it', () => {
  const any = fc.record({
    kind: fc.constantFrom('spot' as const, 'swap' as const, 'futures' as const),
    standard: fc.boolean(),
    fridays: fc.integer({ min: 1, max: 60 }),
  });
  fc.assert(
    fc.property(any, ({ kind, standard, fridays }) => {
      const one = instrument({
        id: 'BTC-ONE-1',
        kind,
        standard: standard || kind === 'spot',
        ...(kind === 'futures' && { expiry: Date.UTC(2026, 10, 20, 8) + fridays * WEEK }),
      });
      const list = new InstrumentList([one], []);
      const names = symbolsAmong([list], one, NOW);
      expect(names.length).toBeGreaterThan(0);
      for (const name of names) expect(find(list, name)).toBe(one.id);
    }),
  );
});

test('a list that was just read is not read again for a symbol that it lacks', async () => {
  let reads = 0;
  const instruments = new Instruments<undefined, 'linear'>({
    exchange: 'Example',
    lists: ['linear'],
    listOf: () => 'linear',
    async read() {
      reads += 1;
      return {
        instruments: reads === 1 ? [] : [{ ...instrument({ id: 'BTCUSDT' }), list: 'linear' as const }],
        replies: [],
      };
    },
    delistedName: (id) => `gone.${id}`,
  });
  const unasked = () => Promise.reject(new Error('not asked'));
  const api = {
    ...{
      get: unasked,
      signedGet: unasked,
      request: unasked,
      fix: { lines: [], ask: unasked, follow: unasked },
    },
    ...{ hasKeys: false, accountId: '', now: () => NOW, warn: () => undefined },
  };
  const symbol = parseSymbol('BTC_USDT.swap');
  if (!symbol) throw new Error('no symbol');
  // Just read, a list is not read again.
  await expect(instruments.find(api, symbol)).rejects.toThrow(
    'Example has no "BTC_USDT.swap": GetMarkets lists what is available',
  );
  expect(reads).toBe(1);
  const nameOf = await instruments.namer(api, ['linear', 'linear']);
  expect(nameOf('OLD', 'linear')).toBe('gone.OLD');
  expect(reads).toBe(1);
});
