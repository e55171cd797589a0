import { expect, test } from 'vitest';
import { contractAmong, contractOf, othersOf, rankSymbols } from '../../src/check/chooseSymbols.js';

test.each([
  [['ACME_USDT', 'ETH_USDT', 'BTC_USDT'], 'BTC_USDT', 'ETH_USDT'],
  [['ETH_EUR', 'BTC_EUR', 'BTC_GBP'], 'BTC_EUR', 'ETH_EUR'],
  [['ETH_USDT.swap', 'BTC_USDT.swap'], 'BTC_USDT.swap', 'ETH_USDT.swap'],
  [['AA_USD', 'AAPL_USD', 'MSFT_USD'], 'AAPL_USD', 'AA_USD'],
  [['AUD_CHF', 'EUR_USD', 'GBP_USD'], 'EUR_USD', 'GBP_USD'],
  [['000001.SZ', '600519.SH', '600000.SH'], '600519.SH', '600000.SH'],
  [['BTC_USD.stock', 'BTC_USD.crypto', 'ETH_USD'], 'BTC_USD.crypto', 'BTC_USD.stock'],
  [['BRK.A_USD', 'BRK.B_USD'], 'BRK.A_USD', 'BRK.B_USD'],
])('of %j, %s is asked first, and beside it %s', (listed, first, other) => {
  const ranked = rankSymbols(listed, []);
  expect(ranked[0]).toBe(first);
  expect(othersOf(first, ranked)[0]).toBe(other);
  expect([...ranked].sort()).toEqual([...listed].sort());
});

test('what nobody has heard of is asked for by its turnover; what is not listed is not asked for', () => {
  expect(rankSymbols(['A_INR', 'B_INR', 'C_INR'], ['X_INR', 'C_INR', 'A_INR'])).toEqual([
    'C_INR',
    'A_INR',
    'B_INR',
  ]);
});

test.each([
  ['BTC_USDT', ['BTC_USDT', 'ETH_USDT.swap', 'BTC_USDT.swap'], 'BTC_USDT.swap'],
  ['BTC_USDT', ['BTC_USDT', 'ETH_USDT.quarter', 'ETH_USDT.swap'], 'ETH_USDT.swap'],
  ['BTC_USDT', ['BTC_USDT', 'BTC_USDT.BTC-USDT-261225'], 'BTC_USDT.BTC-USDT-261225'],
  ['ETH_USDT.swap', ['ETH_USDT.swap', 'BTC_USDT.swap'], 'ETH_USDT.swap'],
  ['AAPL_USD', ['AAPL_USD', 'BRK.B_USD', 'BTC_USD.crypto', '600519.SH'], undefined],
])('the contract of %s among %j is %s', (symbol, listed, contract) => {
  expect(contractAmong(symbol, listed)).toBe(contract);
});

test.each([
  ['BTC_USDT', 'BTC_USDT.swap'],
  ['BTC_USDT.quarter', 'BTC_USDT.quarter'],
  ['BTC_USDT.BTC_USDT_20261225', 'BTC_USDT.BTC_USDT_20261225'],
  ['BRK.B_USD', 'BRK.B_USD.swap'],
])('a pair has a perpetual, a contract is its own: %s', (symbol, contract) => {
  expect(contractOf(symbol)).toBe(contract);
});
