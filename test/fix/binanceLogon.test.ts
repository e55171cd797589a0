import { generateKeyPairSync, verify } from 'node:crypto';
import * as v from 'valibot';
import { afterEach, expect, test } from 'vitest';
import { defineExchange, ed25519Logon, type FixMessage } from '../../src/index.js';
import { type FixServer, startFixServer, type TestedExchange, testExchange } from '../../src/testing.js';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const API_KEY = 'k9QzBinanceLikeApiKey';

const cleanUps: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

/** A venue of Binance's kind: what proves who asks is signed over the Logon's own header. */
const exchange = defineExchange({
  name: 'Signed',
  credentials: v.pipe(
    v.object({ access_key: v.pipe(v.string(), v.nonEmpty('needs an API key')), secret_key: v.string() }),
    v.transform(({ access_key, secret_key }) => ({ apiKey: access_key, pem: secret_key })),
  ),
  fix: {
    lines: {
      orders: {
        ...{ address: 'fix+tls://fix-oe.example.com:9000', sender: 'fmzproto', target: 'SPOT' },
        ids: { requests: { XLQ: 6136 }, answers: { XLR: [6136] } },
        logon: ed25519Logon({
          username: ({ apiKey }) => apiKey,
          privateKey: (keys) => keys.pem,
          fields: [
            [25035, '1'],
            [25036, '1'],
          ],
        }),
      },
    },
  },
  createState: () => ({}),
  methods: {
    async accounts(_params, api) {
      const { raw } = await api.fix.ask({ type: 'XLQ', fields: [[6136, 'limits']] });
      return { data: [], raw };
    },
  },
});

/** Whether the Logon is signed as Binance documents it. */
function isProven(logon: FixMessage): boolean {
  const text = ['A', ...[49, 56, 34, 52].map((tag) => logon.get(tag))].join('\x01');
  return verify(null, Buffer.from(text), publicKey, Buffer.from(logon.get(96) ?? '', 'base64'));
}

async function open(keys: { access_key: string; secret_key: string }): Promise<[TestedExchange, FixServer]> {
  const server = await startFixServer({
    logon: (message) =>
      message.get(553) === API_KEY && isProven(message)
        ? undefined
        : 'Signature for this request is not valid.',
    on: {
      XLQ: (message) => ({
        type: 'XLR',
        fields: [
          [6136, message.get(6136) ?? ''],
          [25003, '0'],
        ],
      }),
    },
  });
  const tested = testExchange(exchange, { baseUrl: server.url, keys });
  cleanUps.push(
    () => tested.close(),
    () => server.close(),
  );
  return [tested, server];
}

test('a Logon that is signed over its own header is taken', async () => {
  const [tested, server] = await open({ access_key: API_KEY, secret_key: pem });
  const { raw } = await tested.call('accounts');
  expect(raw).toContain('|35=XLR|');
  const [logon] = server.received;
  expect([98, 141, 25035, 25036].map((tag) => logon?.get(tag))).toEqual(['0', 'Y', '1', '1']);
  expect(Number(logon?.get(95))).toBe(logon?.get(96)?.length);
});

test('one that another key has signed is refused, and a secret that is no key is not sent', async () => {
  const other = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const [stranger, server] = await open({ access_key: API_KEY, secret_key: other });
  await expect(stranger.call('accounts')).rejects.toThrow(/Signature for this request is not valid\./);
  expect(server.count('A')).toBe(1);
  const [careless, untouched] = await open({ access_key: API_KEY, secret_key: 'no-key-at-all' });
  const told = await careless.call('accounts').then(String, String);
  expect(told).toContain('the secret key is not');
  expect(told).not.toContain('no-key-at-all');
  expect(untouched.count('A')).toBe(0);
});
