import { expect, test } from 'vitest';
import { signatureOf } from '../../src/runtime/tokens.js';

const request = {
  method: 'GET',
  path: '/api/order?symbol=LTCBTC',
  headers: { accept: 'application/json' },
} as const;

test('what signing added to headers and query, without its figures', () => {
  const signed = {
    ...request,
    path: `${request.path}&recvWindow=5000&timestamp=1499827319559&signature=HZ8%2Bigs%3D`,
    headers: { ...request.headers, 'X-MBX-APIKEY': 'demoKey', 'X-BAPI-RECV-WINDOW': '5000' },
  };
  expect(signatureOf(request, signed)).toEqual(['demoKey', 'HZ8%2Bigs%3D', 'HZ8+igs=']);
});

test('nothing', () => {
  expect(signatureOf(request, request)).toEqual([]);
});
