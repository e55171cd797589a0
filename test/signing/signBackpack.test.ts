import { describe, expect, test } from 'vitest';
import type { OutgoingRequest } from '../../src/adapter/ApiRequest.js';
import { signBackpack } from '../../src/signing/signBackpack.js';
import { ed25519Public, ed25519Seed } from './keys.js';
import { get, post } from './requests.js';

describe('Backpack', () => {
  const backpack = { accessKey: ed25519Public, secret: ed25519Seed };
  const instructions = {
    'GET /api/v1/capital': 'balanceQuery',
    'GET /wapi/v1/history/orders': 'orderCancel',
    'DELETE /api/v1/order': 'orderCancel',
    'POST /api/v1/order': 'orderExecute',
    'POST /api/v1/orders': 'orderExecute',
  };
  const cancel = 'EcmrnM+z/V59iQpP1pTc0et42dpBmdVezGODBeVrzadT6UVfBkV/6rVFpPaf6aqF3CawriVV/GKQlYfPeh3kCw==';

  // printf %s "$text" > text; openssl pkeyutl -sign -rawin -in text -inkey ed25519.pem | base64 -w0
  test.each<[OutgoingRequest, string]>([
    // instruction=balanceQuery&timestamp=1614550000000&window=5000
    [
      get('/api/v1/capital'),
      '2+rL/DScDH9gvWVoYwv9xhHPy36vAtAgoXrtKMNdmIK6FAZSXIefzPOYBosguHbnnBg+HNLLo0/KZamJ38TfCg==',
    ],
    // Backpack's example: instruction=orderCancel&orderId=28&symbol=BTC_USDT&timestamp=1614550000000&window=5000
    [{ ...post('/api/v1/order', '{"symbol":"BTC_USDT","orderId":28}'), method: 'DELETE' }, cancel],
    [get('/wapi/v1/history/orders?symbol=BTC%5FUSDT&orderId=28'), cancel],
    // instruction=orderExecute&clientId=7&postOnly=true&symbol=SOL_USDC&timestamp=1614550000000&window=5000
    [
      post('/api/v1/order', '{"symbol":"SOL_USDC","postOnly":true,"clientId":7}'),
      'N2zx2adEX4RGBicGL7eUfv/AnU8CmCv/wpfYaO8htA9PCUyursF4qTTgwb/NpMfr2RO2SwL/hFk4pPhDGU2iDw==',
    ],
    // Backpack's batch: instruction=orderExecute&orderType=Limit&price=141&quantity=12&side=Bid&symbol=SOL_USDC_PERP
    // &instruction=orderExecute&orderType=Limit&price=140&quantity=11&side=Bid&symbol=SOL_USDC_PERP&timestamp=…
    [
      post(
        '/api/v1/orders',
        '[{"symbol":"SOL_USDC_PERP","side":"Bid","orderType":"Limit","price":"141","quantity":"12"},' +
          '{"symbol":"SOL_USDC_PERP","side":"Bid","orderType":"Limit","price":"140","quantity":"11"}]',
      ),
      's7UIyHCIjfJB0JihWxOfbu8rJ9wNwJSy44ctcvQjXtTTyk7R0heUtkF5DlHMAZ+qMg6nUbzt3OltkB5ix4e4BA==',
    ],
  ])('$0.method $0.path', (request, signature) => {
    expect(signBackpack(request, backpack, 1614550000000.5, { instructions })).toEqual({
      ...request,
      headers: {
        accept: 'application/json',
        'X-API-Key': ed25519Public,
        'X-Signature': signature,
        'X-Timestamp': '1614550000000',
        'X-Window': '5000',
      },
    });
  });

  test('an endpoint without its instruction', () => {
    const attempt = () => signBackpack(get('/api/v1/fills'), backpack, 0, { instructions });
    expect(attempt).toThrow('no instruction is known for GET /api/v1/fills');
  });
});
