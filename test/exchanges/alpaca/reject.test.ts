import { expect, test } from 'vitest';
import { ExchangeError } from '../../../src/adapter/ExchangeError.js';
import { isOffStep, isReplaced, isUnknown, reject } from '../../../src/exchanges/alpaca/reject.js';
import { NetworkError } from '../../../src/http/NetworkError.js';
import { Reply, ReplyHeaders } from '../../../src/http/Reply.js';

/** What is thrown for an answer; `undefined` where that is none of a refusal. */
function refusalOf(status: number, body: unknown): unknown {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  try {
    reject(new Reply(status, new ReplyHeaders(), text));
    return undefined;
  } catch (error) {
    return error;
  }
}

test.each([
  [200, { id: '1' }],
  [204, ''],
  [207, [{ id: '1', status: 500 }]],
])('HTTP %i is no refusal', (status, body) => {
  expect(refusalOf(status, body)).toBeUndefined();
});

test.each([
  [422, { code: 42210000, message: 'invalid crypto time_in_force' }, '42210000', undefined],
  [403, { code: 40310000, message: 'insufficient buying power' }, '40310000', /^GetAccount tells/],
  [
    403,
    { code: 40310000, message: 'insufficient balance for USDT (requested: 2, available: 0)' },
    '40310000',
    /fee/,
  ],
  [
    403,
    { code: 40310000, message: 'potential wash trade detected. use complex orders' },
    '40310000',
    /cancel that one/,
  ],
  [422, { code: 42210000, message: 'order is already in "filled" state' }, '42210000', /GetOrder/],
  [404, { code: 40410000, message: 'order not found for 7' }, '40410000', undefined],
  [400, { message: 'invalid limit' }, '400', undefined],
  [
    403,
    { code: 42210000, message: 'subscription does not permit querying recent SIP data' },
    '42210000',
    /,sip/,
  ],
])('HTTP %i %j is decided', (status, body, code, hint) => {
  const error = refusalOf(status, body);
  expect(error).toBeInstanceOf(ExchangeError);
  expect(error).toMatchObject({ code, message: body.message, outcome: 'rejected' });
  const given = error instanceof ExchangeError ? error.hint : undefined;
  if (hint) expect(given).toMatch(hint);
  else expect(given).toBeUndefined();
});

test('without keys, or with wrong ones, it is said which box to look at', () => {
  const page = '<html><head><title>401 Authorization Required</title></head><body>nginx</body></html>';
  for (const body of [page, { message: 'unauthorized.' }, '']) {
    const error = refusalOf(401, body);
    expect(error).toMatchObject({
      code: '401',
      outcome: 'rejected',
      hint: expect.stringContaining(',simulate'),
    });
  }
});

test.each([
  [422, { code: 40010001, message: 'client_order_id must be unique' }],
  [429, { code: 42910000, message: 'rate limit exceeded' }],
  [500, { code: 50010000, message: 'internal server error' }],
  [504, { message: 'timeout' }],
])('HTTP %i %j leaves the outcome open', (status, body) => {
  expect(refusalOf(status, body)).toMatchObject({ message: body.message, outcome: 'unknown' });
});

test.each([502, 403, 404])('a page with HTTP %i is no answer of Alpaca', (status) => {
  const error = refusalOf(status, '<html><body>Bad Gateway</body></html>');
  expect(error).toBeInstanceOf(NetworkError);
  expect(error).toMatchObject({ outcome: 'unknown' });
});

test('what the text of a refusal tells', () => {
  const told = (message: string, code = '42210000') => new ExchangeError({ code, message });
  expect(isOffStep(told('invalid limit_price 1.001. sub-penny increment does not fulfill'))).toBe(true);
  expect(isOffStep(told('insufficient buying power'))).toBe(false);
  expect(isUnknown(told('order not found', '40410000'))).toBe(true);
  expect(isReplaced(told('order is already in "replaced" state'))).toBe(true);
  expect(isReplaced(told('order is already in "filled" state'))).toBe(false);
});
