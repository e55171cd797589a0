import { createClient } from '@redis/client';
import { afterEach, expect, test } from 'vitest';
import { clientOptions } from '../../src/http/sharing/RedisStore.js';
import { whyNoRedis } from '../support/startRedis.js';
import { closeMembers, joinThree, Load, startKept } from './sharedMembers.js';

const missing = whyNoRedis();
const name = (text: string) => (missing ? `${text}: skipped, ${missing}` : text);

const open: { destroy(): void }[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.destroy();
  return closeMembers();
});

const LEASES = '{fmzproto}:1:leases';
const COMMON = '{fmzproto}:1:common';
const COOLDOWNS = '{fmzproto}:1:cooldowns';
const PROCESSES = '{fmzproto}:processes';
const inTheFuture = () => Date.now() + 1e12;
const lease = { has: 1, share: 1, next: 1, since: 1, firm: 1, wish: 1, over: 1 };
const record = (of: object) => JSON.stringify({ sequence: 1, heard: Date.now(), limits: {}, ...of });

/** Something else that writes into the Redis of three who share. */
async function startDamage() {
  const redis = await startKept();
  const members = await joinThree(redis);
  const client = createClient({ ...clientOptions, url: redis.url });
  client.on('error', () => undefined);
  await client.connect();
  open.push(client);
  const load = new Load(members);
  await load.goesOn();
  return {
    members,
    load,
    write: (...command: (string | Buffer)[]): Promise<unknown> => client.sendCommand(command),
  };
}

const odd = (of: object): [string, string, string, string] => ['HSET', LEASES, '1:odd', record(of)];
const damage: readonly [string, string, string, string | Buffer][] = [
  ['HSET', LEASES, '1:odd', '{"limits":'],
  ['HSET', LEASES, '1:odd', '[1]'],
  ['HSET', LEASES, '1:odd', 'null'],
  ['HSET', LEASES, '1:odd', '{"limits":{}}'],
  ['HSET', LEASES, '1:odd', '{"sequence":1,"heard":NaN,"limits":{}}'],
  odd({ heard: inTheFuture() }),
  odd({ limits: { a: 'b' } }),
  odd({ limits: { a: { ...lease, has: null } } }),
  odd({ limits: { a: { ...lease, over: 9e14 } } }),
  ['HSET', COOLDOWNS, 'odd', 'always'],
  ['HSET', COOLDOWNS, 'odd', '12'],
  ['HSET', COOLDOWNS, 'odd', `${inTheFuture()} HTTP 418`],
  ['ZADD', PROCESSES, String(inTheFuture()), '1:odd'],
  ['HSET', COMMON, 'salt', Buffer.from([0xff, 0xfe, 0x80])],
  ['HSET', COMMON, 'began', String(inTheFuture())],
  ['HSET', COMMON, 'began', 'once'],
];

test.skipIf(missing)(
  name('what no process stores is dropped and told once, and sharing goes on'),
  async () => {
    const { members, load, write } = await startDamage();
    for (const [command, key, first, second] of damage) {
      const [field, value] = command === 'ZADD' ? [String(second), first] : [first, String(second)];
      const read = command === 'ZADD' ? 'ZSCORE' : 'HGET';
      await write(command, key, first, second);
      await expect
        .poll(async () => (await write(read, key, field)) === value && `${value} of ${key}`)
        .toBe(false);
    }
    await load.goesOn();
    expect(members.map(({ sharing }) => sharing.failing)).toEqual([false, false, false]);
    for (const { told } of members) expect(['', 'dropped']).toContain(told.join());
    expect(members.flatMap(({ told }) => told)).toContain('dropped');
    await load.stop();
  },
);

test.skipIf(missing)(name('a crowd of processes that are none is dropped'), async () => {
  const { members, load, write } = await startDamage();
  await load.stop();
  for (const score of [inTheFuture(), Date.now()])
    for (let group = 0; group < 10; group += 1) {
      const crowd = Array.from({ length: 10_000 }, (_, index) => [
        String(score),
        `1:${score}-${group}-${index}`,
      ]);
      await write('ZADD', PROCESSES, ...crowd.flat());
    }
  await expect.poll(() => write('ZCARD', PROCESSES)).toBeLessThanOrEqual(1000);
  await expect.poll(() => members.map(({ sharing }) => sharing.failing)).toEqual([false, false, false]);
  expect(members.flatMap(({ told }) => told)).toContain('dropped');
});

test.skipIf(missing)(
  name('no cooldown lasts longer than an exchange is left alone for at most'),
  async () => {
    const { members, load, write } = await startDamage();
    const [one, two] = members;
    await load.stop();
    one.sharing.noteCooldown('exchange', { until: performance.now() + 60_000, reason: 'HTTP 418' });
    await expect.poll(() => two.sharing.cooldown('exchange')?.reason).toBe('HTTP 418');
    const [field = ''] = Object(await write('HKEYS', COOLDOWNS));
    await write('HSET', COOLDOWNS, field, `${inTheFuture()} forged\n\u0007reason ${'x'.repeat(10_000)}`);
    const hour = performance.now() + 3_600_000;
    await expect.poll(() => two.sharing.cooldown('exchange')?.reason).toMatch(/^forged reason x{1,90}…$/);
    const until = two.sharing.cooldown('exchange')?.until ?? 0;
    expect(until).toBeGreaterThan(hour - 1000);
    expect(until).toBeLessThan(performance.now() + 3_600_000 + 1000);
  },
);
