import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDecimals,
  compareDecimals,
  decimalPlaces,
  divideDecimals,
  exactNumber,
  InvalidDecimalError,
  isMultipleOf,
  multiplyDecimals,
  signOf,
  subtractDecimals,
  toDecimal,
  toNumber,
} from '../../src/protocol/decimal.js';
import { ProtocolError } from '../../src/protocol/ProtocolError.js';

describe('toDecimal', () => {
  test.each([
    ['0.1', '0.1'],
    ['1.50', '1.50'],
    ['-1', '-1'],
    ['+7', '7'],
    ['.5', '0.5'],
    ['5.', '5'],
    [' 2 ', '2'],
    ['1e-7', '0.0000001'],
    ['1.5E3', '1500'],
    ['123.456e-2', '1.23456'],
    ['0e5', '0'],
    ['00012.30', '00012.30'],
    [0.1, '0.1'],
    [1e-7, '0.0000001'],
    [1e21, '1000000000000000000000'],
  ])('%s is %s', (input, output) => {
    expect(toDecimal(input)).toBe(output);
  });

  test.each([
    '',
    ' ',
    'abc',
    '1,5',
    '0x10',
    '1e',
    'NaN',
    'Infinity',
    '--1',
    '1.2.3',
    '1e9999',
    '9'.repeat(81),
    null,
    undefined,
    {},
    [],
    true,
    Number.NaN,
    Number.POSITIVE_INFINITY,
  ])('%j is no decimal', (input) => {
    expect(toDecimal(input)).toBeUndefined();
  });

  test('keeps the value of every numeric string, digit for digit', () => {
    const digits = fc.stringMatching(/^\d{1,20}$/);
    fc.assert(
      fc.property(digits, digits, fc.integer({ min: -30, max: 30 }), (whole, fraction, exponent) => {
        const plain = toDecimal(`${whole}.${fraction}e${exponent}`) ?? '';
        expect(plain).toMatch(/^\d+(\.\d+)?$/);
        expect(scaled(plain, 60)).toBe(
          BigInt(whole + fraction) * 10n ** BigInt(60 + exponent - fraction.length),
        );
      }),
    );
  });

  test('leaves a plain decimal string as it is', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^-?(0|[1-9]\d{0,20})(\.\d{1,20})?$/), (text) => {
        expect(toDecimal(text)).toBe(text);
      }),
    );
  });
});

test('arithmetic takes figures however they are written, and refuses what is none by name', () => {
  expect(isMultipleOf('3e-8', '1E-8')).toBe(true);
  expect(isMultipleOf('1.5e-8', '1e-8')).toBe(false);
  expect(compareDecimals('1.2e-8', '.000000012')).toBe(0);
  expect(multiplyDecimals('1e-4', '+0.5')).toBe('0.00005');
  expect(subtractDecimals('1', '1e-8')).toBe('0.99999999');
  expect(['1e-8', '1.0E-2', '5.'].map(decimalPlaces)).toEqual([8, 2, 0]);
  expect(['0e5', '-1e-9', ''].map(signOf)).toEqual([0, -1, 0]);
  for (const figure of ['abc', '', 'NaN', '1,000', '0x10', '1e400']) {
    expect(() => compareDecimals(figure, '1')).toThrow(`"${figure}" is not a decimal number`);
    expect(() => toNumber(figure)).toThrow(InvalidDecimalError);
  }
});

test('signOf looks at the digits', () => {
  expect(['0', '-0', '0.000', '-0.0', '0.0001', '-5', '10'].map(signOf)).toEqual([0, 0, 0, 0, 1, -1, 1]);
});

test.each([
  ['0.3', '0.1', '0.2'],
  ['10', '9.99999999', '0.00000001'],
  ['1', '2.5', '-1.5'],
  ['-1', '-1.0', '0'],
  ['123456789012345678901234567890.1', '0.1', '123456789012345678901234567890'],
  ['5.10', '0', '5.1'],
])('subtractDecimals: %s - %s is %s', (a, b, difference) => {
  expect(subtractDecimals(a, b)).toBe(difference);
});

test('decimalPlaces counts what says something', () => {
  expect(['0.10', '5', '0.000001', '1.0', ''].map(decimalPlaces)).toEqual([1, 0, 6, 0, undefined]);
});

test('toNumber refuses what an exchange leaves empty', () => {
  expect(toNumber('41006.8')).toBe(41006.8);
  expect(() => toNumber('')).toThrow('"" is not a decimal number');
});

