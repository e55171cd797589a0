import * as v from 'valibot';
import { afterEach, describe, expect, test } from 'vitest';
import { ExchangeError } from '../../src/adapter/ExchangeError.js';
import { relayIo } from '../../src/adapter/relayIo.js';
import { parseReply } from '../../src/adapter/rows.js';
import { type RecordingServer, startRecordingServer } from '../../src/testing.js';
import { defaultAccount } from '../doubles/okx/OkxAccount.js';
import { netKeys, netOrder, networkExchange } from '../support/networkExchange.js';
import { type Plugin, startPlugin } from '../support/startPlugin.js';

let plugin: Plugin | undefined;
let server: RecordingServer | undefined;

afterEach(async () => {
  await plugin?.stop();
  await server?.close();
});

const adapter = networkExchange({
  reject(reply) {
    const { code } = parseReply(v.object({ code: v.string() }), reply);
    if (code !== '0') throw new ExchangeError({ code, message: 'no' });
  },
  methods: {
    io: relayIo,
    async trade(_params, api) {
      const reply = await api.request({ method: 'POST', path: '/orders', signed: true, mayBeEmpty: true });
      parseReply(v.null(), reply);
      return { data: { id: 'LTC,1' }, raw: reply.raw };
    },
    async accounts(_params, api) {
      const reply = await api.request({ path: '/balances', signed: true, mayBeEmpty: true });
      return { data: [], raw: reply.raw };
    },
    async cancel({ id }, api) {
      const reply = await api.request({ method: 'DELETE', path: `/orders/${id}`, signed: true });
      parseReply(v.null(), reply);
      return { data: true, raw: reply.raw };
    },
  },
});

async function ask(status: number, body: string, verb: string) {
  server = await startRecordingServer(() => ({ status, body }));
  plugin = await startPlugin({ exchanges: [adapter], baseUrls: { Net: server.url } });
  return plugin.call('Net', '__api_/orders/1', {}, netKeys, { 'Http-Method': verb });
}

describe('an answer with nothing in it', () => {
  test.each([
    [204, 'DELETE'],
    [205, 'DELETE'],
    [200, 'DELETE'],
    [202, 'DELETE'],
    [204, 'POST'],
    [204, 'PUT'],
    [204, 'GET'],
  ])('HTTP %d to %s is a success', async (status, verb) => {
    expect(await ask(status, '', verb)).toEqual({ data: null });
  });

  test.each([
    [200, 'POST'],
    [201, 'PUT'],
    [500, 'DELETE'],
  ])('HTTP %d to %s says nothing of what became of it', async (status, verb) => {
    const { error } = await ask(status, '', verb);
    expect(error).toMatch(/^outcome unknown: 127\.0\.0\.1:[\d_]+ answered status \d+ with an empty body/);
  });

  test.each([
    [200, 'trade'],
    [201, 'trade'],
    [202, 'trade'],
    [200, 'accounts'],
  ])('HTTP %d to %s is a success where the adapter says that it may be empty', async (status, method) => {
    server = await startRecordingServer(() => ({ status, body: ' ' }));
    plugin = await startPlugin({ exchanges: [adapter], baseUrls: { Net: server.url } });
    expect(await plugin.call('Net', method, netOrder, netKeys)).toMatchObject({ raw: null });
    expect(server.requests).toHaveLength(1);
  });

  test.each([
    [500, '', 'outcome unknown: 127.0.0.1:'],
    [200, '{"code":"7"}', '7 no'],
    [200, 'OK', 'outcome unknown: 127.0.0.1:'],
  ])('HTTP %d with %j is none there either', async (status, body, error) => {
    server = await startRecordingServer(() => ({ status, body }));
    plugin = await startPlugin({ exchanges: [adapter], baseUrls: { Net: server.url } });
    const answer = await plugin.call('Net', 'trade', netOrder, netKeys);
    expect(answer.error?.slice(0, error.length)).toBe(error);
    expect(server.requests).toHaveLength(1);
  });

  test('a refusal of a DELETE stays one', async () => {
    expect(await ask(200, '{"code":"7"}', 'DELETE')).toEqual({ error: '7 no' });
  });

  test('an adapter reads it as null', async () => {
    server = await startRecordingServer(() => ({ status: 204, body: '' }));
    plugin = await startPlugin({ exchanges: [adapter], baseUrls: { Net: server.url } });
    expect(await plugin.call('Net', 'cancel', { id: 'LTC,1', symbol: 'LTC_USDT' }, netKeys)).toEqual({
      data: true,
      raw: null,
    });
  });

  test.each(['OKX', 'Bybit'])('%s takes it, too', async (name) => {
    server = await startRecordingServer(() => ({ status: 204, body: '' }));
    plugin = await startPlugin({ baseUrls: { [name]: server.url } });
    const { accessKey, secret, passphrase } = defaultAccount;
    const secret_key = name === 'OKX' ? `${secret},${passphrase}` : secret;
    const keys = { access_key: accessKey, secret_key };
    expect(await plugin.call(name, '__api_/v5/x', {}, keys, { 'Http-Method': 'DELETE' })).toEqual({
      data: null,
    });
  });
});
