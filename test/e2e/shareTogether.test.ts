import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { defaultAccount, type OkxDouble, startOkxDouble } from '../doubles/okx/startOkxDouble.js';
import { startGate } from '../support/startGate.js';
import { type Redis, startRedis, whyNoRedis } from '../support/startRedis.js';
import { useOpened } from '../support/useOpened.js';
import { sharedLines } from './sharedLines.js';
import { killServed, type Served, startServe } from './startServe.js';

const { accessKey: access_key, secret, passphrase } = defaultAccount;
const missing = whyNoRedis();
const keep = useOpened();
// What is opened is closed once nobody asks it any more: the hook that is declared last runs first.
afterEach(killServed);

/** So many plugins in front of one exchange and one Redis. */
async function start(count: number): Promise<{ okx: OkxDouble; redis: Redis; served: Served[] }> {
  const [okx, redis] = await Promise.all([startOkxDouble({ enforceLimits: true }), startRedis()]);
  keep(okx);
  keep(redis);
  okx.limits.forgives = 120_000;
  const served = await Promise.all(Array.from({ length: count }, () => serveWith(okx, redis.url)));
  return { okx, redis, served };
}

const serveWith = (okx: OkxDouble, url: string) =>
  // A machine that is held up answers late, and the deadline is not what is looked at.
  startServe(['--base-url', `OKX=${okx.url}`, '--timeout', '120000'], { env: { FMZPROTO_SHARE: url } });

async function ask(
  { url }: Served,
  method: string,
  params: object = { symbol: 'LTC_USDT' },
): Promise<{ data?: unknown; error?: string }> {
  const body = JSON.stringify({ access_key, secret_key: `${secret},${passphrase}`, method, params });
  const headers = { 'Http-Method': 'GET' };
  const response = await fetch(`${url}/OKX`, { method: 'POST', headers, body });
  return Object(await response.json());
}

/** @param lot makes it another order. */
const order = (served: Served, lot = 1) =>
  ask(served, 'trade', { symbol: 'LTC_USDT', side: 'buy', type: 'buy', price: 60, amount: lot / 10 });

/** Each is sent by itself. */
const pending = (served: Served) => ask(served, '__api_/api/v5/trade/orders-pending', {});

