import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { whyNoRedis } from '../support/startRedis.js';
import { after, closeMembers, joinThree, Load, Meter, send, startKept } from './sharedMembers.js';

const missing = whyNoRedis();
const name = (text: string) => (missing ? `${text}: skipped, ${missing}` : text);

afterEach(closeMembers);

const requests = fc.array(
  fc.record({
    member: fc.nat(2),
    cost: fc.integer({ min: 1, max: 4 }),
    /** In ms. */
    after: fc.nat(40),
    arrives: fc.nat(30),
    returns: fc.nat(30),
    fault: fc.option(fc.constantFrom('cut', 'closed', 'open'), { freq: 8, nil: undefined }),
  }),
  { minLength: 40, maxLength: 60 },
);

test.skipIf(missing)(
  name(
    'as the exchange counts, processes together never exceed a limit, whatever becomes of their connections',
  ),
  async () => {
    const members = await joinThree(await startKept());
    let run = 0;
    await fc.assert(
      fc.asyncProperty(requests, async (asked) => {
        run += 1;
        const limit = { name: `run ${run}`, requests: 12, per: 200 };
        const meter = new Meter();
        const sent: Promise<void>[] = [];
        for (const one of asked) {
          await after(one.after);
          const member = members[one.member];
          if (!member) continue;
          if (one.fault === 'cut') member.gate.cut();
          else if (one.fault) member.gate.closed = one.fault === 'closed';
          sent.push(send(member, limit, meter, one));
        }
        for (const { gate } of members) gate.closed = false;
        await Promise.all(sent);
        expect(meter.peak(limit.per)).toBeLessThanOrEqual(limit.requests);
      }),
      { numRuns: 6, endOnFailure: true },
    );
  },
);

test.skipIf(missing)(
  name('one that is cut off goes on with its share, which the others leave to it, and comes back'),
  async () => {
    const [one, ...others] = await joinThree(await startKept());
    const load = new Load([one, ...others]);
    await load.goesOn();
    const before = one.told.length;
    one.gate.closed = true;
    // On a busy machine it may have been told before.
    await expect.poll(() => one.told.slice(before)).toContain('lost, 1/3');
    await load.goesOn();
    await load.goesOn();
    one.gate.closed = false;
    await expect.poll(() => one.told.at(-1)).toBe('found, 3');
    await load.goesOn();
    await load.stop();
  },
);

test.skipIf(missing)(name('a Redis that comes back has lost everything: no limit is exceeded'), async () => {
  const redis = await startKept();
  const members = await joinThree(redis);
  const load = new Load(members);
  await load.goesOn();
  // At once, and after all of them have gone on by themselves.
  await redis.restart();
  await load.goesOn();
  redis.signal('SIGKILL');
  await expect.poll(() => members.every(({ told }) => told.includes('lost, 1/3'))).toBe(true);
  await load.goesOn();
  await redis.restart();
  await expect.poll(() => members.every(({ told }) => told.at(-1) === 'found, 3')).toBe(true);
  await load.goesOn();
  await load.stop();
});

test.skipIf(missing)(name('one that needs more than the others gets it'), async () => {
  const [one, two, three] = await joinThree(await startKept());
  const all = new Load([one, two, three]);
  await all.goesOn();
  await all.stop();
  const alone = new Load([one]);
  // It has what the others have left.
  await expect
    .poll(() => alone.meter.arrived.length > 0 && alone.meter.peak(alone.limit.per))
    .toBe(alone.limit.requests);
  await alone.stop();
});

test.skipIf(missing)(name('a limit of one is shared in turns'), async () => {
  const members = await joinThree(await startKept());
  const meter = new Meter();
  const limit = { name: 'rare', requests: 1, per: 100 };
  const sent = members.flatMap((member) =>
    Array.from({ length: 4 }, () => send(member, limit, meter, { cost: 1, arrives: 1, returns: 1 })),
  );
  await Promise.all(sent);
  expect(meter.arrived).toHaveLength(12);
  expect(meter.peak(limit.per)).toBe(1);
});
