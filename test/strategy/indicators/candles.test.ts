import fc from 'fast-check';
import { expect, test } from 'vitest';
import { talib } from '../../../src/strategy/indicators/talib.js';

/** A candle of prices. */
type Candle = Record<'Open' | 'High' | 'Low' | 'Close', number>;

/** Mostly falling candles, which open near the Close before: the pattern occurs, and so does all that just misses it. */
const someCandles = fc
  .array(
    fc.record({
      gap: fc.integer({ min: -1, max: 3 }),
      body: fc.oneof(
        { weight: 2, arbitrary: fc.integer({ min: 0, max: 4 }) },
        { weight: 5, arbitrary: fc.integer({ min: -5, max: -1 }) },
      ),
      upper: fc.integer({ min: 0, max: 3 }),
      lower: fc.integer({ min: 0, max: 1 }),
      tall: fc.boolean(),
    }),
    { maxLength: 100, size: 'max' },
  )
  .map((steps) => {
    let price = 1000;
    return steps.map(({ gap, body, upper, lower, tall }): Candle => {
      const [open, close] = [price + gap, price + gap + body];
      price = close;
      const high = Math.max(open, close) + upper + (tall ? 15 : 0);
      return { Open: open, High: high, Low: Math.min(open, close) - lower, Close: close };
    });
  });

/** TA-Lib's description, said of four candles and the ten before each. */
function endsThreeCrows(candles: readonly Candle[], index: number): boolean {
  const [white, one, two, three] = candles.slice(index - 3, index + 1);
  if (!white || !one || !two || !three) return false;
  const crows = [one, two, three];
  const isShort = (candle: Candle, place: number) => {
    const before = candles.slice(place - 10, place);
    const ranges = before.reduce((total, { High, Low }) => total + High - Low, 0);
    return 100 * (candle.Close - candle.Low) < ranges;
  };
  return (
    white.Close >= white.Open &&
    crows.every(({ Open, Close }) => Close < Open) &&
    crows.every((candle, place) => isShort(candle, index - 2 + place)) &&
    one.Close < white.High &&
    two.Close < one.Close &&
    three.Close < two.Close &&
    one.Close < two.Open &&
    two.Open < one.Open &&
    two.Close < three.Open &&
    three.Open < two.Open
  );
}

test('three black crows are what TA-Lib describes', () => {
  let found = 0;
  fc.assert(
    fc.property(someCandles, (candles) => {
      const wanted = candles.map((_, index) => {
        if (index < 13) return Number.NaN;
        return endsThreeCrows(candles, index) ? -100 : 0;
      });
      found += wanted.filter((value) => value === -100).length;
      expect(talib.CDL3BLACKCROWS(candles)).toEqual(wanted);
    }),
    { numRuns: 400 },
  );
  expect(found).toBeGreaterThan(0);
});

const candle = (open: number, high: number, low: number, close: number): Candle => ({
  ...{ Open: open, High: high, Low: low, Close: close },
});

test('three black crows after a rise', () => {
  const rise = Array.from({ length: 12 }, (_, index) =>
    candle(100 + index, 103 + index, 99 + index, 102 + index),
  );
  const white = candle(112, 116, 111, 115);
  const crows = [candle(115, 115.5, 112, 112), candle(114, 114, 110, 110), candle(111, 111, 107, 107)];
  const later = candle(107, 109, 106, 108);
  const values = talib.CDL3BLACKCROWS([...rise, white, ...crows, later]);
  expect(values.slice(12)).toEqual([Number.NaN, 0, 0, -100, 0]);
});
