import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareDecimals, isMultipleOf, subtractDecimals } from '../../../src/protocol/decimal.js';
import { ProtocolError } from '../../../src/protocol/ProtocolError.js';
import { ExchangeState } from '../../../src/strategy/docker/ExchangeState.js';
import { cutToSteps } from '../../../src/strategy/docker/steps.js';

const settings = {
  ...{ url: 'http://127.0.0.1:9/OKX', name: 'OKX', label: '', currency: 'BTC_USDT' },
  ...{ period: 60, precision: 'auto' as const, perpetualFor: 'none' as const },
};

const decimal = fc
  .tuple(fc.bigInt({ min: 1n, max: 10n ** 14n }), fc.nat({ max: 8 }))
  .map(([digits, places]) => {
    const text = digits.toString().padStart(places + 1, '0');
    return places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`;
  });

const step = fc.constantFrom(1, 5, 10, 0.1, 0.5, 0.25, 0.01, 0.00001, 1e-7, 1e-8);

test('a cut is a multiple of its step, and less than a step away; what would be nothing is refused', async () => {
  await fc.assert(
    fc.asyncProperty(decimal, decimal, step, step, async (price, amount, tick, lot) => {
      const row = { symbol: 'BTC_USDT', base_asset: '', quote_asset: '', tick_size: tick, amount_size: lot };
      const docker = {
        state: new ExchangeState(settings, 1),
        keys: { access_key: '', secret_key: '' },
        market: async () => ({ ...NOTHING, ...row }),
      };
      const order = { symbol: 'BTC_USDT', type: 'sell', price, amount };
      const cut = await cutToSteps(order, docker).catch((error: unknown) => error);
      const [priceStep, lotStep] = [tick, lot].map((one) => one.toFixed(8));
      if (priceStep === undefined || lotStep === undefined) throw new Error('no steps');
      if (cut instanceof ProtocolError) {
        expect(compareDecimals(price, priceStep) < 0 || compareDecimals(amount, lotStep) < 0).toBe(true);
        return;
      }
      if (typeof cut !== 'object' || cut === null || !('price' in cut) || !('amount' in cut)) throw cut;
      for (const [value, from, by] of [
        [String(cut.price), price, priceStep],
        [String(cut.amount), amount, lotStep],
      ] as const) {
        expect(isMultipleOf(value, by)).toBe(true);
        const lost = subtractDecimals(from, value);
        expect(compareDecimals(lost, '0')).toBeGreaterThanOrEqual(0);
        expect(compareDecimals(lost, by)).toBe(-1);
      }
    }),
  );
});

test.each(Array.from({ length: 19 }, (_, places) => places))(
  'SetPrecision to %i places leaves what has no more',
  async (places) => {
    const state = new ExchangeState(settings, 1);
    state.precision = { price: places, amount: places };
    const docker = { state, keys: { access_key: '', secret_key: '' }, market: async () => undefined };
    const least = places === 0 ? '1' : `0.${'1'.padStart(places, '0')}`;
    for (const figure of ['1', '1000', least]) {
      const order = { symbol: 'BTC_USDT', type: 'sell', price: figure, amount: figure };
      expect(await cutToSteps(order, docker)).toMatchObject({ price: figure, amount: figure });
    }
  },
);

const NOTHING = {
  ...{ price_precision: undefined, amount_precision: undefined, min_qty: undefined, max_qty: undefined },
  ...{ min_notional: undefined, max_notional: undefined, ct_val: undefined },
};
