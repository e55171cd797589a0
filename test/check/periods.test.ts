import { expect, test } from 'vitest';
import { periodFor } from '../../src/check/sampleParams.js';
import { checkBroker, failures, outcomes, type Tamper } from './checkBroker.js';

/** A broker that has bars of some periods alone. */
const only =
  (periods: readonly string[], error: string): Tamper =>
  ({ method, params }, answer) =>
    method === 'records' && !periods.includes(String(params.period)) ? { error } : answer;

test('bars of the length that an error names are looked at', async () => {
  const error = 'there are no bars of 60 minutes: use one of 1, 5, 15, 1440 (minutes)';
  const report = await checkBroker(
    {},
    { only: ['records', 'trades'], tamper: only(['1', '5', '15', '1440'], error) },
  );
  expect(failures(report)).toEqual([]);
  expect(outcomes(report)).toMatchObject({
    'records.shape': 'ok',
    'records.spacing': 'ok',
    'records.defaults': 'ok',
    'records.limit-of-one': 'ok',
    'records.numbers': 'ok',
  });
});

test('they are still looked at closely', async () => {
  const error = 'there are no bars of 60 minutes: use one of 5 (minutes)';
  const named = only(['5'], error);
  const tamper: Tamper = (request, answer) => {
    const { data, ...rest } = Object(named(request, answer));
    return request.method === 'records' && data ? { data: [...data].reverse() } : { data, ...rest };
  };
  const report = await checkBroker({}, { only: ['records.oldest-first'], tamper });
  expect(failures(report)).toEqual([expect.stringContaining('comes after')]);
});

test('where an error names none, bars are skipped, and what it said is the reason', async () => {
  const report = await checkBroker({}, { only: ['records'], tamper: only([], 'unknown interval') });
  expect(failures(report)).toEqual([]);
  expect(outcomes(report)).toMatchObject({
    'records.known': 'ok',
    'records.shape': 'no bars of this length: unknown interval',
    'records.numbers': 'no bars of this length: unknown interval',
  });
});

test('another error is a defect as before', async () => {
  const report = await checkBroker({}, { only: ['records.shape'], tamper: only([], 'no such security') });
  expect(failures(report)).toEqual(['records.shape: an error instead of data: no such security']);
});

test.each([
  ['there are no bars of 60 minutes: use one of 1, 5, 15, 1440 (minutes)', '15'],
  ['there are no bars of 60 minutes: use one of 240, 1440 (minutes)', '240'],
  ['invalid period 60, supported: 1, 3, 30', '30'],
  ['AAPL_USD: error 17 after 5 tries', '60'],
  ['invalid period', '60'],
  [undefined, '60'],
])('%s: %s', (error, period) => {
  expect(periodFor(error)).toBe(period);
});
