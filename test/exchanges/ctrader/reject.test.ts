import { expect, test } from 'vitest';
import { ExchangeError } from '../../../src/adapter/ExchangeError.js';
import { isOffStep, isUnknown, reject } from '../../../src/exchanges/ctrader/reject.js';
import { type FixField, FixMessage } from '../../../src/fix/FixMessage.js';

/** What is thrown for a message; `undefined` where that is no refusal. */
function refusalOf(type: string, ...fields: FixField[]): unknown {
  try {
    reject(new FixMessage([[35, type], ...fields]));
    return undefined;
  } catch (error) {
    return error;
  }
}

test.each(['0', '4', '5', 'F', 'I', 'C'])('a report with 150=%s is no refusal', (kind) => {
  expect(refusalOf('8', [150, kind], [58, 'NOT_ENOUGH_MONEY:no'])).toBeUndefined();
});

test.each(['W', 'X', 'y', 'AP', 'A'])('a message of type %s is no refusal', (type) => {
  expect(refusalOf(type, [58, 'text'])).toBeUndefined();
});

test.each<[string, FixField[], { code: string; message: string; hint?: RegExp }]>([
  [
    '5',
    [[58, 'InternalError: RET_INVALID_DATA']],
    { code: 'RET_INVALID_DATA', message: 'refused', hint: /password of the FIX form/ },
  ],
  [
    '5',
    [[58, "TargetSubID is assigned with the unexpected value 'TRADE', expected 'QUOTE'"]],
    {
      code: '',
      message: "TargetSubID is assigned with the unexpected value 'TRADE', expected 'QUOTE'",
      hint: /are trade= and quote= swapped/,
    },
  ],
  [
    'j',
    [[58, 'CHANNEL_IS_BLOCKED:Operations through current channel is blocked by your Broker']],
    {
      code: 'CHANNEL_IS_BLOCKED',
      message: 'Operations through current channel is blocked by your Broker',
      hint: /lets this account read over FIX, but not trade/,
    },
  ],
  ['5', [[58, 'RET_NOT_ALLOWED']], { code: 'RET_NOT_ALLOWED', message: 'refused', hint: /switched off/ }],
  [
    'j',
    [
      [58, 'ORDER_NOT_FOUND:no orders found'],
      [380, '0'],
    ],
    { code: 'ORDER_NOT_FOUND', message: 'no orders found' },
  ],
  [
    '8',
    [
      [150, '8'],
      [58, 'TRADING_BAD_VOLUME:Order volume = 0.01 is smaller than minimum allowed volume = 1000.00.'],
    ],
    {
      code: 'TRADING_BAD_VOLUME',
      message: 'Order volume = 0.01 is smaller than minimum allowed volume = 1000.00.',
      hint: /not lots/,
    },
  ],
  [
    '8',
    [
      [150, '8'],
      [103, '0'],
    ],
    { code: '0', message: 'refused' },
  ],
  [
    '9',
    [
      [58, 'Order is not open'],
      [102, '0'],
    ],
    { code: '0', message: 'Order is not open', hint: /GetOrder/ },
  ],
  [
    'Y',
    [
      [58, 'INVALID_REQUEST: Expected numeric symbolId, but got EURUSD'],
      [281, '0'],
    ],
    { code: 'INVALID_REQUEST', message: 'Expected numeric symbolId, but got EURUSD', hint: /GetMarkets/ },
  ],
  [
    '3',
    [
      [58, 'Required tag missing'],
      [373, '1'],
    ],
    { code: '1', message: 'Required tag missing' },
  ],
  [
    'j',
    [[58, 'TRADING_BAD_VOLUME:Order volume 2.00 is larger than position volume 1.00.']],
    {
      code: 'TRADING_BAD_VOLUME',
      message: 'Order volume 2.00 is larger than position volume 1.00.',
      hint: /GetPositions/,
    },
  ],
  ['5', [], { code: '', message: 'refused' }],
])('%s %j is told', (type, fields, { hint, ...told }) => {
  const error = refusalOf(type, ...fields);
  expect(error).toBeInstanceOf(ExchangeError);
  expect(error).toMatchObject({ ...told, outcome: 'rejected' });
  const given = error instanceof ExchangeError ? error.hint : undefined;
  if (hint) expect(given).toMatch(hint);
  else expect(given).toBeUndefined();
});

test('where cTrader itself ran out of time, the outcome is open', () => {
  expect(refusalOf('j', [58, 'REQUEST_TIMEOUT:no answer'])).toMatchObject({ outcome: 'unknown' });
});

test('what a refusal says', () => {
  const told = (code: string, message: string) => new ExchangeError({ code, message });
  expect(isUnknown(told('ORDER_NOT_FOUND', 'no orders found'))).toBe(true);
  expect(isUnknown(told('POSITION_NOT_FOUND', 'none'))).toBe(false);
  expect(isOffStep(told('INVALID_REQUEST', 'price has more digits than symbol allows'))).toBe(true);
  expect(isOffStep(told('TRADING_BAD_VOLUME', 'too small'))).toBe(false);
});