/** The value times ten to the power of `places`. */
function scaled(plain: string, places: number): bigint {
  const [whole = '', fraction = ''] = plain.split('.');
  return BigInt(whole + fraction.padEnd(places, '0'));
}

test.each([
  ['10', '4', '2.5'],
  ['1', '3', '0.333333333333333333'],
  ['99999', '0.00066666', '150000000'],
  ['-1', '0.0000000000000000001', '-10000000000000000000'],
  ['7394.19175', '5.377594', '1375'],
])('divideDecimals: %s / %s is %s', (a, b, quotient) => {
  expect(divideDecimals(a, b)).toBe(quotient);
});

test('divideDecimals refuses to divide by nothing', () => {
  expect(() => divideDecimals('1', '0.0')).toThrow(RangeError);
});

test.each([
  [[], '0'],
  [['0.1', '0.2'], '0.3'],
  [['1', '-0.25', '90071992547409930.5'], '90071992547409931.25'],
])('addDecimals: the sum of %j is %s', (decimals, sum) => {
  expect(addDecimals(decimals)).toBe(sum);
});

describe('arithmetic agrees with whole numbers of the smallest decimal place', () => {
  const figure = fc.stringMatching(/^-?\d{1,25}(\.\d{1,12})?$/);
  const both = fc.tuple(figure, figure);
  const units = (text: string, places: number) =>
    text.startsWith('-') ? -scaled(text.slice(1), places) : scaled(text, places);

  test('subtraction and addition', () => {
    fc.assert(
      fc.property(both, ([a, b]) => {
        expect(units(subtractDecimals(a, b), 12)).toBe(units(a, 12) - units(b, 12));
        expect(units(addDecimals([a, b]), 12)).toBe(units(a, 12) + units(b, 12));
      }),
    );
  });

  test('multiplication', () => {
    fc.assert(
      fc.property(both, ([a, b]) => {
        expect(units(multiplyDecimals(a, b), 24)).toBe(units(a, 12) * units(b, 12));
      }),
    );
  });

  test('division, cut off after 18 places', () => {
    fc.assert(
      fc.property(both, ([a, b]) => {
        fc.pre(signOf(b) !== 0);
        expect(units(divideDecimals(a, b), 18)).toBe((units(a, 12) * 10n ** 18n) / units(b, 12));
      }),
    );
  });

  test('comparison and multiples', () => {
    fc.assert(
      fc.property(both, ([a, b]) => {
        const [one, other] = [units(a, 12), units(b, 12)];
        expect(compareDecimals(a, b)).toBe(one < other ? -1 : one > other ? 1 : 0);
        expect(isMultipleOf(a, b)).toBe(other !== 0n && one % other === 0n);
        if (other !== 0n) expect(isMultipleOf(multiplyDecimals(String(one), b), b)).toBe(true);
      }),
    );
  });

  test('results have no exponent, no trailing zeros, and no sign of zero', () => {
    fc.assert(
      fc.property(both, ([a, b]) => {
        for (const result of [subtractDecimals(a, b), addDecimals([a, b]), multiplyDecimals(a, b)])
          expect(result).toMatch(/^(0|(?!-0$)-?(0|[1-9]\d*)(\.\d*[1-9])?)$/);
      }),
    );
  });
});

describe('exactNumber', () => {
  test('JSON of it has the value of the decimal string, or it is refused', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 14 });
    fc.assert(
      fc.property(digits, digits, (whole, fraction) => {
        const text = `${whole}.${fraction}`;
        try {
          expect(compareDecimals(JSON.stringify(exactNumber(text)), text)).toBe(0);
        } catch (error) {
          expect(error).toBeInstanceOf(ProtocolError);
          expect(compareDecimals(String(Number(text)), text)).not.toBe(0);
        }
      }),
    );
  });

  test.each(['0.1', '0.10', '-2.5', '0.00000001', '9007199254740.91'])('%s', (text) => {
    expect(compareDecimals(JSON.stringify(exactNumber(text)), text)).toBe(0);
  });

  test.each(['0.1000000000000000055', '9007199254740993'])('%s has too many digits', (text) => {
    expect(() => exactNumber(text)).toThrow(`${text} has more digits than the exchange takes`);
  });

  test('what is no number is none', () => {
    expect(() => exactNumber('')).toThrow(InvalidDecimalError);
  });
});
