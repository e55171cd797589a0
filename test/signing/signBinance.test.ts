import { expect, test } from 'vitest';
import type { OutgoingRequest } from '../../src/adapter/ApiRequest.js';
import { signBinance } from '../../src/signing/signBinance.js';
import { ed25519Pem, order, orderByEd25519, orderByRsa, rsaPem } from './keys.js';

// Binance's own example.
const keys = {
  accessKey: 'vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A',
  secret: 'NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j',
};
const at = 1499827319559;
const post: OutgoingRequest = {
  method: 'POST',
  path: '/api/v3/order',
  headers: { accept: 'application/json' },
};
const form = 'application/x-www-form-urlencoded';
const headers = { accept: 'application/json', 'X-MBX-APIKEY': keys.accessKey };

// The three examples of https://developers.binance.com/docs/binance-spot-api-docs/rest-api/request-security
const ends = 'recvWindow=5000&timestamp=1499827319559&signature=';
const whole = 'c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71';
const mixed = '0fd168b8ddb4876a0358a8d14d0c9f3da0e9b20c5d52b2a00fcf7d1c602f9a77';
const head = 'symbol=LTCBTC&side=BUY&type=LIMIT&timeInForce=GTC';
const tail = 'quantity=1&price=0.1';

test('everything in the query', () => {
  expect(signBinance({ ...post, path: `/api/v3/order?${head}&${tail}` }, keys, at)).toEqual({
    ...post,
    path: `/api/v3/order?${head}&${tail}&${ends}${whole}`,
    headers,
  });
});

test('everything in the body', () => {
  expect(signBinance({ ...post, body: `${head}&${tail}` }, keys, at)).toEqual({
    ...post,
    body: `${head}&${tail}&${ends}${whole}`,
    headers: { ...headers, 'content-type': form },
  });
});

test('some in the query, some in the body', () => {
  expect(signBinance({ ...post, path: `/api/v3/order?${head}`, body: tail }, keys, at)).toEqual({
    ...post,
    path: `/api/v3/order?${head}`,
    body: `${tail}&${ends}${mixed}`,
    headers: { ...headers, 'content-type': form },
  });
});

// printf %s "$query" | openssl dgst -sha256 -hmac "$secret"
test.each([
  [
    '/api/v3/account',
    'recvWindow=5000&timestamp=1499827319559',
    '82f4e72e95e63d666b6da651e82a701722ad8a785a169318d91f36f279c55821',
  ],
  [
    '/api/v3/openOrders?timestamp=1499827319559&recvWindow=5000&symbol=%E5%B8%81',
    'timestamp=1499827319559&recvWindow=5000&symbol=%E5%B8%81',
    'e9325c9c77fd56eba0689b264764ca2d8227f362366322d97d4e792123dfdf90',
  ],
])('%s', (path, query, signature) => {
  const signed = signBinance({ method: 'GET', path, headers: {} }, keys, at);
  expect(signed.path).toBe(`${path.split('?')[0]}?${query}&signature=${signature}`);
});

test.each([
  ['RSA', rsaPem, orderByRsa],
  ['Ed25519', ed25519Pem, orderByEd25519],
])('%s', (_, secret, signature) => {
  const signed = signBinance({ ...post, path: `/api/v3/order?${order}` }, { ...keys, secret }, 0);
  expect(signed.path).toBe(`/api/v3/order?${order}&signature=${encodeURIComponent(signature)}`);
});

test('a window of one own', () => {
  const signed = signBinance({ ...post, method: 'GET' }, keys, at, { expiresIn: 60_000 });
  expect(signed.path).toContain('?recvWindow=60000&timestamp=1499827319559&signature=');
});

test('a JSON body', () => {
  expect(() => signBinance({ ...post, body: '{"symbol":"LTCBTC"}' }, keys, at)).toThrow(
    'pass `query` to the request',
  );
});

test('a broken PEM', () => {
  const secret = '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----';
  expect(() => signBinance(post, { ...keys, secret }, at)).toThrow('not an unencrypted PKCS#8 PEM');
});
