import { expect, test } from 'vitest';
import { leastAmountIn } from '../../src/check/errorTexts.js';

test.each([
  ['Order volume = 40.00 is smaller than minimum allowed volume = 1000.00. (not lots)', '1000.00'],
  ['the minimum quantity is 0.001 BTC', '0.001'],
  ['Filter failure: min qty 5', '5'],
  ['the order is worth less than the minimum of 10 USD', undefined],
  ['volume too small', undefined],
  ['the minimum is not met; quantity 3', undefined],
  ['', undefined],
])('%j names the least amount %s', (text, least) => {
  expect(leastAmountIn(text)).toBe(least);
});
