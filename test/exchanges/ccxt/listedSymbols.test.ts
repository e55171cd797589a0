import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findInstrument, symbolsAmong } from '../../../src/adapter/findInstrument.js';
import { InstrumentList } from '../../../src/adapter/InstrumentList.js';
import { toInstruments } from '../../../src/exchanges/ccxt/instruments.js';
import { factsOf } from '../../../src/exchanges/ccxt/venues.js';
import { parseSymbol } from '../../../src/protocol/symbol.js';
import { all } from '../../doubles/ccxt/all.js';
import { startCcxtPlugin } from './startCcxtPlugin.js';

const NOW = Date.UTC(2026, 10, 22);

/** A market as ccxt tells it. */
function market(facts: { id: string; base: string; quote: string; kind?: string; expiry?: number }) {
  const { id, base, quote, kind = 'spot', expiry } = facts;
  const end = kind === 'spot' ? '' : `:${quote}${expiry === undefined ? '' : `-${expiry}`}`;
  return {
    ...{ id, base, quote, symbol: `${base}/${quote}${end}`, active: true, expiry },
    ...{ spot: kind === 'spot', swap: kind === 'swap', future: kind === 'future' },
    ...(kind !== 'spot' && { settle: quote, linear: true, contractSize: 1 }),
  };
}

const open = (markets: readonly object[]) => new InstrumentList(toInstruments(markets, factsOf('okx')), []);

function find(list: ReturnType<typeof open>, text: string) {
  const symbol = parseSymbol(text);
  return symbol && findInstrument([list], symbol, NOW);
}

test.each([
  ['$WIF_USDT', '$WIF'],
  ['USDT.E_USDT', 'USDT.E'],
  ['1000sats_usdt', '1000SATS'],
  ['1000SATS_USDT.swap', '1000SATS'],
  ['币安人生_USDT', '币安人生'],
  ['A/B_USDT', 'A/B'],
])('%s', (asked, base) => {
  const list = open([
    ...['$WIF', 'USDT.E', '1000SATS', '币安人生', 'A/B'].map((one) =>
      market({ id: `${one}USDT`, base: one, quote: 'USDT' }),
    ),
    market({ id: '1000SATSUSDT', base: '1000SATS', quote: 'USDT', kind: 'swap' }),
  ]);
  expect(find(list, asked)).toMatchObject({ base, kind: asked.endsWith('.swap') ? 'swap' : 'spot' });
});

test('of several that FMZ would call alike, the first has the name and the others have their ids behind it', () => {
  const friday = Date.UTC(2026, 10, 27, 8);
  const list = open([
    market({ id: 'XBT', base: 'BTC', quote: 'USD' }),
    market({ id: 'XBT.d', base: 'BTC', quote: 'USD' }),
    market({ id: 'F1', base: 'BTC', quote: 'USD', kind: 'future', expiry: friday }),
    market({ id: 'F2', base: 'BTC', quote: 'USD', kind: 'future', expiry: friday }),
  ]);
  const symbols = [...list.byId.values()].map((one) => symbolsAmong([list], one, NOW));
  expect(symbols).toEqual([
    ['BTC_USD'],
    ['BTC_USD.XBT.d'],
    ['BTC_USD.this_week', 'BTC_USD.month', 'BTC_USD.F1'],
    ['BTC_USD.F2'],
  ]);
  for (const name of symbols.flat()) expect(find(list, name)).toMatchObject({ name });
});

test('any markets: each symbol that is listed means its own market', () => {
  const text = fc.string({ unit: fc.constantFrom(...'AB1$.&-_/:#%'), minLength: 1, maxLength: 4 });
  const row = fc.record({
    id: text,
    base: text,
    quote: fc.constantFrom('USDT', 'USD', 'B'),
    kind: fc.constantFrom('spot', 'swap', 'future'),
    expiry: fc.constantFrom(Date.UTC(2026, 10, 27, 8), Date.UTC(2026, 11, 25, 8)),
  });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 10 }), (rows) => {
      const markets = rows.map(({ expiry, ...one }) =>
        market({ ...one, ...(one.kind === 'future' && { expiry }) }),
      );
      const list = open(markets);
      for (const instrument of list.byId.values()) {
        for (const name of symbolsAmong([list], instrument, NOW)) {
          expect(find(list, name)).toMatchObject({ name, id: instrument.id });
        }
      }
    }),
  );
});

describe('all that the doubles list can be asked for', () => {
  test.each(all)('%s', async (id, _symbol, _order, start) => {
    const double = await start();
    const plugin = await startCcxtPlugin({ [id]: double.url });
    try {
      const { data } = await plugin.call(id, 'markets', {});
      const symbols = Object.keys(Object(data));
      expect(symbols.length).toBeGreaterThan(0);
      for (const symbol of symbols) {
        const { error = '' } = await plugin.call(id, 'ticker', { symbol });
        expect([symbol, error]).toEqual([symbol, expect.not.stringMatching(/^symbol|has no|may mean/)]);
      }
    } finally {
      await plugin.stop();
      await double.close();
    }
  });
});
