import { expect, test } from 'vitest';
import { credentials } from '../../../src/exchanges/bybit/sign.js';
import { parseWith } from '../../../src/protocol/parseWith.js';
import { signBybit } from '../../../src/signing/signBybit.js';
import { bybitVectors } from '../../signing/opensslVectors.js';

const keys = { accessKey: 'key', secret: 'secret' };

test('a request that may travel for so long names the window in which Bybit takes it', () => {
  const { headers } = signBybit(
    { method: 'POST', path: '/x', headers: {}, body: '{}' },
    keys,
    1_607_418_537_715.4,
    {
      expiresIn: 1999.9,
    },
  );
  expect(headers).toMatchObject({ 'X-BAPI-TIMESTAMP': '1607418537715', 'X-BAPI-RECV-WINDOW': '1999' });
});

test.each(bybitVectors.vectors)('signs as OpenSSL does: $method $path', (vector) => {
  const { method, path, query, body, sign } = vector;
  const request = {
    method,
    path: query ? `${path}?${query}` : path,
    headers: {},
    ...(body !== null && { body }),
  };
  const { accessKey, secret, timestamp, window } = bybitVectors;
  const account = parseWith(credentials, { access_key: accessKey, secret_key: secret });
  const signed = signBybit(request, account, Number(timestamp), { expiresIn: Number(window) });
  expect(signed.headers['X-BAPI-SIGN']).toBe(sign);
});
