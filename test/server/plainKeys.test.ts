import * as v from 'valibot';
import { afterEach, expect, test } from 'vitest';
import { ExchangeError } from '../../src/adapter/ExchangeError.js';
import { type RecordingServer, startRecordingServer } from '../../src/testing.js';
import { networkExchange } from '../support/networkExchange.js';
import { type Plugin, startPlugin } from '../support/startPlugin.js';

const number = '101-004-7654321-001';
const keys = { access_key: 'token-0f4d8c2e71aa', secret_key: `secret-93ab77,${number}` };

let plugin: Plugin | undefined;
let server: RecordingServer | undefined;

afterEach(async () => {
  await plugin?.stop();
  await server?.close();
});

/** An exchange whose paths hold the number of the account, the second part of FMZ's secret key box. */
async function start(plain: boolean) {
  server = await startRecordingServer(({ path }) => ({
    status: 400,
    body: { message: `${path} of secret-93ab77 ${keys.access_key}` },
  }));
  const accountOf = (secret: string) =>
    v.parse(v.tuple([v.string(), v.string()]), secret.split(','))[1].toLowerCase();
  const net = networkExchange({
    ...(plain && { plainKeys: ({ secret_key }) => [accountOf(secret_key)] }),
    reject({ json }) {
      throw new ExchangeError({ message: v.parse(v.object({ message: v.string() }), json).message });
    },
    methods: {
      async accounts(_params, api) {
        await api.signedGet(`/v3/accounts/${accountOf(api.keys.secret_key)}`);
        return { data: [] };
      },
    },
  });
  plugin = await startPlugin({ exchanges: [net], baseUrls: { Net: server.url } });
  return plugin;
}

test('a part of the keys that is no secret is shown, and what is one is not', async () => {
  const { call, log } = await start(true);
  for (let at = 0; at < 2; at += 1)
    expect((await call('Net', 'accounts', {}, keys)).error).toBe(`/v3/accounts/${number} of *** ***`);
  expect(log()).toContain(number);
  for (const secret of ['secret-93ab77', keys.access_key, keys.secret_key])
    expect(log()).not.toContain(secret);
});

test('what is no secret is shown in any case', async () => {
  const { call } = await start(true);
  const shouted = { ...keys, secret_key: 'secret-93ab77,DEMO.Broker.Example' };
  expect((await call('Net', 'accounts', {}, shouted)).error).toBe(
    '/v3/accounts/demo.broker.example of *** ***',
  );
});

test('where an adapter does not say so, every part is a secret', async () => {
  const { call, log } = await start(false);
  expect((await call('Net', 'accounts', {}, keys)).error).toBe('/v3/accounts/*** of *** ***');
  expect(log()).not.toContain(number);
});
