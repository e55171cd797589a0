import { describe, expect, test } from 'vitest';
import { signGate } from '../../src/signing/signGate.js';
import { get, post } from './requests.js';

describe('Gate', () => {
  // The first two are Gate's own examples; the third one: printf
  // 'GET\n/api/v4/spot/tickers\ncurrencies=BTC,ETH\n<sha512 of nothing>\n1541993715' | openssl dgst -sha512 -hmac secret
  test.each([
    [
      get('/api/v4/futures/orders?contract=BTC_USD&status=finished&limit=50'),
      '55f84ea195d6fe57ce62464daaa7c3c02fa9d1dde954e4c898289c9a2407a3d6' +
        'fb3faf24deff16790d726b66ac9f74526668b13bd01029199cc4fcc522418b8a',
    ],
    [
      post(
        '/api/v4/futures/orders',
        '{"contract":"BTC_USD","type":"limit","size":100,"price":6800,"time_in_force":"gtc"}',
      ),
      'eae42da914a590ddf727473aff25fc87d50b64783941061f47a3fdb92742541f' +
        'c4c2c14017581b4199a1418d54471c269c03a38d788d802e2c306c37636389f0',
    ],
    [
      get('/api/v4/spot/tickers?currencies=BTC%2CETH'),
      '4b25cf6a1e3e886a8f7e1f79e5a022a7dcad8e6612f3b6fb99a294e1d26a4328' +
        'a7ff8371169cad80ade9f645f122c43c77d4036f53f0403ff9e98af181971a0e',
    ],
  ])('$0.method $0.path', (request, signature) => {
    expect(signGate(request, { accessKey: 'key', secret: 'secret' }, 1541993715999)).toEqual({
      ...request,
      headers: { accept: 'application/json', KEY: 'key', Timestamp: '1541993715', SIGN: signature },
    });
  });
});
