import { afterEach, beforeEach, expect, test } from 'vitest';
import { askPlugin } from '../../src/http/askPlugin.js';
import { createPluginPool } from '../../src/http/createPluginPool.js';
import { NetworkError } from '../../src/http/NetworkError.js';
import type { PluginClient, PluginReply } from '../../src/http/PluginClient.js';
import { deadPort } from '../doubles/proxy/startProxy.js';
import { startWirePlugin, type WirePlugin } from '../support/startWirePlugin.js';

let pool: PluginClient;
let plugin: WirePlugin;
/** Answers what is there so far, and from then on all. */
let open: () => void;

beforeEach(async () => {
  pool = createPluginPool();
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  plugin = await startWirePlugin(async ({ params }) => {
    await opened;
    return { data: params.symbol };
  });
});

afterEach(async () => {
  open();
  pool.close();
  await plugin.close();
});

const ask = (symbol: string, { url = plugin.url, timeout = 60_000 } = {}) =>
  askPlugin(
    pool,
    { method: 'ticker', params: { symbol } },
    { url: `${url}/OKX`, keys: { access_key: 'a', secret_key: 's' }, timeout },
  );

test('256 requests are in flight at once, the others follow, and each has its own answer', async () => {
  const asked = Array.from({ length: 600 }, (_, index) => ask(`C${index}_USDT`));
  await expect.poll(() => plugin.requests.length).toBe(256);
  open();
  const answers = await Promise.all(asked);
  expect(answers.map(({ text }) => JSON.parse(text).data)).toEqual(asked.map((_, index) => `C${index}_USDT`));
  expect(plugin.most()).toBe(256);
  expect(plugin.requests).toHaveLength(600);
});

test('a request that is not answered in time may have been carried out, and makes room for others', async () => {
  const arrived = (symbol: string) => plugin.requests.filter(({ params }) => params.symbol === symbol).length;
  const after: Promise<PluginReply>[] = [];
  // A machine that is busy may need longer until all are sent.
  for (let timeout = 200, sent = 0; sent < 256; timeout *= 2) {
    const late = Array.from({ length: 256 }, () => ask(`LATE${timeout}_USDT`, { timeout }));
    after.push(ask('NEXT_USDT'));
    const outcomes = await Promise.allSettled(late);
    sent = arrived(`LATE${timeout}_USDT`);
    const expected = sent < 256 ? {} : { outcome: 'unknown' };
    for (const one of outcomes) expect(one).toMatchObject({ status: 'rejected', reason: expected });
  }
  await expect.poll(() => arrived('NEXT_USDT')).toBe(after.length);
  open();
  for (const { status } of await Promise.all(after)) expect(status).toBe(200);
});

test('where nobody listens, nothing was sent', async () => {
  const error = await ask('BTC_USDT', { url: `http://127.0.0.1:${await deadPort()}` }).catch(
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof NetworkError)) throw new Error(`unexpected: ${String(error)}`);
  expect(error.outcome).toBe('rejected');
  expect(error.message).toMatch(/^127\.0\.0\.1:\d+ refused the connection \(ECONNREFUSED\)/);
});
