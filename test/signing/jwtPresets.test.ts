import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import type { OutgoingRequest } from '../../src/adapter/ApiRequest.js';
import { signBithumb } from '../../src/signing/signBithumb.js';
import { signUpbit } from '../../src/signing/signUpbit.js';

const keys = { accessKey: 'demoKey', secret: 'demoSecret' };
const nonce = '6f5570df-d8bc-4daf-85b4-976733feb624';
const at = 1712230310689;
const get = (path: string): OutgoingRequest => ({ method: 'GET', path, headers: {} });
const post = (body: string): OutgoingRequest => ({ method: 'POST', path: '/v1/orders', headers: {}, body });

function read({ headers }: OutgoingRequest): unknown {
  const [, payload = ''] = v.parse(v.string(), headers.Authorization).split('.');
  return JSON.parse(Buffer.from(payload, 'base64url').toString());
}

describe('Upbit', () => {
  // The token of each case: see jwt in primitives.test.ts
  test('without parameters', () => {
    expect(signUpbit(get('/v1/accounts'), keys, at, { nonce }).headers).toEqual({
      Authorization:
        'Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.' +
        'eyJhY2Nlc3Nfa2V5IjoiZGVtb0tleSIsIm5vbmNlIjoiNmY1NTcwZGYtZDhiYy00ZGFmLTg1YjQtOTc2NzMzZmViNjI0In0.' +
        'AkgIzaw5NpCs8Qebgw0Njan-cFZcdQ2zD_D9N-_4hyg',
    });
  });

  test('HS512', () => {
    const signed = signUpbit(get('/v1/accounts'), keys, at, { nonce, algorithm: 'HS512' });
    expect(signed.headers.Authorization).toMatch(
      /^Bearer eyJhbGciOiJIUzUxMiIsInR5cCI6IkpXVCJ9\..*\.8PWKDvwWGuMJ/,
    );
  });

  test('the query is hashed without its percent-encoding', () => {
    const request = get('/v1/orders/open?market=KRW-BTC&states%5B%5D=wait&states%5B%5D=watch');
    const signed = signUpbit(request, keys, at, { nonce });
    expect(read(signed)).toEqual({
      access_key: 'demoKey',
      nonce,
      // printf %s 'market=KRW-BTC&states[]=wait&states[]=watch' | openssl dgst -sha512
      query_hash:
        'c01bbcb80094d2225c90eda65128baf7ef800471fbdeb76579856d1532cd2630' +
        '60e41ede9c52bfc926a0b46c4b7797a61e4327cda59d236f829cde4c875dfe77',
      query_hash_alg: 'SHA512',
    });
    expect(signed.headers.Authorization).toMatch(/\.mU005mKV7Rsv--pejdYfNT6iByOgXdwS1JSQu-KOIGg$/);
    expect(signed.path).toBe(request.path);
  });

  test('the fields of a body are hashed as a query', () => {
    expect(read(signUpbit(post('{"market":"KRW-BTC","side":"bid","price":100.5}'), keys, at))).toMatchObject({
      // printf %s 'market=KRW-BTC&side=bid&price=100.5' | openssl dgst -sha512
      query_hash:
        '498cb4e3350786c312e74cbb0caad86eb861bccf6393e7f2b384e1655311232d' +
        '5978093171cad040d40805d0f1596194c0bb3e86cf59cf18658a3c2b716d8df3',
    });
  });

  test('each request has its own nonce', () => {
    const nonces = [1, 2].map(() =>
      v.parse(v.object({ nonce: v.pipe(v.string(), v.uuid()) }), read(signUpbit(get('/x'), keys, at))),
    );
    expect(nonces[0]).not.toEqual(nonces[1]);
  });
});

describe('Bithumb', () => {
  test('without parameters', () => {
    expect(signBithumb(get('/v1/accounts'), keys, at + 0.5, { nonce }).headers).toEqual({
      Authorization:
        'Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.' +
        'eyJhY2Nlc3Nfa2V5IjoiZGVtb0tleSIsIm5vbmNlIjoiNmY1NTcwZGYtZDhiYy00ZGFmLTg1YjQtOTc2NzMzZmViNjI0Iiwi' +
        'dGltZXN0YW1wIjoxNzEyMjMwMzEwNjg5fQ.8IMjjfg7ajEjGyIIwKgr2qNyd2WNFM7rXb2H91KR6Dc',
    });
  });

  test.each([
    get('/v1/orders?market=KRW-BTC&uuids%5B%5D=a&uuids%5B%5D=b'),
    post('{"market":"KRW-BTC","uuids":["a","b"]}'),
  ])('$method: the query is hashed as sent', (request) => {
    expect(read(signBithumb(request, keys, at, { nonce }))).toEqual({
      access_key: 'demoKey',
      nonce,
      timestamp: at,
      // printf %s 'market=KRW-BTC&uuids%5B%5D=a&uuids%5B%5D=b' | openssl dgst -sha512
      query_hash:
        '8535434eb693cf3656852b2d25860713456641ecc6508225e9b5c549fc927ce7' +
        '9ba263e1c8f7111ac5299ee66e16f4c5e4a0aaf2e050c27ac2ad679656e37885',
      query_hash_alg: 'SHA512',
    });
  });
});
