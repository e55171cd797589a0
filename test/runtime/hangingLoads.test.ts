import { setTimeout as sleep } from 'node:timers/promises';
import * as v from 'valibot';
import { afterEach, expect, test } from 'vitest';
import { defineExchange } from '../../src/adapter/defineExchange.js';
import { SwrCache } from '../../src/adapter/SwrCache.js';
import { type RecordingServer, startRecordingServer } from '../../src/testing.js';
import { startOkxDouble } from '../doubles/okx/startOkxDouble.js';
import { type Plugin, startPlugin } from '../support/startPlugin.js';

const TIMEOUT = 1000;
const keys = { access_key: 'an-access-key', secret_key: 'a-secret-key-of-mine' };

let plugin: Plugin;
let server: RecordingServer | undefined;
afterEach(async () => {
  await plugin?.stop();
  await server?.close();
  server = undefined;
});

test('OKX: instruments that never come, and a plugin that works again when they do', async () => {
  const double = await startOkxDouble();
  plugin = await startPlugin({ baseUrls: { OKX: double.url }, timeout: TIMEOUT });
  const ask = () => plugin.call('OKX', 'ticker', { symbol: 'BTC_USDT' });
  // Its code is loaded by then.
  await expect.poll(async () => (await plugin.call('OKX', 'nothing')).error).toContain('unknown method');
  double.fault({ match: '*', kind: 'never', times: 10_000 });
  for (let round = 0; round < 3; round += 1) {
    for (const { error } of await Promise.all(Array.from({ length: 20 }, ask)))
      expect(error).toMatch(/^the list of markets did not load in time/);
  }
  double.clearFaults();
  // On a busy machine the first answers may take longer than a call has.
  await expect.poll(ask).toHaveProperty('data');
  await double.close();
});

/** An author's adapter: what it keeps is read once, whoever asks, and a session is opened for each account. */
async function startMine(answer: (path: string) => Promise<void>, connect?: () => Promise<string>) {
  server = await startRecordingServer(async ({ path }) => {
    await answer(path);
    return { body: { time: Date.now() } };
  });
  const mine = defineExchange({
    name: 'Mine',
    baseUrl: server.url,
    credentials: v.object({ access_key: v.string(), secret_key: v.string() }),
    sign: (request) => request,
    createState: () => ({ kept: new SwrCache<string>({ fresh: 60_000, stale: 60_000 }) }),
    connect: connect ?? (async () => 'a session'),
    methods: {
      async accounts(_params, api) {
        await api.connect();
        return { data: [] };
      },
      async io(_params, api) {
        return {
          data: await api.state.kept.get('x', async () => (await api.get('/kept')).text, api),
        };
      },
    },
  });
  plugin = await startPlugin({ exchanges: [mine], timeout: TIMEOUT });
  return server;
}

test("an author's cache: a load goes on when the call that began it has been answered, and is there for the next", async () => {
  const asked = await startMine((path) => sleep(path === '/kept' ? TIMEOUT + 500 : 0));
  const ask = () => plugin.call('Mine', '__api_/x', {}, keys);
  expect((await ask()).error).toMatch(/^what has to be known first did not load in time/);
  await expect.poll(ask).toHaveProperty('data');
  expect(asked.requests.length).toBeLessThanOrEqual(2);
});

test('a session that never opens: calls end in plain words, the next ones are not stuck for good, and nothing stays open', async () => {
  let hang = true;
  let opened = 0;
  await startMine(
    async () => undefined,
    () => {
      opened += 1;
      return hang ? new Promise<string>(() => undefined) : Promise.resolve('a session');
    },
  );
  const ask = () => plugin.call('Mine', 'accounts', {}, keys);
  for (const { error } of await Promise.all([ask(), ask(), ask()]))
    expect(error).toMatch(/^the connection of the account did not load in time/);
  expect(opened).toBe(1);
  hang = false;
  await expect.poll(ask, { interval: 500 }).toHaveProperty('data');
  expect(opened).toBe(2);
});
