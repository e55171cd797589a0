import { expect, it } from 'vitest';
import { encodeRequest } from '../../src/protocol/envelope.js';

it('writes the nonce as a bare integer above 2^53, digit for digit', () => {
  const body = encodeRequest(
    { method: 'ticker', params: { symbol: 'LTC_USDT' } },
    { access_key: 'a"b', secret_key: 's,p' },
    1_700_000_000_123_456_789n,
  );
  expect(body).toBe(
    '{"access_key":"a\\"b","secret_key":"s,p","method":"ticker","nonce":1700000000123456789,"params":{"symbol":"LTC_USDT"}}',
  );
});
