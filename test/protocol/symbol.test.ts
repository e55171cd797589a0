import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contractCodes } from '../../src/protocol/contractCodes.js';
import { parseWith } from '../../src/protocol/parseWith.js';
import {
  foldCase,
  parseSymbol,
  parseSymbolRange,
  pickSpelling,
  symbol,
  symbolOrRange,
} from '../../src/protocol/symbol.js';

describe('parseSymbol', () => {
  test.each([
    ['LTC_USDT', { name: 'LTC_USDT', base: 'LTC', quote: 'USDT' }],
    ['eth_usdt', { name: 'ETH_USDT', base: 'ETH', quote: 'USDT', written: 'eth_usdt' }],
    [' 1inch_usdt ', { name: '1INCH_USDT', base: '1INCH', quote: 'USDT', written: '1inch_usdt' }],
    [
      'btc_usdt.SWAP',
      { name: 'BTC_USDT.swap', base: 'BTC', quote: 'USDT', contract: 'swap', written: 'btc_usdt.SWAP' },
    ],
    [
      'BTC_USD.next_quarter',
      { name: 'BTC_USD.next_quarter', base: 'BTC', quote: 'USD', contract: 'next_quarter' },
    ],
    [
      'BTC_USDT.btc-usdt-250627',
      {
        name: 'BTC_USDT.BTC-USDT-250627',
        base: 'BTC',
        quote: 'USDT',
        contract: 'BTC-USDT-250627',
        written: 'BTC_USDT.btc-usdt-250627',
      },
    ],
    [
      'BTC_USD.BTC-USD_UM-SWAP',
      { name: 'BTC_USD.BTC-USD_UM-SWAP', base: 'BTC', quote: 'USD', contract: 'BTC-USD_UM-SWAP' },
    ],
  ])('%s', (text, parsed) => {
    expect(parseSymbol(text)).toEqual(parsed);
  });

  test.each([
    '',
    'USDT',
    'BTC_',
    '_USDT',
    'BTC_USDT_X',
    'BTC-USDT',
    'BTC_USDT.',
    'BTC/USDT',
    'BTC_USDT?x=1',
    'a b_c',
    '../x_y',
  ])('%j is none', (text) => {
    expect(parseSymbol(text)).toBeUndefined();
  });

  test('a name it made is read back as the same symbol', () => {
    const currency = fc.stringMatching(/^[A-Za-z0-9]{1,10}$/);
    const contract = fc.option(fc.constantFrom(...contractCodes, 'X-Y_Z-1'), { nil: undefined });
    fc.assert(
      fc.property(currency, currency, contract, (base, quote, code) => {
        const parsed = parseSymbol(`${base}_${quote}${code ? `.${code}` : ''}`);
        expect(parsed && { ...parsed, written: undefined }).toEqual(parseSymbol(parsed?.name ?? ''));
      }),
    );
  });
});

test('ranges', () => {
  expect(parseSymbolRange('usdt.Swap')).toEqual({ name: 'USDT.swap', quote: 'USDT', range: 'swap' });
  expect(parseSymbolRange('USD.futures')).toEqual({ name: 'USD.futures', quote: 'USD', range: 'futures' });
  expect(parseSymbolRange('BTC_USDT.swap')).toBeUndefined();
});

test.each([
  ['LTCUSDT', 'LTC_USDT'],
  ['ltcusdt', 'LTC_USDT'],
  ['USDCUSDT', 'USDC_USDT'],
  ['OPUSDC', 'OP_USDC'],
  ['BTCUSD', 'BTC_USD'],
  ['LTCBTC', 'LTC_BTC'],
  ['BTCEUR', 'BTC_EUR'],
  ['1INCHETH', '1INCH_ETH'],
])('%s: the pair that is meant', (typed, meant) => {
  expect(() => parseWith(symbol, typed)).toThrow(`"${typed}" is incomplete: did you mean ${meant}?`);
});

test.each(['USDT', 'USDC', 'BTC', 'WBTC', 'stETH', 'FDUSD', 'BUSD', 'LTCJPY'])(
  '%s: no pair is guessed',
  (typed) => {
    expect(() => parseWith(symbol, typed)).toThrow('is incomplete: use BASE_QUOTE');
  },
);

test('what is wrong with a symbol is said', () => {
  expect(() => parseWith(symbol, 'USDT')).toThrow('"USDT" is incomplete: use BASE_QUOTE, like LTC_USDT');
  expect(() => parseWith(symbol, 'USDT.swap')).toThrow('"USDT.swap" is a range');
  expect(() => parseWith(symbol, 'BTC-USDT')).toThrow('"BTC-USDT" is not a symbol');
  expect(() => parseWith(symbol, 'LTC＿USDT')).toThrow('"LTC＿USDT" is not a symbol: did you mean LTC_USDT?');
  expect(() => parseWith(symbol, '')).toThrow('is missing');
  expect(() => parseWith(symbol, 7)).toThrow('must be a string');
  expect(parseWith(symbolOrRange, '')).toBeUndefined();
  expect(parseWith(symbolOrRange, null)).toBeUndefined();
  expect(() => parseWith(symbolOrRange, 'USDT')).toThrow('incomplete');
});

describe('pickSpelling', () => {
  test.each([
    ['TSLAx_USDT', ['TSLAx_USDT', 'BTC_USDT'], 'TSLAx_USDT'],
    ['tslax_usdt', ['TSLAx_USDT', 'BTC_USDT'], 'TSLAx_USDT'],
    ['TSLAX_USDT', ['TSLAx_USDT', 'TSLAX_USDT'], 'TSLAX_USDT'],
    ['TSLAx_USDT', ['TSLAX_USDT', 'TSLAx_USDT'], 'TSLAx_USDT'],
    ['NOPE_USDT', ['TSLAx_USDT'], undefined],
  ])('%s among %j is %s', (asked, names, name) => {
    expect(pickSpelling(asked, names)).toBe(name);
  });

  test('of two that differ in case alone neither is guessed', () => {
    expect(() => pickSpelling('tslax_usdt', ['TSLAx_USDT', 'TSLAX_USDT'])).toThrow(
      '"tslax_usdt" may mean TSLAx_USDT or TSLAX_USDT',
    );
  });

  test('letters that are not ASCII do not fold into ASCII', () => {
    expect(foldCase('u\u017fdt')).toBe('U\u017fDT');
    expect(pickSpelling('BTC_USDT', ['BTC_U\u017fDT'])).toBeUndefined();
  });
});
