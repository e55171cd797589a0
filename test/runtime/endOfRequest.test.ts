import { connect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { Api } from '../../src/adapter/Api.js';
import { SwrCache } from '../../src/adapter/SwrCache.js';
import { ProtocolError } from '../../src/protocol/ProtocolError.js';
import { type RecordingServer, startRecordingServer } from '../../src/testing.js';
import { exampleTicker } from '../support/exampleExchange.js';
import { netKeys, netOrder, networkExchange } from '../support/networkExchange.js';
import { type Plugin, startPlugin } from '../support/startPlugin.js';

let plugin: Plugin | undefined;
let server: RecordingServer | undefined;

afterEach(async () => {
  await plugin?.stop();
  await server?.close();
});

async function start(
  methods: Parameters<typeof networkExchange>[0]['methods'],
  answer: Parameters<typeof startRecordingServer>[0] = () => ({ body: {} }),
) {
  server = await startRecordingServer(answer);
  plugin = await startPlugin({
    exchanges: [networkExchange({ methods })],
    baseUrls: { Net: server.url },
  });
  return { plugin, server };
}

/** Something that is settled from outside. */
function createGate() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

test.each([
  ['an answer', false],
  ['an error', true],
])('what an adapter leaves running is not sent after %s', async (_what, fails) => {
  const gate = createGate();
  let late: Promise<unknown> = Promise.resolve();
  const { plugin, server } = await start({
    async trade(_params, api) {
      late = gate.opened.then(() => api.signedPost('/order', {})).catch((error: unknown) => error);
      if (fails) throw new ProtocolError('no such thing');
      return { data: { id: '1' } };
    },
  });
  const answer = await plugin.call('Net', 'trade', netOrder, netKeys);
  expect(answer).toEqual(fails ? { error: 'no such thing' } : { data: { id: '1' } });
  gate.open();
  expect(await late).toMatchObject({ name: 'NetworkError', outcome: 'rejected' });
  expect(server.requests).toEqual([]);
});

test('what is under way when a request fails is broken off', async () => {
  let aborted = false;
  const gate = createGate();
  const { plugin } = await start(
    {
      async ticker(_params, api) {
        const slow = api.request({ path: '/slow', once: true }).catch(() => {
          aborted = true;
        });
        await gate.opened;
        void slow;
        throw new ProtocolError('enough');
      },
    },
    () => {
      gate.open();
      return undefined;
    },
  );
  await plugin.call('Net', 'ticker', { symbol: 'LTC_USDT' });
  await expect.poll(() => aborted).toBe(true);
});

test('when the client has gone, nothing is sent any more', async () => {
  const asked = createGate();
  let ended: Promise<unknown> = Promise.resolve();
  const { plugin, server } = await start({
    async trade(_params, api) {
      asked.open();
      await new Promise((resolve) => api.signal.addEventListener('abort', resolve));
      ended = api.signedPost('/order', {}).catch((error: unknown) => error);
      await ended;
      throw new ProtocolError('gone');
    },
  });
  const body = JSON.stringify({ ...netKeys, method: 'trade', params: netOrder });
  const { hostname, port } = new URL(plugin.url);
  const client = connect(Number(port), hostname);
  client.write(`POST /Net HTTP/1.1\r\nHost: fmz\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
  await asked.opened;
  // Whoever has closed its own side alone may still wait for the answer.
  client.resetAndDestroy();
  await expect.poll(() => ended).toMatchObject({ outcome: 'rejected' });
  expect(server.requests).toEqual([]);
});

test('a kept list is refreshed behind the scenes, though the call that began it has been answered', async () => {
  const gate = createGate();
  const cache = new SwrCache<string>({ fresh: 0, stale: 3_600_000 });
  let version = 0;
  const { plugin, server } = await start(
    {
      async ticker({ symbol }, api) {
        const last = await cache.get('list', () => load(api));
        return { data: { ...exampleTicker, symbol: symbol.name, last } };
      },
    },
    async () => {
      version += 1;
      if (version > 1) await gate.opened;
      return { body: `"${version}"` };
    },
  );
  const load = async (api: Pick<Api<unknown, unknown>, 'get'>) => String((await api.get('/list')).json);
  const last = async () => {
    const { data } = await plugin.call('Net', 'ticker', { symbol: 'LTC_USDT' });
    return Object(data).last;
  };
  expect(await last()).toBe('1');
  expect(await last()).toBe('1');
  await expect.poll(() => server.requests.length).toBe(2);
  gate.open();
  await expect.poll(last).toBe('2');
});
