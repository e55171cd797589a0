import { describe, expect, test } from 'vitest';
import { signCoinbaseExchange } from '../../src/signing/signCoinbaseExchange.js';
import { get, keys, post } from './requests.js';

describe('Coinbase Exchange', () => {
  const base64 = { ...keys, secret: 'ZGVtb1NlY3JldERlbW9TZWNyZXQ=' };

  // printf %s "$text" | openssl dgst -sha256 -mac HMAC -macopt key:demoSecretDemoSecret -binary | base64
  test.each([
    // 1625000000GET/orders?status=open
    [get('/orders?status=open'), 'oTdK/a1zwHkhVyaDGei016QDXHVGoj+USFftXmr5EMM='],
    // 1625000000POST/orders{"size":"1"}
    [post('/orders', '{"size":"1"}'), 'EfazCrRMx6nHseYuwzXPaeg+24DtfSFr84vFLfsEIXc='],
  ])('$0.path', (request, signature) => {
    expect(signCoinbaseExchange(request, base64, 1625000000999)).toEqual({
      ...request,
      headers: {
        accept: 'application/json',
        'CB-ACCESS-KEY': 'demoKey',
        'CB-ACCESS-SIGN': signature,
        'CB-ACCESS-TIMESTAMP': '1625000000',
        'CB-ACCESS-PASSPHRASE': 'demoPassphrase',
      },
    });
  });

  test('a secret that is not base64', () => {
    expect(() => signCoinbaseExchange(get('/orders'), keys, 0)).toThrow(
      'is not base64: copy it again, whole',
    );
  });
});
