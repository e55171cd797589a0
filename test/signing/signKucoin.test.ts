import { describe, expect, test } from 'vitest';
import { signKucoin } from '../../src/signing/signKucoin.js';
import { get, keys, post } from './requests.js';

describe('KuCoin', () => {
  test.each([
    // 1547015186532GET/api/v1/accounts?currency=BTC,ETH
    [get('/api/v1/accounts?currency=BTC%2CETH'), 'l3SiWis9fKlG6QdnDor7Xc1Hxmt2Wd8imSnsKlidnf8='],
    // KuCoin's example of what is signed: /api/v1/sub/api-key?apiKey=67b3&subName=test&passphrase=abc!@#11
    [
      get('/api/v1/sub/api-key?apiKey=67b3&subName=test&passphrase=abc%21%40%2311'),
      'havg90pN1UDWsHB8oH7c0WCHLk+zbeNYh8qfCgvb3b0=',
    ],
    // 1547015186532POST/api/v1/deposit-addresses{"currency":"BTC"}
    [post('/api/v1/deposit-addresses', '{"currency":"BTC"}'), 'exetxaFNEHJAqtRECO4nk0JlzbvRGFC3L71c7pUE9hg='],
  ])('$0.path', (request, signature) => {
    expect(signKucoin(request, keys, 1547015186532)).toEqual({
      ...request,
      headers: {
        accept: 'application/json',
        'KC-API-KEY': 'demoKey',
        'KC-API-SIGN': signature,
        'KC-API-TIMESTAMP': '1547015186532',
        // printf %s demoPassphrase | openssl dgst -sha256 -hmac demoSecret -binary | base64
        'KC-API-PASSPHRASE': 'TTN7GJLLJIn93TGQW2Fo0yQazTl4iAb54WU/Mq5w18w=',
        'KC-API-KEY-VERSION': '2',
      },
    });
  });

  test('a key of version 3', () => {
    expect(signKucoin(get('/x'), keys, 0, { version: '3' }).headers['KC-API-KEY-VERSION']).toBe('3');
  });
});
