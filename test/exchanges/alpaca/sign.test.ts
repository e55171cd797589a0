import { expect, test } from 'vitest';
import { credentials, sign } from '../../../src/exchanges/alpaca/sign.js';
import { parseWith } from '../../../src/protocol/parseWith.js';

const read = (access_key: string, secret_key: string) => parseWith(credentials, { access_key, secret_key });

test.each([
  ['secret', { simulate: false, feed: 'iex' }],
  [' secret , simulate ', { simulate: true, feed: 'iex' }],
  ['secret,paper', { simulate: true, feed: 'iex' }],
  ['secret,SIP', { simulate: false, feed: 'sip' }],
  ['secret,sip,Simulate', { simulate: true, feed: 'sip' }],
])('the box %j', (box, rest) => {
  expect(read(' key ', box)).toEqual({ accessKey: 'key', secret: 'secret', ...rest });
});

test.each([
  ['', 'secret', /the access key is empty/],
  ['key', '', /needs an API secret/],
  ['key', ',simulate', /needs an API secret/],
  ['key', 'secret,live', /word behind the secret that is not known/],
  ['key', 'secret,', /word behind the secret that is not known/],
  ['key', 'sec ret', /characters that no Alpaca key holds/],
  ['k\u00e9y', 'secret', /characters that no Alpaca key holds/],
])('keys %j and %j cannot be', (access, secret, message) => {
  expect(() => read(access, secret)).toThrow(message);
});

test('an error about the words shows no part of the secret', () => {
  expect(() => read('key', 'hunter2,hunter3')).toThrow(/^(?!.*hunter)/);
});

test('a request has the keys in two headers, and nothing else', () => {
  const request = { method: 'POST' as const, path: '/v2/orders', headers: { accept: '*/*' }, body: '{}' };
  const signed = sign(request, { accessKey: 'key', secret: 'secret', simulate: true, feed: 'iex' });
  expect(signed).toEqual({
    ...request,
    headers: { accept: '*/*', 'APCA-API-KEY-ID': 'key', 'APCA-API-SECRET-KEY': 'secret' },
  });
});
