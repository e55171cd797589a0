import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contractCodes } from '../../src/protocol/contractCodes.js';
import { askedName } from '../../src/protocol/OddSymbol.js';
import { ProtocolError } from '../../src/protocol/ProtocolError.js';
import { parseWith } from '../../src/protocol/parseWith.js';
import { contractIn, foldCase, pickSpelling } from '../../src/protocol/spelling.js';
import { parseSymbol, parseSymbolRange, symbol, symbolOrRange } from '../../src/protocol/symbol.js';

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
    ['BRK.B_USD', { name: 'BRK.B_USD', base: 'BRK.B', quote: 'USD' }],
    ['m&m_inr', { name: 'M&M_INR', base: 'M&M', quote: 'INR', written: 'm&m_inr' }],
    ['$WIF_USDT.swap', { name: '$WIF_USDT.swap', base: '$WIF', quote: 'USDT', contract: 'swap' }],
    ['USDT.E_USDT', { name: 'USDT.E_USDT', base: 'USDT.E', quote: 'USDT' }],
    [
      'btc_usd.stock',
      { name: 'BTC_USD.STOCK', base: 'BTC', quote: 'USD', contract: 'STOCK', written: 'btc_usd.stock' },
    ],
  ])('%s has currencies', (text, parsed) => {
    expect(parseSymbol(text)).toEqual(parsed);
  });

  test.each([
    ['USDT', 'USDT', undefined],
    ['600519.sh', '600519.SH', undefined],
    ['00700.HK', '00700.HK', undefined],
    ['BTC_', 'BTC_', undefined],
    ['_USDT', '_USDT', undefined],
    ['btc_usdt_x', 'BTC_USDT_X', undefined],
    ['A_B_C.SWAP', 'A_B_C.swap', 'swap'],
    ['BTC_USDC.btc/usdc:usdc', 'BTC_USDC.BTC/USDC:USDC', 'BTC/USDC:USDC'],
    ['BTC_USDT.', 'BTC_USDT.', undefined],
    ['BTC/USDT', 'BTC/USDT', undefined],
    ['BTC_USDT?x=1', 'BTC_USDT?X=1', undefined],
    ['../x_y', '../X_Y', undefined],
    ['BTC_U\u017fDT', 'BTC_U\u017fDT', undefined],
  ])('%s may be listed, but its currencies are not told', (text, name, contract) => {
    const parsed = parseSymbol(text);
    expect([parsed && askedName(parsed), parsed?.contract, parsed?.written]).toEqual([name, contract, text]);
    expect(() => parsed?.name).toThrow('symbol "');
    expect(() => parsed?.base).toThrow('symbol "');
    expect(() => parsed?.quote).toThrow(ProtocolError);
    // Two of them are never the same key.
    expect(JSON.parse(JSON.stringify(parsed))).toMatchObject({ written: text });
  });

  test.each([
    '',
    'USDT.swap',
    'usd.Futures',
    'a b_c',
    'A\u00a0B_USDT',
    'A\u200bB_USDT',
    'A\tB_USDT',
    'A,B_USDT',
    'A"B_USDT',
    'A\ud800_USDT',
    '__proto__',
    `${'A'.repeat(96)}_USDT`,
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
  expect(() => parseWith(symbol, typed).base).toThrow(
    `symbol "${typed}" is incomplete: did you mean ${meant}?`,
  );
});

test.each(['USDT', 'USDC', 'BTC', 'WBTC', 'stETH', 'FDUSD', 'BUSD', 'LTCJPY'])(
  '%s: no pair is guessed',
  (typed) => {
    expect(() => parseWith(symbol, typed).quote).toThrow('is incomplete: use BASE_QUOTE');
  },
);

test('what is wrong with a symbol is said', () => {
  expect(() => parseWith(symbol, 'USDT').base).toThrow('"USDT" is incomplete: use BASE_QUOTE, like LTC_USDT');
  expect(() => parseWith(symbol, 'USDT.swap')).toThrow('"USDT.swap" is a range');
  expect(() => parseWith(symbol, 'A B_USDT')).toThrow('"A B_USDT" is not a symbol');
  expect(() => parseWith(symbol, 'BTC-USDT').base).toThrow(
    '"BTC-USDT" is not a symbol: did you mean BTC_USDT?',
  );
  expect(() => parseWith(symbol, 'LTC＿USDT').base).toThrow(
    '"LTC＿USDT" is not a symbol: did you mean LTC_USDT?',
  );
  // It may be a key.
  expect(() => parseWith(symbol, 'a1B2c3D4e5F6g7H8-i9J0').base).toThrow(
    /^symbol "a1B2c3D4e5F6g7H8-i9J0" is not a symbol: use BASE_QUOTE, like LTC_USDT, or BTC_USDT.swap$/,
  );
  expect(() => parseWith(symbol, '')).toThrow('is missing');
  expect(() => parseWith(symbol, 7)).toThrow('must be a string');
  expect(parseWith(symbolOrRange, '')).toBeUndefined();
  expect(parseWith(symbolOrRange, null)).toBeUndefined();
  expect(parseWith(symbolOrRange, 'USDT.swap')).toMatchObject({ range: 'swap' });
});

test.each([
  ['BTC_USDT.swap', 'swap'],
  ['BRK.B_USD', undefined],
  ['USDT.E_USDT.swap', 'swap'],
  ['600519.SH', undefined],
  ['BTC_USD.BTC-USD_UM-SWAP', 'BTC-USD_UM-SWAP'],
])('behind the pair of %s: %s', (name, contract) => {
  expect(contractIn(name)).toBe(contract);
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