describe.skipIf(missing)(
  missing ? `processes that share: skipped, ${missing}` : 'processes that share',
  () => {
    test.each([429, 418])(
      'what HTTP %i says to one, all of them keep to, for as long as it says',
      async (status) => {
        const { okx, served } = await start(3);
        const [first, ...others] = served;
        if (!first) throw new Error('none was started');
        // Reads are tried again: what is sent once gives up at once.
        okx.fault({
          ...{ match: 'POST /api/v5/trade/order', kind: 'status', status, headers: { 'Retry-After': '10' } },
          body: { code: '50011', msg: 'Too Many Requests', data: [] },
        });
        // It looks for what became of its order, as soon as it may ask again.
        const unknown = order(first);
        await expect.poll(() => okx.requests.some(({ path }) => path === '/api/v5/trade/order')).toBe(true);
        for (const other of others) {
          await expect
            .poll(async () => String((await order(other)).error))
            .toMatch(new RegExp(`was not asked: it wants no requests .*\\(HTTP ${status}\\)`));
        }
        expect(await unknown).toHaveProperty('error');
        for (const one of served) await expect.poll(() => order(one)).toHaveProperty('data');
      },
    );

    test('no two of their orders have one client order id', async () => {
      const { okx, served } = await start(3);
      const lots = Array.from({ length: 15 }, (_, index) => index + 1);
      const answers = await Promise.all(served.flatMap((one) => lots.map((lot) => order(one, lot))));
      expect(answers.filter((answer) => !('data' in answer))).toEqual([]);
      expect(okx.orders()).toHaveLength(45);
      expect(new Set(okx.orders().map(({ clOrdId }) => clOrdId)).size).toBe(45);
    });

    test('Redis is told no key, and nothing that is made of one alone', async () => {
      const { okx, redis, served } = await start(2);
      let told = '';
      const monitor = connect(redis.port, '127.0.0.1');
      keep({ close: () => monitor.destroy() });
      monitor.on('data', (piece) => {
        told += piece;
      });
      monitor.write('MONITOR\r\n');
      await expect.poll(() => told).toContain('+OK');
      okx.fault({ match: 'GET /api/v5/trade/orders-pending', kind: 'status', status: 429, body: {} });
      for (const one of served) {
        expect(await order(one)).toHaveProperty('data');
        await pending(one);
      }
      for (const one of served) one.child.kill('SIGTERM');
      await Promise.all(served.map(({ done }) => done));
      // All of it is there, to the last word.
      expect(told.match(/"leaves\\":true/g)).toHaveLength(2);
      expect(told).toContain('HTTP 429');
      const codings = [access_key, secret, passphrase].flatMap((text) => [
        ...[text, encodeURIComponent(text)],
        ...(['base64', 'base64url', 'hex'] as const).flatMap((coding) => [
          Buffer.from(text).toString(coding).replace(/=+$/, ''),
          createHash('sha256').update(text).digest(coding),
        ]),
      ]);
      for (const coded of codings) expect(told).not.toContain(coded);
      for (const word of ['okx', `127.0.0.1:${okx.port}`, '/api/', 'LTC']) expect(told).not.toContain(word);
    });

    test('one of another version has its part, and is told of', async () => {
      const okx = keep(await startOkxDouble({ enforceLimits: true }));
      const redis = keep(await startRedis());
      const other = connect(redis.port, '127.0.0.1');
      keep({ close: () => other.destroy() });
      const script = "redis.call('ZADD', KEYS[1], redis.call('TIME')[1] * 1000, '0:other')";
      const beat = () => other.write(`EVAL "${script}" 1 {fmzproto}:processes\r\n`);
      beat();
      await new Promise((resolve) => other.once('data', resolve));
      const beats = setInterval(beat, 500);
      keep({ close: () => clearInterval(beats) });
      const served = await serveWith(okx, redis.url);
      const answers = await Promise.all(Array.from({ length: 50 }, () => pending(served)));
      expect(answers.filter((answer) => !('data' in answer))).toEqual([]);
      const counted = [...okx.rates].find(([bucket]) => bucket.includes('orders-pending'))?.[1];
      expect(counted).toMatchObject({ requests: 50, refused: 0 });
      // Half of sixty.
      expect(counted?.peak).toBeLessThanOrEqual(30);
      // A machine that is held up may say more.
      expect(sharedLines(served).slice(0, 2)).toEqual([
        `--share: other versions of fmzproto use Redis at 127.0.0.1:${redis.port}, each with its part of the limits: install one version everywhere`,
        `--share: rate limits are kept in Redis at 127.0.0.1:${redis.port}, by 2 processes`,
      ]);
    });

    test('a slow Redis, and one that stops answering: requests do not wait for each of its answers', async () => {
      const okx = keep(await startOkxDouble({ enforceLimits: true }));
      const redis = keep(await startRedis());
      const gate = keep(await startGate(redis.port));
      gate.delay = 100;
      okx.limits.forgives = 120_000;
      const served = await serveWith(okx, `redis://127.0.0.1:${gate.port}`);
      expect(await order(served)).toHaveProperty('data');
      expect(await pending(served)).toHaveProperty('data');
      expect(sharedLines(served)[0]).toMatch(/ are kept in Redis at .* by 1 process$/);
      // From now on nothing comes from Redis: whatever is answered has not waited for it.
      gate.closed = true;
      const lots = Array.from({ length: 20 }, (_, index) => index + 2);
      for (const lot of lots) expect(await order(served, lot)).toHaveProperty('data');
      // What was not asked for before, it has no part of yet.
      expect(await ask(served, 'ticker')).toHaveProperty('data');
      expect(okx.orders()).toHaveLength(21);
      await expect.poll(() => sharedLines(served).at(-1)).toContain('cannot be used, it does not answer: ');
      gate.closed = false;
      await expect.poll(() => sharedLines(served).at(-1)).toMatch(/ is in use again, by 1 process$/);
      expect(await (await fetch(`${served.url}/healthz`)).json()).toMatchObject({
        status: 'ok',
        reasons: [],
      });
    });
  },
);
