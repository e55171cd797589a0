import { expect, test } from 'vitest';
import { signBybit } from '../../src/signing/signBybit.js';
import { signOkx } from '../../src/signing/signOkx.js';
import { bybitVectors, okxVectors } from './opensslVectors.js';

test.each(bybitVectors.vectors)('Bybit: $method $path?$query', ({ method, path, query, body, sign }) => {
  const { accessKey, secret, timestamp, window } = bybitVectors;
  const request = { method, path: query ? `${path}?${query}` : path, headers: {}, ...(body && { body }) };
  expect(signBybit(request, { accessKey, secret }, Number(timestamp)).headers).toEqual({
    'X-BAPI-API-KEY': accessKey,
    'X-BAPI-TIMESTAMP': timestamp,
    'X-BAPI-RECV-WINDOW': window,
    'X-BAPI-SIGN': sign,
  });
});

test.each(okxVectors.vectors)('OKX: $method $path', ({ method, path, body, timestamp, sign }) => {
  const request = { method, path, headers: {}, ...(body !== null && { body }) };
  const keys = { accessKey: 'key', secret: okxVectors.secret, passphrase: 'phrase' };
  expect(signOkx(request, keys, Date.parse(timestamp)).headers['OK-ACCESS-SIGN']).toBe(sign);
});
