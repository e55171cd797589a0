import { createPublicKey, createVerify, generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import * as v from 'valibot';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { defineExchange } from '../../src/adapter/defineExchange.js';
import { relayIo } from '../../src/adapter/relayIo.js';
import { builtInExchanges } from '../../src/exchanges/builtInExchanges.js';
import { credentials as ccxtCredentials } from '../../src/exchanges/ccxt/credentials.js';
import { parseWith } from '../../src/protocol/parseWith.js';
import { privateKey, restorePem } from '../../src/signing/privateKey.js';
import { signBinance } from '../../src/signing/signBinance.js';
import { ed25519Pem, rsaPem } from '../signing/keys.js';
import { type Plugin, startPlugin } from '../support/startPlugin.js';

let server: Server;
let plugin: Plugin;
let sent: { path: string; headers: IncomingHttpHeaders }[] = [];

beforeAll(async () => {
  server = createServer((incoming, outgoing) => {
    sent.push({ path: incoming.url ?? '', headers: incoming.headers });
    outgoing.end('{"code":"0","retCode":0,"data":[]}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  const mine = defineExchange({
    name: 'Mine',
    baseUrl: url,
    // As an adapter of an author's, which looks at nothing by itself.
    credentials: v.pipe(
      v.object({ access_key: v.string(), secret_key: v.string() }),
      v.transform(({ access_key, secret_key }) => ({ accessKey: access_key, secret: secret_key })),
    ),
    sign: signBinance,
    createState: () => ({}),
    methods: { io: (params, api) => relayIo(params, api, { inQuery: true }) },
  });
  plugin = await startPlugin({
    exchanges: [...(await builtInExchanges()), mine],
    baseUrls: { OKX: url, Bybit: url },
  });
});
beforeEach(() => {
  sent = [];
});
afterAll(async () => {
  await plugin.stop();
  server.close().closeAllConnections();
});

const ask = (exchange: string, secret_key: string, access_key = 'an-access-key') =>
  plugin.call(exchange, '__api_/x', { a: '1' }, { access_key, secret_key }, { 'http-method': 'GET' });

describe.each(['OKX', 'Bybit', 'Mine'])('%s', (exchange) => {
  test.each([
    ['，', 'U+FF0C "，", which no key holds: type a plain "," instead'],
    ['、', 'U+3001 "、", which no key holds: type a plain "," instead'],
    ['Ａ', 'U+FF21 "Ａ", which no key holds: type a plain "A" instead'],
    ['“', 'U+201C "“", which no key holds: type a plain """ instead'],
    ['\u200b', 'U+200B, which cannot be seen: delete it'],
    ['\u2060', 'U+2060, which cannot be seen: delete it'],
    ['\ufeff', 'U+FEFF, which cannot be seen: delete it'],
    ['\u00a0', 'U+00A0, which cannot be seen: delete it'],
    ['\u3000', 'U+3000, which cannot be seen: delete it'],
  ])('the character %j in a box is named, and nothing is sent', async (character, message) => {
    const { error } = await ask(exchange, `a-secret${character}a-passphrase`);
    expect(error).toBe(
      `FMZ's secret key box holds ${message}${message.includes('seen') ? ', or type the part around it anew' : ''}`,
    );
    expect((await ask(exchange, 'a-secret,a-passphrase', `a${character}key`)).error).toContain(
      `FMZ's access key box holds ${message.slice(0, 6)}`,
    );
    expect(sent).toEqual([]);
  });

  test('blanks and line ends around a box are no part of it', async () => {
    const secret = exchange === 'Bybit' ? 'a-secret' : 'a-secret,a-passphrase';
    expect(await ask(exchange, ` \u3000${secret}\r\n`, '\tan-access-key \n')).not.toHaveProperty('error');
    expect(sent).toHaveLength(1);
  });

  test.each(['simulat', 'Simulated', ' smulate', 'simulate1', 'simualte'])(
    'the misspelt word %j at the end is named, and nothing is sent',
    async (word) => {
      expect((await ask(exchange, `a-secret,a-passphrase,${word}`)).error).toBe(
        `"${word.trim()}" stands last in FMZ's secret key box: did you mean simulate? For a real account leave it out`,
      );
      expect(sent).toEqual([]);
    },
  );
});

test('Paper names its accounts as people like', async () => {
  const answer = await plugin.call('Paper', 'accounts', {}, { access_key: '账户，一', secret_key: 'a，b' });
  expect(answer).toHaveProperty('data');
});

const { privateKey: long } = generateKeyPairSync('rsa', { modulusLength: 4096 });
const pkcs8 = long.export({ format: 'pem', type: 'pkcs8' }).toString().trim();
const pkcs1 = long.export({ format: 'pem', type: 'pkcs1' }).toString().trim();
const ways: [string, (pem: string) => string][] = [
  ['as it is', (pem) => pem],
  ['with Windows line ends', (pem) => pem.replaceAll('\n', '\r\n')],
  ['with \\n', (pem) => pem.replaceAll('\n', '\\n')],
  ['with blanks', (pem) => pem.replaceAll('\n', ' ')],
  ['without any', (pem) => pem.replaceAll('\n', '')],
];

describe.each([
  ['RSA of 4096 bits', pkcs8],
  ['RSA of 4096 bits as OpenSSL used to write it', pkcs1],
  ['RSA', rsaPem],
  ['Ed25519', ed25519Pem],
])('a private key of %s in the secret key box', (kind, pem) => {
  test.each(ways)('%s: it is taken, and signs', async (_way, write) => {
    expect(await ask('Mine', write(pem))).not.toHaveProperty('error');
    const [, query = ''] = (sent.at(-1)?.path ?? '').split('?');
    const [text = '', signature = ''] = query.split('&signature=');
    const key = createPublicKey(privateKey(pem));
    if (kind !== 'Ed25519') {
      const verify = createVerify('sha256').update(text);
      expect(verify.verify(key, decodeURIComponent(signature), 'base64')).toBe(true);
    }
    expect(plugin.log()).not.toContain(pem.split('\n')[2] ?? pem.slice(30, 60));
    expect(privateKey(restorePem(write(pem))).equals(privateKey(pem))).toBe(true);
    expect(privateKey(`${write(pem)},a-passphrase`).equals(privateKey(pem))).toBe(true);
  });

  test.each(ways)('%s: ccxt gets it with its line breaks', (_way, write) => {
    const { unnamed } = parseWith(ccxtCredentials, {
      access_key: 'key',
      secret_key: `${write(pem)},a-passphrase`,
    });
    expect(unnamed).toEqual([`${pem}\n`, 'a-passphrase']);
    const { named } = parseWith(ccxtCredentials, {
      access_key: 'key',
      secret_key: `privateKey=${write(pem)}`,
    });
    expect(named).toEqual({ privateKey: `${pem}\n` });
  });
});

test.each(ways)('Bybit signs with a private key of RSA, %s', async (_way, write) => {
  expect(await ask('Bybit', write(pkcs8))).not.toHaveProperty('error');
  const { headers, path } = sent.at(-1) ?? { headers: {}, path: '' };
  const text = `${headers['x-bapi-timestamp']}an-access-key${headers['x-bapi-recv-window']}${path.split('?')[1]}`;
  const verify = createVerify('sha256').update(text);
  expect(verify.verify(createPublicKey(long), String(headers['x-bapi-sign']), 'base64')).toBe(true);
});
