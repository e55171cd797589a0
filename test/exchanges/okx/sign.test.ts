import { existsSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { credentials } from '../../../src/exchanges/okx/credentials.js';
import { sign } from '../../../src/exchanges/okx/sign.js';
import { parseWith } from '../../../src/protocol/parseWith.js';

const keys = {
  accessKey: 'key',
  secret: '22582BD0CFF14C41EDBF1AB98506286D',
  passphrase: 'Passw0rd!',
  demo: false,
};
const at = Date.parse('2020-12-08T09:08:57.715Z');

// Made with: printf '%s' '<text>' | openssl dgst -sha256 -hmac '<secret>' -binary | base64
test.each([
  ['GET', '/api/v5/account/balance?ccy=BTC', undefined, 'HiZhvSfMtWJA3uUIVXV3a/bSXNPCWvYFXoGCVS8V4zY='],
  [
    'POST',
    '/api/v5/trade/cancel-order',
    '{"instId":"BTC-USDT","ordId":"590908157585625111"}',
    '1R7BQKEU+7vVcdmv8WO+OaWB0Ms755E8lVWUD1sbqh8=',
  ],
] as const)('%s %s', (method, path, body, signature) => {
  const signed = sign(
    { method, path, headers: { accept: 'application/json' }, ...(body && { body }) },
    keys,
    at,
    {},
  );
  expect(signed).toMatchObject({
    method,
    path,
    headers: {
      accept: 'application/json',
      'OK-ACCESS-KEY': 'key',
      'OK-ACCESS-PASSPHRASE': 'Passw0rd!',
      'OK-ACCESS-TIMESTAMP': '2020-12-08T09:08:57.715Z',
      'OK-ACCESS-SIGN': signature,
    },
  });
  expect(signed.body).toBe(body);
  expect(signed.headers).not.toHaveProperty('x-simulated-trading');
});

test('a request that may travel for so long says when OKX has to drop it', () => {
  const signed = sign({ method: 'POST', path: '/x', headers: {}, body: '{}' }, keys, 1_607_418_537_715.4, {
    travel: 2000,
  });
  expect(signed.headers.expTime).toBe('1607418539715');
});

test('a demo key says so', () => {
  const signed = sign({ method: 'GET', path: '/x', headers: {} }, { ...keys, demo: true }, at, {});
  expect(signed.headers['x-simulated-trading']).toBe('1');
});

const vectorFile = new URL('../../../../shared/fixtures/okx/signature-vectors.json', import.meta.url);
describe.skipIf(!existsSync(vectorFile))('vectors computed by openssl', () => {
  const schema = v.object({
    secret: v.string(),
    vectors: v.array(
      v.object({
        method: v.picklist(['GET', 'POST']),
        requestPath: v.string(),
        body: v.nullable(v.string()),
        timestamp: v.string(),
        sign: v.string(),
      }),
    ),
  });
  const { secret, vectors } = existsSync(vectorFile)
    ? v.parse(schema, JSON.parse(readFileSync(vectorFile, 'utf8')))
    : { secret: '', vectors: [] };

  test.each(vectors)('$method $requestPath', ({ method, requestPath, body, timestamp, sign: signature }) => {
    const request = { method, path: requestPath, headers: {}, ...(body !== null && { body }) };
    expect(sign(request, { ...keys, secret }, Date.parse(timestamp), {}).headers['OK-ACCESS-SIGN']).toBe(
      signature,
    );
  });
});

describe('credentials', () => {
  const read = (secret_key: string, access_key = 'key') => parseWith(credentials, { access_key, secret_key });

  test.each([
    ['secret,phrase', { secret: 'secret', passphrase: 'phrase', demo: false }],
    ['secret,phrase,simulate', { secret: 'secret', passphrase: 'phrase', demo: true }],
    ['secret,phrase, Simulate ', { secret: 'secret', passphrase: 'phrase', demo: true }],
    ['secret,a,b,,c', { secret: 'secret', passphrase: 'a,b,,c', demo: false }],
    ['secret,a,b,simulate', { secret: 'secret', passphrase: 'a,b', demo: true }],
    ['secret,simulate', { secret: 'secret', passphrase: 'simulate', demo: false }],
    ['secret, phrase ', { secret: 'secret', passphrase: ' phrase', demo: false }],
  ])('%s', (secret_key, expected) => {
    expect(read(secret_key)).toEqual({ accessKey: 'key', ...expected });
  });

  test.each([
    ['secret', 'needs the passphrase of the API key'],
    ['secret,', 'needs the passphrase'],
    ['secret,,simulate', 'needs the passphrase'],
    [',phrase', 'needs an API secret'],
    ['', 'needs an API secret'],
    ['secret,phräse', 'characters that no OKX key holds'],
    ['secret,line\nbreak', 'characters that no OKX key holds'],
  ])('%j is refused, without showing it', (secret_key, message) => {
    expect(() => read(secret_key)).toThrow(message);
    expect(() => read(secret_key)).not.toThrow(/phräse|break/);
  });

  test('an empty access key', () => {
    expect(() => read('secret,phrase', '')).toThrow('the access key is empty');
  });
});
