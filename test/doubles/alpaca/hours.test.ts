import { expect, it } from 'vitest';
import { Calendar, newYorkText, timeOf } from './newYork.js';
import { useAlpaca } from './useAlpaca.js';

const at = (text: string) => Date.parse(text);
const { alpaca, client, open } = useAlpaca({ at: at('2026-03-06T11:00:00-05:00') });
const limit = {
  ...{ symbol: 'AAPL', qty: '1', side: 'buy', type: 'limit', time_in_force: 'day', limit_price: '250' },
};

it('knows when New York changes its clocks', () => {
  expect(newYorkText(at('2026-03-08T06:59:59Z'))).toBe('2026-03-08T01:59:59-05:00');
  expect(newYorkText(at('2026-03-08T07:00:00Z'))).toBe('2026-03-08T03:00:00-04:00');
  expect(newYorkText(at('2026-11-01T05:59:59Z'))).toBe('2026-11-01T01:59:59-04:00');
  expect(newYorkText(at('2026-11-01T06:00:00Z'))).toBe('2026-11-01T01:00:00-05:00');
  expect(timeOf(Date.UTC(2026, 6, 1), 570)).toBe(at('2026-07-01T09:30:00-04:00'));
});

it('is open on weekdays that are no holidays', () => {
  const calendar = new Calendar();
  calendar.holidays.add('2026-11-26');
  expect(calendar.session(at('2026-11-25T09:29:59-05:00'))).toBe('pre');
  expect(calendar.session(at('2026-11-25T09:30:00-05:00'))).toBe('core');
  expect(calendar.session(at('2026-11-25T16:00:00-05:00'))).toBe('after');
  expect(calendar.session(at('2026-11-25T20:00:00-05:00'))).toBe('closed');
  expect(calendar.session(at('2026-11-26T12:00:00-05:00'))).toBe('closed');
  expect(calendar.session(at('2026-11-28T12:00:00-05:00'))).toBe('closed');
  expect(calendar.next(at('2026-11-25T16:30:00-05:00'), 570)).toBe(at('2026-11-27T09:30:00-05:00'));
});

it('tells by its clock when it opens', async () => {
  expect((await client.get('/v2/clock')).body).toMatchObject({
    ...{ timestamp: expect.stringMatching(/^2026-03-06T11:00:0/), is_open: true },
    ...{ next_open: '2026-03-09T09:30:00-04:00', next_close: '2026-03-06T16:00:00-05:00' },
  });
  alpaca().moveTo(at('2026-03-06T17:00:00-05:00'));
  expect((await client.get('/v2/clock')).body).toMatchObject({
    ...{ is_open: false, next_open: '2026-03-09T09:30:00-04:00', next_close: '2026-03-09T16:00:00-04:00' },
  });
});

it('keeps what comes after hours for the next session', async () => {
  await open({ at: at('2026-03-06T21:00:00-05:00') });
  const id = await client.placed(limit);
  const coin = await client.placed({
    ...{ symbol: 'BTC/USD', qty: '0.01', side: 'buy', type: 'market', time_in_force: 'gtc' },
  });
  expect(await client.order(id)).toMatchObject({ status: 'accepted', expires_at: '2026-03-09T20:00:00Z' });
  expect(await client.order(coin)).toMatchObject({ status: 'filled' });
  alpaca().moveTo(at('2026-03-09T09:31:00-04:00'));
  expect(await client.order(id)).toMatchObject({ status: 'filled' });
});

it('trades before and after hours what is meant for that', async () => {
  await open({ at: at('2026-03-06T17:00:00-05:00') });
  const queued = await client.placed(limit);
  const traded = await client.placed({ ...limit, extended_hours: true });
  expect(await client.order(queued)).toMatchObject({ status: 'accepted' });
  expect(await client.order(traded)).toMatchObject({ status: 'filled' });
});

it('ends at the close what is good for a day', async () => {
  const id = await client.placed({ ...limit, limit_price: '200' });
  const kept = await client.placed({ ...limit, limit_price: '200', time_in_force: 'gtc' });
  alpaca().moveTo(at('2026-03-06T16:00:01-05:00'));
  expect(await client.order(id)).toMatchObject({ status: 'expired', expired_at: expect.any(String) });
  expect(await client.order(kept)).toMatchObject({ status: 'new' });
});

it('opens at the start in a core session, or an evening', async () => {
  for (const [start, is_open] of [
    ['open', true],
    ['closed', false],
  ] as const) {
    await open({ at: start });
    expect((await client.get('/v2/clock')).body).toMatchObject({ is_open });
  }
});
