import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { defaultAccount } from '../../doubles/okx/OkxAccount.js';
import { type Served, startServe } from '../startServe.js';
import { useOkx } from './useOkx.js';

/** As Debian's package `faketime` has it. */
const library = ['x86_64', 'aarch64']
  .map((machine) => `/usr/lib/${machine}-linux-gnu/faketime/libfaketimeMT.so.1`)
  .find((path) => existsSync(path));
if (library === undefined) {
  const missing = 'a clock that jumps is not tried: libfaketime is missing (apt-get install faketime)';
  if (process.env.FMZPROTO_NEEDS_FAKETIME) throw new Error(missing);
  process.stderr.write(`${missing}\n`);
}

const { okx, folder } = useOkx('clock', { enforceLimits: true });

/** The clock of a process that a test sets, by how many seconds it is ahead. */
const setClock = (seconds: number) =>
  writeFile(join(folder(), 'clock'), `${seconds < 0 ? '' : '+'}${seconds}`);

async function serve(): Promise<Served> {
  await setClock(0);
  return startServe(['--base-url', `OKX=${okx().url}`], {
    env: {
      ...{
        LD_PRELOAD: library ?? '',
        FAKETIME_TIMESTAMP_FILE: join(folder(), 'clock'),
        FAKETIME_NO_CACHE: '1',
      },
      // As a machine does: the clock that nobody sets goes on.
      ...{ FAKETIME_DONT_FAKE_MONOTONIC: '1', DONT_FAKE_MONOTONIC: '1' },
    },
  });
}

async function place({ url }: Served, price: string): Promise<{ data?: { id: string }; error?: string }> {
  const body = JSON.stringify({
    access_key: defaultAccount.accessKey,
    secret_key: `${defaultAccount.secret},${defaultAccount.passphrase}`,
    method: 'trade',
    params: { symbol: 'BTC_USDT', type: 'buy', price, amount: '0.001' },
  });
  const { data, error } = Object(await (await fetch(`${url}/OKX`, { method: 'POST', body })).json());
  return { data, error };
}

test.runIf(library !== undefined).each([
  ['an hour ahead', 3600, 'ahead'],
  ['ten minutes back', -600, 'back'],
])(
  'the clock goes %s amid orders: each is placed once, none waits, and it is told once',
  async (_what, seconds, way) => {
    const served = await serve();
    let count = 0;
    const asked: { price: string; answer: Awaited<ReturnType<typeof place>> }[] = [];
    const placeSome = async (orders: number) => {
      for (let more = 0; more < orders; more += 1) {
        count += 1;
        const price = String(1000 + count);
        asked.push({ price, answer: await place(served, price) });
      }
    };
    await placeSome(5);
    okx().fault({ match: 'POST /api/v5/trade/order', kind: 'slow', ms: 100, times: 1e6 });
    const robots = Array.from({ length: 4 }, () => placeSome(20));
    await expect.poll(() => asked.length).toBeGreaterThan(15);
    await setClock(seconds);
    await Promise.all(robots);
    const told = `the machine's clock went ${Math.abs(seconds)} s ${way}`;
    await expect.poll(served.log).toContain(told);

    const orders = okx().orders();
    for (const { price, answer } of asked) {
      const found = orders
        .filter(({ px }) => Number(px) === Number(price))
        .map(({ ordId }) => `BTC-USDT,${ordId}`);
      expect({ price, ...answer, found }).toEqual({ price, data: { id: found[0] }, found: [found[0]] });
    }
    expect(orders).toHaveLength(asked.length);
    // Once the exchange has refused the machine's time, its own one is known: not one request was refused any more.
    const sent = okx().requests.filter(({ path }) => path === '/api/v5/trade/order').length;
    await placeSome(10);
    const now = okx().requests.filter(({ path }) => path === '/api/v5/trade/order').length;
    expect(now - sent).toBe(10);
    const measured = () => okx().requests.filter(({ path }) => path === '/api/v5/public/time').length;
    expect(measured()).toBeGreaterThan(0);
    // Back where it was: what was measured is still right.
    await setClock(0);
    await expect
      .poll(served.log)
      .toContain(`went ${Math.abs(seconds)} s ${way === 'ahead' ? 'back' : 'ahead'}`);
    await placeSome(5);
    expect(okx().orders()).toHaveLength(asked.length);
    expect(asked.filter(({ answer }) => answer.data === undefined)).toEqual([]);
    expect(served.log().split(told)).toHaveLength(2);
    served.child.kill('SIGTERM');
    expect(await served.done).toMatchObject({ code: 0 });
  },
);
