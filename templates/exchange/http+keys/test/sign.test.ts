import assert from 'node:assert/strict';
// #if jwt
import { createHmac } from 'node:crypto';
// #end
import { test } from 'node:test';
import type { OutgoingRequest } from 'fmzproto';
import * as v from 'valibot';
import { credentials, sign } from '../sign.ts';
import { keys } from './keys.ts';

// #if custom
// FILL IN: the signature of this request as the exchange's document or openssl makes it:
// printf %s '1700000000000POST/api/v1/order{"symbol":"BTC-USDT","amount":"0.1"}' | openssl dgst -sha256 -hmac demoSecret
// #end
// #if vector
// The expected value was made with openssl.
// #end
test('the signature of a known request, byte for byte', () => {
  const request: OutgoingRequest = {
    method: 'POST',
    headers: {},
    // #if queryWrites
    path: '/api/v1/order?symbol=BTC-USDT&amount=0.1',
    // #else
    path: '/api/v1/order',
    body: '{"symbol":"BTC-USDT","amount":"0.1"}',
    // #end
  };
  // #if oauth2
  const session = { token: 'demoToken', expires: 0 };
  const signed = sign(request, v.parse(credentials, keys), 1_700_000_000_000, { session });
  // #else
  // #if inHeaders
  const signed = sign(request, v.parse(credentials, keys));
  // #else
  const signed = sign(request, v.parse(credentials, keys), 1_700_000_000_000);
  // #end
  // #end
  // #if jwt
  const [head = '', payload = '', signature] = (signed.headers.Authorization ?? '').slice(7).split('.');
  const { access_key, query_hash } = JSON.parse(Buffer.from(payload, 'base64url').toString());
  assert.equal(access_key, keys.access_key);
  assert.equal(
    query_hash,
    '__signature__',
  );
  const expected = createHmac('sha256', keys.secret_key).update(`${head}.${payload}`).digest('base64url');
  assert.equal(signature, expected);
  // #else
  // #if queryWrites
  const params = 'symbol=BTC-USDT&amount=0.1&recvWindow=5000&timestamp=1700000000000';
  assert.equal(
    signed.path,
    `/api/v1/order?${params}&signature=__signature__`,
  );
  // #else
  assert.equal(
    signed.headers['__signatureHeader__'],
    '__signature__',
  );
  // #end
  // #end
});
