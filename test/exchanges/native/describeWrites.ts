import { describe, expect, test } from 'vitest';
import type { FaultKind } from '../../doubles/exchange/Fault.js';
import { type Bench, withBench } from './createBench.js';
import { describeLookups } from './describeLookups.js';
import { describeQuickWrites } from './describeQuickWrites.js';
import type { NativeExchange } from './NativeExchange.js';
import { type Told, toldAs } from './toldAs.js';
import type { WriteFacts } from './WriteFacts.js';
import { type Write, writesOf } from './writesOf.js';

const html = '<html><head><title>502 Bad Gateway</title></head></html>';

/** Deadlines in ms: of what is told at the deadline only, and of what is known long before it. */
const WAITED_OUT = 20_000;
const AMPLE = 40_000;

/** Each way in which a write may fail: in `done` it was carried out all the same. */
function faultsOf({
  busy,
  down,
  used,
  timeouts,
}: WriteFacts): [fault: string, kind: FaultKind, done: boolean][] {
  const refused = (what: string, status: number, body: object): [string, FaultKind, boolean][] => [
    [`${what}, not carried out`, { kind: 'status', status, body }, false],
    [`${what}, carried out`, { kind: 'status-after', status, body }, true],
  ];
  return [
    ['reset before the request was read', { kind: 'reset-before' }, false],
    ['reset after it was carried out', { kind: 'reset-after' }, true],
    ['reset in the middle of the answer', { kind: 'half-body' }, true],
    ['answered too late', { kind: 'slow', ms: 90_000 }, true],
    ['arrives too late', { kind: 'slow', ms: 90_000, late: true }, false],
    ['silence, carried out', { kind: 'never', carriedOut: true }, true],
    ['silence, not carried out', { kind: 'never' }, false],
    ...refused('429', 429, busy),
    ...refused('500', 500, down),
    ['502 HTML, not carried out', { kind: 'html', status: 502 }, false],
    ['502 HTML, carried out', { kind: 'status-after', status: 502, body: html }, true],
    ...timeouts.flatMap((timeout) => refused(...timeout)),
    ['broken JSON', { kind: 'broken-json' }, true],
    ['duplicate id, of this very order', { kind: 'status-after', status: 200, body: used }, true],
    ['duplicate id, of no order', { kind: 'json', body: used }, false],
  ];
}

/** On a busy machine a first measurement may be too coarse to prove anything: it is taken again before the next order. */
async function untilClockIsKnown({ exchange, call, asked, double }: Bench, facts: WriteFacts): Promise<void> {
  const [refusal] = facts.refusals;
  const measured = async () => {
    const before = asked(exchange.paths.time).length;
    await call('trade', refusal?.[1]);
    return asked(exchange.paths.time).length - before;
  };
  await expect.poll(measured).toBe(0);
  double.requests.length = 0;
}

/** What becomes of writes while the exchange fails: each is sent once at most, and FMZ is told what is known of it. */
export function describeWrites(exchange: NativeExchange, facts: WriteFacts): void {
  const { paths } = exchange;
  const writes = writesOf(facts);
  const run = (timeout: number, test: (bench: Bench) => Promise<void>) =>
    withBench(exchange, { timeout, options: exchange.contracts }, test);

  const outcome = (done: boolean, { method }: Write): Told => {
    if (done) return 'done';
    return facts.expiring.includes(method) ? 'not done' : 'unknown';
  };
  const table = faultsOf(facts).flatMap(([fault, kind, done]) =>
    Object.values(writes).map((write) => ({
      ...{ fault, kind, write, name: write.method, told: outcome(done, write) },
    })),
  );

  describe('what FMZ is told, and what happened', () => {
    test.concurrent.each(table)('$fault: $name is $told', async ({ kind, write, name, told }) => {
      await run(told === 'unknown' ? WAITED_OUT : AMPLE, async (bench) => {
        if (told === 'not done') await untilClockIsKnown(bench, facts);
        const params = await write.prepare(bench);
        bench.double.fault({ match: `POST ${paths[name]}`, ...kind });
        const { data, error } = await bench.call(name, params);
        expect(error ?? '').toMatch(toldAs[told]);
        expect(data === undefined).toBe(told !== 'done');
        expect(await write.carriedOut(bench)).toBe(told === 'done');
        expect(bench.double.orders().length).toBeLessThanOrEqual(1);
        const posts = name === 'setmarginlevel' && told === 'done' ? (facts.leveragePosts ?? 1) : 1;
        expect(bench.posted(paths[name])).toHaveLength(posts);
      });
    });

    test.concurrent.each(Object.values(writes))('nobody listens: $method never left', async (write) => {
      await run(AMPLE, async (bench) => {
        const params = await write.prepare(bench);
        await bench.double.close();
        expect((await bench.call(write.method, params)).error).toMatch(
          /refused the connection \(ECONNREFUSED\)/,
        );
        const there = write.method === 'trade' || write.method === 'setmarginlevel' ? 0 : 1;
        expect(bench.double.orders().length).toBe(there);
      });
    });
  });

  describe('what is read before a write fails: nothing was changed, and that is said', () => {
    const kinds: FaultKind[] = [
      { kind: 'html' },
      { kind: 'reset-before' },
      { kind: 'never' },
      { kind: 'status', status: 429, body: facts.busy },
    ];

    test.concurrent.each(
      facts.reads.flatMap(([match, method, params]) =>
        kinds.map((kind) => ({ match, method, params, kind })),
      ),
    )('$match $kind.kind: $method', async ({ match, method, params, kind }) => {
      await run(WAITED_OUT, async ({ double, call }) => {
        double.fault({ match, times: 9, ...kind });
        const { error } = await call(method, params);
        expect(error).toMatch(/nothing was changed, it failed before that$/);
        expect(error).not.toMatch(/outcome unknown/);
        expect(double.requests.filter((request) => request.method === 'POST')).toEqual([]);
      });
    });
  });

  describeLookups(exchange, facts);
  describeQuickWrites(exchange, facts);
}
