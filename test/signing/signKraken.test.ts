import { describe, expect, test } from 'vitest';
import { signKraken } from '../../src/signing/signKraken.js';
import { get, post } from './requests.js';

describe('Kraken', () => {
  const kraken = {
    accessKey: 'demoKey',
    secret: 'kQH5HW/8p1uGOVjbgWA7FunAmGO8lsSUXNsu3eow76sz84Q18fWxnyRzBHCd3pd5nE9qa99HAZtuZuj6F1huXg==',
  };

  // The first one is Kraken's own example; the others, with the secret's bytes in hex:
  // { printf %s "$path"; printf %s "$nonce$body" | openssl dgst -sha256 -binary; } |
  //   openssl dgst -sha512 -mac HMAC -macopt hexkey:$secret -binary | base64 -w0
  test.each([
    [
      post('/0/private/AddOrder', 'ordertype=limit&pair=XBTUSD&price=37500&type=buy&volume=1.25'),
      'nonce=1616492376594&ordertype=limit&pair=XBTUSD&price=37500&type=buy&volume=1.25',
      '4/dpxb3iT4tp/ZCVEwSnEsLxx0bqyhLpdfOpc6fn7OR8+UClSV5n9E6aSS8MPtnRfp32bAb0nmbRn6H8ndwLUQ==',
    ],
    [
      post('/0/private/Balance', '{}'),
      '{"nonce":"1616492376594"}',
      'nIQSuxvFDn8/AZLI9lNhKmRGRFBmNFwMDugKmtSQG6frJ3HT06eRwAGt40G5kwz6PRsywnaL628Nr8TofSiHrw==',
    ],
    [
      post('/0/private/CancelOrder', '{"txid":"OABC"}'),
      '{"nonce":"1616492376594","txid":"OABC"}',
      'BRO67j6ciu27v/1OysvflY08Ab03WvW/7SQLMfwbt+ULbRYMDZknyVQFz1ePIOWG5ql++vh/3qHePd0tClZ8TQ==',
    ],
  ])('$0.path', (request, body, signature) => {
    expect(signKraken(request, kraken, 0, { nonce: '1616492376594' })).toEqual({
      ...request,
      body,
      headers: {
        accept: 'application/json',
        'content-type': body.startsWith('{') ? 'application/json' : 'application/x-www-form-urlencoded',
        'API-Key': 'demoKey',
        'API-Sign': signature,
      },
    });
  });

  test('no body, and the time as nonce', () => {
    expect(signKraken(post('/0/private/Balance'), kraken, 1616492376594.5).body).toBe(
      'nonce=1616492376594500',
    );
  });

  test('what has no place for a nonce', () => {
    expect(() => signKraken(get('/0/private/Balance'), kraken, 0)).toThrow('by POST only');
    expect(() => signKraken(post('/0/private/Balance', '[]'), kraken, 0)).toThrow('an object, not a list');
  });
});
