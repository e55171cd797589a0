import { describe, expect, test } from 'vitest';
import { signBitget } from '../../src/signing/signBitget.js';
import { get, keys, post } from './requests.js';

describe('Bitget', () => {
  // printf %s "$text" | openssl dgst -sha256 -hmac demoSecret -binary | base64
  test.each([
    // 1684814440729GET/api/v2/mix/market/depth?limit=20&symbol=BTCUSDT
    [get('/api/v2/mix/market/depth?symbol=BTCUSDT&limit=20'), 'Mdrw0Yz9ZL5Gu1T8VjqkipifZsNlygrUhX+yEiwt+ic='],
    // 1684814440729POST/api/v2/mix/order/place-order{"symbol":"BTCUSDT","size":"8"}
    [
      post('/api/v2/mix/order/place-order', '{"symbol":"BTCUSDT","size":"8"}'),
      '5jP+DQwUY7SJDm3tu7M7+n97HJKxytCXX+RVbZjgFbo=',
    ],
  ])('$0.path', (request, signature) => {
    expect(signBitget(request, keys, 1684814440729.6)).toEqual({
      ...request,
      path: request.path.replace('symbol=BTCUSDT&limit=20', 'limit=20&symbol=BTCUSDT'),
      headers: {
        accept: 'application/json',
        'ACCESS-KEY': 'demoKey',
        'ACCESS-SIGN': signature,
        'ACCESS-TIMESTAMP': '1684814440729',
        'ACCESS-PASSPHRASE': 'demoPassphrase',
      },
    });
  });
});
