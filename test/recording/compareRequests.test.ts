import { describe, expect, test } from 'vitest';
import { compareRequests } from '../../src/recording/compareRequests.js';

const minute = 60_000;
const day = 86_400_000;
const recorded = Date.parse('2026-11-20T10:00:00.000Z');
const now = Date.parse('2027-03-01T12:34:56.789Z');
const iso = (time: number) => new Date(time).toISOString();

/** What differs between two requests with such a value, recorded then and asked now. */
const compare = (before: unknown, after: unknown, name = 'value') =>
  compareRequests(
    { verb: 'POST', path: '/order', query: {}, body: { [name]: before } },
    { verb: 'POST', path: '/order', query: {}, body: { [name]: after } },
    { recorded, asked: [now] },
  );

const made = (letter: string) => `fmz${letter.repeat(28)}`;
const uuid = (digit: string) => `${digit.repeat(8)}-${digit.repeat(4)}-4000-8000-${digit.repeat(12)}`;

describe('the same is asked for', () => {
  test.each([
    ['text', 'BTC-USDT', 'BTC-USDT'],
    ['a number as a text', 5, '5'],
    ['lists and objects', [{ a: [1, null] }], [{ a: [1, null] }]],
    ['the same time', String(recorded), String(recorded)],
  ])('%s', (_what, before, after) => {
    expect(compare(before, after)).toEqual({ time: 0, ids: [] });
  });

  test.each([
    ['ms', String(recorded - 7), String(now)],
    ['a number of ms', recorded, now],
    ['s', String(recorded / 1000), String(Math.floor(now / 1000))],
    ['s with a fraction', `${recorded / 1000}.25`, `${Math.floor(now / 1000)}.5`],
    ['µs', `${recorded}000`, `${now}123`],
    ['ns', `${recorded}000000`, `${now}123456`],
    ['ISO 8601', iso(recorded), iso(now)],
    ['ISO 8601 without ms', '2026-11-20T10:00:00Z', '2027-03-01T12:34:56Z'],
    ['the start of the day', String(recorded - (recorded % day)), String(now - (now % day))],
    ['as long ago then as now', String(recorded - 90 * day), String(now - 90 * day - minute)],
  ])('now in %s', (_what, before, after) => {
    expect(compare(before, after)).toMatchObject({ ids: [] });
  });

  test('an id that the client makes up, also within a text', () => {
    expect(compare(made('a'), made('b'))).toEqual({ time: 0, ids: [[made('a'), made('b')]] });
    expect(compare(`t-${made('a')}`, `t-${made('b')}`)).toMatchObject({ ids: [[made('a'), made('b')]] });
    expect(compare(uuid('1'), uuid('2'), 'client_order_id')).toMatchObject({ ids: [[uuid('1'), uuid('2')]] });
  });

  test('keys and accounts, which a recording does not hold', () => {
    expect(compare('***', 'my-key', 'apiKey')).toBeDefined();
    expect(compare('key:***;', 'key:mine;')).toBeDefined();
    expect(compare('73120', '10009', 'account-id')).toBeDefined();
  });
});

describe('something else is asked for', () => {
  test.each([
    ['another symbol', 'BTC-USDT', 'ETH-USDT'],
    ['another amount', '0.10', '0.1'],
    ['another list', [1, 2], [1]],
    ['a list instead of an object', { 0: 'a' }, ['a']],
    ['one more field', { a: 1 }, { a: 1, b: 2 }],
    ['another field', { a: 1 }, { b: 1 }],
    ['null instead of a text', null, 'x'],
    ['a time of long ago', String(recorded), String(now - 2 * day)],
    ['another time of long ago', String(recorded - 90 * day), String(now - 80 * day)],
    ['a time in another unit', String(recorded), String(Math.floor(now / 1000))],
    ['digits that are no time', '1234567890123', '1234567890124'],
    ['a date that is none', '2026-13-45', '2026-14-45'],
    ['an id of the exchange', '9100000000000000001', '9100000000000000002'],
    ['an id made up by others', uuid('1'), uuid('2')],
    ['a made-up id instead of none', made('a'), 'x'],
    ['another account of another look', '73120', 'main', 'uid'],
    ['another text around a key', 'key:***;', 'sign:mine;'],
  ])('%s', (_what, before, after, name?: string) => {
    expect(compare(before, after, name)).toBeUndefined();
  });

  const request = { verb: 'GET' as const, path: '/a', query: { x: '1' }, body: undefined };
  test.each([
    ['verb', { ...request, verb: 'DELETE' as const }],
    ['path', { ...request, path: '/b' }],
    ['query', { ...request, query: { x: '2' } }],
    ['part of the query', { ...request, query: {} }],
    ['body', { ...request, body: { x: '1' } }],
  ])('another %s', (_what, asked) => {
    expect(compareRequests(request, asked, { recorded, asked: [now] })).toBeUndefined();
    expect(compareRequests(request, request, { recorded, asked: [now] })).toEqual({ time: 0, ids: [] });
  });
});

test('how far apart two times are is said', () => {
  expect(compare(String(recorded - minute), String(now - 3 * minute))?.time).toBe(2 * minute);
  expect(compare(String(recorded), String(now))?.time).toBe(1);
});
