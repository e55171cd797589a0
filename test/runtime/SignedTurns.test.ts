import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Cancellation } from '../../src/http/Cancellation.js';
import { SignedTurns } from '../../src/runtime/SignedTurns.js';
import { type RecordingServer, startRecordingServer } from '../../src/testing.js';
import { netKeys, networkExchange } from '../support/networkExchange.js';
import { type Plugin, startPlugin } from '../support/startPlugin.js';

let plugin: Plugin | undefined;
let server: RecordingServer | undefined;
afterEach(async () => {
  vi.useRealTimers();
  await plugin?.stop();
  await server?.close();
});

/** An exchange that counts how many requests of each key it is answering; each takes a while. */
async function start(inOrder: boolean) {
  const underWay = new Map<string, number>();
  let most = 0;
  server = await startRecordingServer(async ({ headers }) => {
    const key = String(headers.key);
    const count = (underWay.get(key) ?? 0) + 1;
    underWay.set(key, count);
    most = Math.max(most, count);
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    underWay.set(key, count - 1);
    return { body: {} };
  });
  const net = networkExchange({
    inOrder,
    methods: {
      async accounts(_params, api) {
        await api.signedGet('/balances');
        return { data: [] };
      },
      async historyorders({ since }, api) {
        await Promise.all([api.signedGet('/spot', { since }), api.signedGet('/margin', { since })]);
        return { data: [] };
      },
    },
  });
  plugin = await startPlugin({ exchanges: [net], baseUrls: { Net: server.url } });
  const { call } = plugin;
  const other = { ...netKeys, access_key: 'another-access-key' };
  const calls = Array.from({ length: 20 }, (_, index) =>
    call(
      'Net',
      'historyorders',
      { symbol: 'LTC_USDT', since: 1731028903911 + index },
      index % 2 ? netKeys : other,
    ),
  );
  for (const answer of await Promise.all(calls)) expect(answer).toHaveProperty('data', []);
  return { most, arrived: server.requests.length, call };
}

test('with inOrder an account has one signed request under way, whatever is asked at once', async () => {
  expect(await start(true)).toMatchObject({ most: 1, arrived: 40 });
});

test('identical reads that wait for their turn are sent once', async () => {
  const { call } = await start(true);
  const asked = Array.from({ length: 20 }, () => call('Net', 'accounts', {}, netKeys));
  for (const answer of await Promise.all(asked)) expect(answer).toHaveProperty('data');
  const sent = server?.requests.filter(({ path }) => path === '/balances').length;
  expect(sent).toBeGreaterThan(0);
  expect(sent).toBeLessThan(20);
});

test('without it they go together', async () => {
  const { most, arrived } = await start(false);
  expect(most).toBeGreaterThan(1);
  expect(arrived).toBe(40);
});

describe('whose turn it is', () => {
  const patient = () => new Cancellation();

  test('cancellations go first, all others as they came; other accounts do not wait', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 30 }), async (kinds) => {
        const turns = new SignedTurns();
        const first = await turns.take('mine', { cancels: false, signal: patient() });
        const went: number[] = [];
        const all = kinds.map(async (cancels, index) => {
          const release = await turns.take('mine', { cancels, signal: patient() });
          went.push(index);
          release();
        });
        (await turns.take('yours', { cancels: false, signal: patient() }))();
        expect(went).toEqual([]);
        first();
        await Promise.all(all);
        const of = (wanted: boolean) => kinds.flatMap((cancels, index) => (cancels === wanted ? index : []));
        expect(went).toEqual([...of(true), ...of(false)]);
      }),
    );
  });

  test('who does not wait any more is refused, and holds nobody up', async () => {
    const turns = new SignedTurns();
    const release = await turns.take('mine', { cancels: false, signal: patient() });
    const signal = new Cancellation();
    const late = turns.take('mine', { cancels: true, signal });
    const next = turns.take('mine', { cancels: false, signal: patient() });
    signal.abort(() => new Error('the time is up'));
    await expect(late).rejects.toMatchObject({
      outcome: 'rejected',
      message: 'was not asked in time: signed requests of an account go one at a time',
    });
    await expect(turns.take('mine', { cancels: true, signal })).rejects.toHaveProperty('outcome', 'rejected');
    release();
    (await next)();
    (await turns.take('mine', { cancels: false, signal: patient() }))();
  });

  test('an answer that hangs does not hold up the next ones for good, and its end lets nobody pass', async () => {
    vi.useFakeTimers();
    const turns = new SignedTurns();
    const hanging = await turns.take('mine', { cancels: false, signal: patient() });
    const second = turns.take('mine', { cancels: false, signal: patient() });
    let third = false;
    const last = turns.take('mine', { cancels: false, signal: patient() }).then(() => {
      third = true;
    });
    await vi.advanceTimersByTimeAsync(3000);
    const release = await second;
    hanging();
    await vi.advanceTimersByTimeAsync(0);
    expect(third).toBe(false);
    release();
    await last;
  });
});
