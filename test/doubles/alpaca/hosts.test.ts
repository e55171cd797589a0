import { expect, it } from 'vitest';
import { liveAccount, paperAccount } from './startAlpacaDouble.js';
import { useAlpaca } from './useAlpaca.js';

const { alpaca, client, open } = useAlpaca();
const bar = '/v2/stocks/AAPL/bars?timeframe=1Day&start=2026-01-01T00:00:00Z&limit=1';

it('counts at each host what that has seen', async () => {
  await client.get('/v2/clock');
  await client.get('/v2/clock', { host: 'paper' });
  await client.data(bar);
  await client.data('/v2/clock');
  const seen = ({ requests }: { requests: { path: string }[] }) => requests.map(({ path }) => path);
  expect(seen(alpaca().live)).toEqual(['/v2/clock']);
  expect(seen(alpaca().paper)).toEqual(['/v2/clock']);
  expect(seen(alpaca().data)).toEqual(['/v2/stocks/AAPL/bars', '/v2/clock']);
});

it('refuses the paths of another host, and the keys of another environment', async () => {
  expect(await client.data('/v2/clock')).toMatchObject({ status: 404 });
  expect(await client.get(bar)).toMatchObject({ status: 404 });
  expect(await client.get('/v2/clock', { account: paperAccount })).toMatchObject({
    ...{ status: 401, body: { message: 'unauthorized.' } },
  });
  expect(await client.get('/v2/clock', { host: 'paper', account: liveAccount })).toMatchObject({
    status: 401,
  });
  const wrong = { ...liveAccount, secret: 'wrong' };
  expect(await client.get('/v2/account', { account: wrong })).toMatchObject({ status: 401 });
  for (const account of [liveAccount, paperAccount]) {
    expect(await client.data(bar, account)).toMatchObject({ status: 200 });
  }
});

it('answers with a page where there are no keys, unless it is about coins', async () => {
  const { status, text, headers } = await client.get('/v2/account', { account: null });
  expect([status, headers.get('content-type')]).toEqual([401, 'text/html']);
  expect(text).toContain('<title>401 Authorization Required</title>');
  expect(await client.data(bar, null)).toMatchObject({ status: 401 });
  expect(await client.data('/v1beta3/crypto/us/snapshots?symbols=BTC/USD', null)).toMatchObject({
    status: 200,
  });
});

it('counts 200 requests a minute for each account, apart for trading and for data', async () => {
  await open({ enforceLimits: true });
  const answers = [];
  for (let index = 0; index < 201; index += 1) answers.push(await client.get('/v2/clock'));
  expect(answers.map(({ status }) => status).filter((status) => status === 429)).toHaveLength(1);
  const [first] = answers;
  expect(first?.headers.get('x-ratelimit-limit')).toBe('200');
  expect(first?.headers.get('x-ratelimit-remaining')).toBe('199');
  const reset = Number(answers.at(-1)?.headers.get('x-ratelimit-reset'));
  expect(reset * 1000).toBeGreaterThan(Date.now());
  expect(answers.at(-1)?.body).toEqual({ code: 42910000, message: 'rate limit exceeded' });
  expect(await client.data(bar)).toMatchObject({ status: 200 });
  expect(await client.get('/v2/clock', { host: 'paper' })).toMatchObject({ status: 200 });
});
