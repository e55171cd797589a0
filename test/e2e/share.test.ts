import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@redis/client';
import { afterEach, describe, expect, test } from 'vitest';
import { defaultAccount, type OkxDouble, startOkxDouble } from '../doubles/okx/startOkxDouble.js';
import { certificate } from '../doubles/proxy/certificate.js';
import { startTlsFront } from '../doubles/proxy/startTlsFront.js';
import { listen } from '../support/listen.js';
import { startRedis, whyNoRedis } from '../support/startRedis.js';
import { useOpened } from '../support/useOpened.js';
import { runCli } from './runCli.js';
import { sharedLines } from './sharedLines.js';
import { killServed, startServe } from './startServe.js';

const { accessKey: access_key, secret, passphrase } = defaultAccount;
const missing = whyNoRedis();
const name = (text: string) => (missing ? `${text}: skipped, ${missing}` : text);
const keep = useOpened();
// What is opened is closed once nobody asks it any more: the hook that is declared last runs first.
afterEach(killServed);

/** Asks for prices and places orders, more than wait for nothing, with the deadline that is usual. */
async function answers(url: string, okx: OkxDouble): Promise<void> {
  const order = { symbol: 'LTC_USDT', side: 'buy', price: 60, amount: 0.1, type: 'buy' };
  for (const [method, params] of [
    ['ticker', { symbol: 'LTC_USDT' }],
    ['trade', order],
    ['trade', order],
    ['orders', { symbol: 'LTC_USDT' }],
  ] as const) {
    const body = JSON.stringify({ access_key, secret_key: `${secret},${passphrase}`, method, params });
    const response = await fetch(`${url}/OKX`, { method: 'POST', body });
    expect(await response.json()).toHaveProperty('data');
  }
  expect(okx.orders()).toHaveLength(2);
}

/** What another program does. */
async function write(url: string, command: string[]): Promise<void> {
  const client = createClient({ url });
  await client.connect();
  await client.sendCommand(command);
  client.destroy();
}

async function serveWith(url: string, env: Record<string, string> = {}) {
  const okx = keep(await startOkxDouble({ enforceLimits: true }));
  const served = await startServe(['--base-url', `OKX=${okx.url}`, '--log-level', 'debug'], {
    env: { FMZPROTO_SHARE: url, ...env },
  });
  return { okx, served };
}

describe('what cannot be used is said in one sentence, and no order is lost', () => {
  async function says(url: string, reason: string, env?: Record<string, string>): Promise<void> {
    const { okx, served } = await serveWith(url, env);
    await answers(served.url, okx);
    const { hostname, port } = new URL(url);
    expect(sharedLines(served)).toEqual([
      `--share: Redis at ${hostname}:${port || '6379'} cannot be used, ${reason}: until it can, 1/2 of each rate limit is used here`,
    ]);
    expect(await (await fetch(`${served.url}/healthz`)).json()).toMatchObject({
      ...{ status: 'degraded', reasons: sharedLines(served) },
    });
    served.child.kill('SIGTERM');
    const { code, stdout, stderr } = await served.done;
    expect(code).toBe(0);
    expect(stdout + stderr).not.toContain('hidden');
  }

  test('an unknown host', () => says('redis://user:hidden@redis.invalid', 'its host name is unknown'));

  test('a port where nothing listens', async () => {
    const { port, close } = await listen(() => undefined);
    close();
    await says(`redis://:hidden@127.0.0.1:${port}/2`, 'nothing listens there');
  });

  test('a server of something else', async () => {
    const { port } = keep(
      await listen((socket) =>
        socket.on('data', () => socket.write('HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n')),
      ),
    );
    await says(`redis://127.0.0.1:${port}`, 'what answers there is not Redis, or wants rediss://');
    await says(`rediss://127.0.0.1:${port}`, 'it does not speak TLS: write redis:// instead of rediss://');
  });

  test('one that takes connections and never answers', async () => {
    const { port } = keep(await listen(() => undefined));
    await says(`redis://127.0.0.1:${port}`, 'it does not answer');
  });

  test.skipIf(missing)(name('a wrong password'), async () => {
    const { port } = keep(await startRedis({ requirepass: 'right' }));
    await says(`redis://:hidden@127.0.0.1:${port}`, 'it refuses the user or the password');
  });

  test.skipIf(missing)(name('one that is full'), async () => {
    const { url } = keep(await startRedis({ maxmemory: '100kb', 'maxmemory-policy': 'noeviction' }));
    await says(url, 'its memory is full');
  });

  test.skipIf(missing)(name('one whose keys another program has taken'), async () => {
    const { url } = keep(await startRedis());
    await write(url, ['SET', '{fmzproto}:processes', 'x']);
    await says(url, 'something else has changed what is stored under "{fmzproto}:", delete these keys');
  });

  test.skipIf(missing)(name('a database that there is not'), async () => {
    const { url } = keep(await startRedis());
    await says(`${url}/99`, 'it has no database of that number');
  });

  test.skipIf(missing)(name('a replica'), async () => {
    const { port } = keep(await startRedis());
    const { url } = keep(await startRedis({ replicaof: `127.0.0.1 ${port}` }));
    await says(url, 'it is a read-only replica: give the address of the primary');
  });

  test.skipIf(missing)(name('TLS of nobody known, or not asked for'), async () => {
    const { port } = keep(await startRedis());
    const front = keep(await startTlsFront(port));
    await says(
      `rediss://:hidden@127.0.0.1:${front.port}`,
      'its certificate is not trusted: name its authority in NODE_EXTRA_CA_CERTS',
    );
    await says(`redis://127.0.0.1:${front.port}`, 'what answers there is not Redis, or wants rediss://');
  });
});

