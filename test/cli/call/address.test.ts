import { expect, it } from 'vitest';
import { parseAddress } from '../../../src/cli/call/address.js';
import { UsageError } from '../../../src/cli/terminal/errors.js';

it.each([
  ['http://127.0.0.1:6666', undefined, 'http://127.0.0.1:6666/OKX', 'OKX'],
  ['http://127.0.0.1:6666/', 'Paper', 'http://127.0.0.1:6666/Paper', 'Paper'],
  ['http://127.0.0.1:6666', '', 'http://127.0.0.1:6666/', ''],
  ['http://127.0.0.1:6666/Paper/', undefined, 'http://127.0.0.1:6666/Paper', 'Paper'],
  ['http://127.0.0.1:6666/Paper/OKX', 'paper/okx', 'http://127.0.0.1:6666/Paper/OKX', 'Paper/OKX'],
  ['http://127.0.0.1/%E5%B8%81', '币', 'http://127.0.0.1/%E5%B8%81', '%E5%B8%81'],
  ['http://[::1]:6666', 'a/../b', 'http://[::1]:6666/a%2F..%2Fb', 'a/../b'],
])('%s and %s', (text, exchange, url, name) => {
  expect(parseAddress(text, exchange)).toMatchObject({ url, exchange: name });
});

it.each([
  '',
  'x',
  'localhost:6666',
  'ws://127.0.0.1',
  'http://user:secret@127.0.0.1',
  'http://127.0.0.1/?a=1',
])('refuses %j', (text) => {
  expect(() => parseAddress(text, undefined)).toThrow(UsageError);
  expect(() => parseAddress(text, undefined)).not.toThrow(/secret/);
});
