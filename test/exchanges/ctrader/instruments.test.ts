import fc from 'fast-check';
import { expect, test } from 'vitest';
import { symbolOf } from '../../../src/adapter/Instrument.js';
import { InstrumentList } from '../../../src/adapter/InstrumentList.js';
import { currencies } from '../../../src/exchanges/ctrader/currencies.js';
import { instrumentSource, nameSymbol, stepsOf } from '../../../src/exchanges/ctrader/instruments.js';
import { parseMarket } from '../../../src/exchanges/ctrader/parse.js';
import { compareDecimals, decimalPlaces } from '../../../src/protocol/decimal.js';

const listed = (name: string, digits = '2') => ({ ...nameSymbol(name), row: { symbol: '1', digits } });

test.each([
  ['EURUSD', 'EUR_USD.swap'],
  ['USDJPY', 'USD_JPY.swap'],
  ['XAUUSD', 'XAU_USD.swap'],
  ['BTCUSD', 'BTC_USD.swap'],
  ['US30', 'US30'],
  ['GER40.c', 'GER40.c'],
  ['AAPL.US', 'AAPL.US'],
  ['EURUSD.r', 'EURUSD.r'],
  ['eurusd', 'eurusd'],
  ['NATGAS', 'NATGAS'],
  ['COPPER', 'COPPER'],
  ['US TECH 100', 'US-TECH-100'],
  ['Spot "Brent", cash', 'Spot-Brent-cash'],
])('%s is told as %s', (name, symbol) => {
  expect(symbolOf(nameSymbol(name), 0)).toBe(symbol);
  expect(instrumentSource.delistedName(name, 'all')).toBe(symbol);
});

test('of what is no pair, no quote currency is made up', () => {
  expect(nameSymbol('US30')).toMatchObject({ base: 'US30', quote: '', kind: 'swap' });
});

test('every pair of two currencies is one, and can be asked for', () => {
  const currency = fc.constantFrom(...currencies);
  fc.assert(
    fc.property(currency, currency, (base, quote) => {
      fc.pre(base !== quote);
      const list = new InstrumentList([listed(base + quote)], []);
      expect(list.unreadable).toEqual([]);
      expect(list.names.meaningsOf(`${base}_${quote}.swap`, 0).map(({ name }) => name)).toEqual([
        `${base}_${quote}.swap`,
      ]);
    }),
  );
});

test('whatever a broker calls a symbol is found under the name that GetMarkets tells, or refused by name', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (name) => {
      const list = new InstrumentList([listed(name)], []);
      const symbols = [...list.byId.values()].flatMap((instrument) => list.names.symbolsOf(instrument, 0));
      for (const symbol of symbols)
        expect(list.names.meaningsOf(symbol, 0).map(({ instrument }) => instrument.id)).toEqual([name]);
      expect(symbols.length + list.unreadable.length).toBe(1);
    }),
  );
});

test('the digits of a price are its step', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 12 }), (digits) => {
      const { tickSize } = stepsOf(listed('EURUSD', String(digits)));
      expect(typeof tickSize === 'string' && decimalPlaces(tickSize)).toBe(digits);
      expect(typeof tickSize === 'string' && compareDecimals(tickSize, '0')).toBe(1);
    }),
  );
});

test('a market: one contract is a unit of the base', () => {
  expect(parseMarket(listed('EURUSD', '5'), 'EUR_USD.swap')).toEqual({
    ...{ symbol: 'EUR_USD.swap', base_asset: 'EUR', quote_asset: 'USD' },
    ...{ tick_size: 0.00001, price_precision: 5, amount_size: 0.01, amount_precision: 2 },
    ...{ ct_val: 1, ct_val_ccy: 'EUR' },
  });
});

test('there are no dated contracts', () => {
  expect(() => instrumentSource.listOf({ name: 'USD.futures', quote: 'USD', range: 'futures' })).toThrow(
    'CTrader has no dated contracts here: write USD.swap',
  );
});
