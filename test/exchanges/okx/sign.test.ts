import { describe, expect, test } from 'vitest';
import { credentials, sign } from '../../../src/exchanges/okx/sign.js';
import { parseWith } from '../../../src/protocol/parseWith.js';
import { okxVectors } from '../../signing/opensslVectors.js';

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
    expiresIn: 2000,
  });
  expect(signed.headers.expTime).toBe('1607418539715');
});

test('a demo key says so', () => {
  const signed = sign({ method: 'GET', path: '/x', headers: {} }, { ...keys, demo: true }, at, {});
  expect(signed.headers['x-simulated-trading']).toBe('1');
});

test.each(okxVectors.vectors)('signs as OpenSSL does: $method $path', (vector) => {
  const { method, path, body, timestamp, sign: signature } = vector;
  const request = { method, path, headers: {}, ...(body !== null && { body }) };
  const signed = sign(request, { ...keys, secret: okxVectors.secret }, Date.parse(timestamp), {});
  expect(signed.headers['OK-ACCESS-SIGN']).toBe(signature);
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
