import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkSteps, type PriceBand, smallestTick } from '../../src/index.js';

/** Of stocks in the United States: https://www.law.cornell.edu/cfr/text/17/242.612 */
const bands: PriceBand[] = [
  { from: '1', step: '0.01' },
  { from: '0', step: '0.0001' },
];
const check = (price: string, tickSize: string | readonly PriceBand[] = bands) =>
  checkSteps('AAPL_USD', { price }, { lotSize: '', minimum: '', tickSize });

describe('the tick size of a price', () => {
  test.each(['0.9999', '0.0001', '1', '1.01', '100.00', '1e2', '0.12340'])('%s is taken', (price) => {
    expect(() => check(price)).not.toThrow();
  });

  test.each([
    ['0.99995', 'a multiple of the tick size 0.0001 of AAPL_USD for prices from 0'],
    ['1.0001', 'a multiple of the tick size 0.01 of AAPL_USD for prices from 1'],
    ['1.001', 'a multiple of the tick size 0.01 of AAPL_USD for prices from 1'],
  ])('%s is not', (price, message) => {
    expect(() => check(price)).toThrow(`price ${price} is not ${message}`);
  });

  test('a price below all bands', () => {
    const from = [
      { from: '0.5', step: '0.1' },
      { from: '0.01', step: '0.001' },
    ];
    expect(() => check('0.009', from)).toThrow('price 0.009 is below 0.01, the lowest of AAPL_USD');
  });

  test('one size has no bands in its sentence, and "" takes every price', () => {
    expect(() => check('0.15', '0.1')).toThrow(
      /^price 0\.15 is not a multiple of the tick size 0\.1 of AAPL_USD$/,
    );
    expect(() => check('0.15', '')).not.toThrow();
    expect(() => check('0.15', [{ from: '0', step: '' }])).not.toThrow();
  });

  test('whatever the order of the bands, the one with the highest beginning below the price counts', () => {
    const table = fc.uniqueArray(fc.tuple(fc.nat(50), fc.integer({ min: 1, max: 9 })), {
      selector: ([from]) => from,
      minLength: 1,
    });
    fc.assert(
      fc.property(table, fc.nat(60), (rows, price) => {
        const tickSize = rows.map(([from, step]) => ({ from: String(from), step: String(step) }));
        const [, step] = [...rows].sort(([a], [b]) => b - a).find(([from]) => from <= price) ?? [];
        const taken = step !== undefined && price % step === 0;
        const asked = () => check(String(price), tickSize);
        if (taken) expect(asked).not.toThrow();
        else expect(asked).toThrow(`price ${price} is`);
      }),
    );
  });

  test.each([
    [bands, '0.0001'],
    ['0.5', '0.5'],
    ['', ''],
    [[], ''],
    [[{ from: '0', step: '' }, ...bands], '0.0001'],
  ])('GetMarkets tells the smallest: %j', (tickSize, smallest) => {
    expect(smallestTick(tickSize)).toBe(smallest);
  });
});