test.skipIf(missing)(
  name('what another program writes is dropped and told, and limits are kept'),
  async () => {
    const { url } = keep(await startRedis());
    await write(url, ['HSET', '{fmzproto}:1:leases', '1:other', 'no JSON']);
    await write(url, ['HSET', '{fmzproto}:1:common', 'began', 'no number']);
    const { okx, served } = await serveWith(url);
    await answers(served.url, okx);
    const place = new URL(url).host;
    expect(sharedLines(served)).toEqual([
      `--share: Redis at ${place} held what fmzproto does not store, or dates to come: that was dropped, and no cooldown lasts longer than 60 min; let nothing else write keys that begin with {fmzproto}:`,
      `--share: rate limits are kept in Redis at ${place}, by 1 process`,
    ]);
  },
);

test.skipIf(missing)(name('over TLS, with a user and a database'), async () => {
  const { port } = keep(
    await startRedis({
      user: 'trader on >hidden ~{fmzproto}:* +@scripting +@hash +@sortedset +time +pexpire +select',
    }),
  );
  const front = keep(await startTlsFront(port));
  const folder = await mkdtemp(join(tmpdir(), 'share-'));
  keep({ close: () => rm(folder, { recursive: true }) });
  const file = join(folder, 'authority.pem');
  writeFileSync(file, certificate);
  const { okx, served } = await serveWith(`rediss://trader:hidden@localhost:${front.port}/3`, {
    NODE_EXTRA_CA_CERTS: file,
  });
  await answers(served.url, okx);
  expect(sharedLines(served).slice(0, 1)).toEqual([
    `--share: rate limits are kept in Redis at localhost:${front.port}, by 1 process`,
  ]);
  expect(served.log()).not.toContain('hidden');
});

test.skipIf(missing)(name('a password on the command line is warned of, and not shown'), async () => {
  const { port } = keep(await startRedis({ requirepass: 'hidden' }));
  const served = await startServe(['--share', `redis://:hidden@127.0.0.1:${port}`]);
  expect(sharedLines(served)).toEqual([
    '--share has a password, which every user of this machine can see in the process list: set FMZPROTO_SHARE instead',
    `--share: rate limits are kept in Redis at 127.0.0.1:${port}, by 1 process`,
  ]);
  expect(served.log()).not.toContain('hidden');
});

test.each([
  ['localhost:6379', 'is not the address of a Redis: write it like redis://host:6379'],
  ['http://:hidden@localhost', 'is not the address of a Redis: write it like redis://host:6379'],
  ['redis://:hidden@localhost/first', 'what follows the port is the number of a database'],
  ['redis://:hidden%ff@localhost', 'a % in the user or the password is written as %25'],
  ['redis://:hidden%zz@localhost', 'a % in the user or the password is written as %25'],
  ['redis://:hidden@localhost?processes=0', 'it takes processes=N alone'],
  ['redis://:hidden@localhost?ttl=1', 'it takes processes=N alone'],
])('%s is wrong usage, and its password is not shown', async (url, text) => {
  const { code, stderr } = await runCli(['serve', '--port', '0', '--share', url]);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^error: --share[^\n]+\n$/);
  expect(stderr).toContain(text);
  expect(stderr).not.toContain('hidden');
});
