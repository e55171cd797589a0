import { createServer, type Server } from 'node:http';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { defineExchange } from '../../src/adapter/defineExchange.js';
import { ExchangeError } from '../../src/adapter/ExchangeError.js';
import { relayIo } from '../../src/adapter/relayIo.js';
import { exampleTicker } from '../support/exampleExchange.js';
import { type Plugin, startPlugin } from '../support/startPlugin.js';

const ACCESS = 'AKEY/9f+3c=77 e1';
const SECRET = 'S3cr3t/Q9+zz==&x<1>';
const PASSPHRASE = 'Pass phrase/"1"';
const keys = { access_key: ACCESS, secret_key: `${SECRET},${PASSPHRASE}` };

let server: Server;
let plugin: Plugin;
let answer: (path: string) => { text: string; headers?: Record<string, string> };

beforeEach(async () => {
  answer = () => ({ text: '{"message":"no"}' });
  server = createServer((incoming, outgoing) => {
    const { text, headers = {} } = answer(incoming.url ?? '');
    outgoing.writeHead(200, headers).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  plugin = await startPlugin({
    timeout: 20_000,
    exchanges: [
      defineExchange({
        name: 'Echo',
        baseUrl: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
        credentials: v.object({ access_key: v.string(), secret_key: v.string() }),
        sign: (request, { access_key }) => ({
          ...request,
          headers: { ...request.headers, 'x-key': access_key },
        }),
        reject(reply) {
          const { message } = Object(reply.json);
          if (message !== undefined) throw new ExchangeError({ code: '401', message });
        },
        createState: () => ({}),
        methods: {
          io: relayIo,
          ticker: async ({ symbol }) => ({ data: { ...exampleTicker, symbol: symbol.name } }),
        },
      }),
    ],
  });
});
afterEach(async () => {
  await plugin.stop();
  server.close().closeAllConnections();
});

const io = (path: string, verb = 'GET') =>
  plugin.call('Echo', `__api_${path}`, {}, keys, { 'http-method': verb });

const percent = encodeURIComponent;
describe.each([
  ['access key', ACCESS],
  ['secret', SECRET],
  ['passphrase', PASSPHRASE],
])('an exchange that echoes the %s', (_what, key) => {
  test.each<[string, string]>([
    ['with \\/', JSON.stringify(key).slice(1, -1).replaceAll('/', '\\/')],
    ['with \\u002F', JSON.stringify(key).slice(1, -1).replaceAll('/', '\\u002F')],
    [
      'with HTML entities',
      key
        .replaceAll('&', '&amp;')
        .replaceAll('/', '&#x2F;')
        .replaceAll('<', '&lt;')
        .replaceAll('"', '&quot;'),
    ],
    ['with decimal entities', key.replaceAll('/', '&#47;')],
    ['percent-encoded', percent(key)],
    ['percent-encoded twice', percent(percent(key))],
    ['with + for a blank', new URLSearchParams({ '': key }).toString().slice(1)],
    ['in base64', Buffer.from(key).toString('base64')],
    ['in base64 of base64', Buffer.from(Buffer.from(key).toString('base64')).toString('base64')],
    ['its first half before dots', `${key.slice(0, Math.ceil(key.length / 2))}...`],
    ['its last half behind dots', `...${key.slice(-Math.ceil(key.length / 2))}`],
    ['its first half before stars', `${key.slice(0, Math.ceil(key.length / 2))}****`],
  ])('%s: neither the answer nor the log has it', async (_form, form) => {
    answer = () => ({ text: JSON.stringify({ message: `key ${form} is unknown` }) });
    const { error } = await io('/x');
    expect(error).toContain('***');
    expect(error).not.toContain(form);
    expect(plugin.log()).not.toContain(form);
  });
});

describe('tokens that an exchange gives out', () => {
  const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJ1aWQiOiI0MiJ9.c2lnbmF0dXJlLW9mLWl0';
  test.each<[string, string, string, Record<string, string>?]>([
    ['access_token', 'at-93c1f0b7e2', '{"data":{"access_token":"at-93c1f0b7e2"}}'],
    ['refreshToken', 'rt-93c1f0b7e2', '{"refreshToken":"rt-93c1f0b7e2"}'],
    ['token', 'tk93c1f0b7e2', '{"data":{"token":"tk93c1f0b7e2"}}'],
    ['listenKey', 'lkPqWmZxAaBb', '{"listenKey":"lkPqWmZxAaBb"}'],
    ['JSON in a string', 'st-93c1f0b7e2', '{"data":"{\\"session_token\\":\\"st-93c1f0b7e2\\"}"}'],
    ['a JWT anywhere', JWT, `{"data":["x ${JWT} y"]}`],
    ['a cookie', 'ck-93c1f0b7e2', '{"data":1}', { 'set-cookie': 'sid=ck-93c1f0b7e2; Path=/; HttpOnly' }],
  ])('%s: is in no later error, and in no line of the log', async (_what, token, text, headers) => {
    answer = (path) =>
      path === '/login'
        ? { text, ...(headers && { headers }) }
        : { text: JSON.stringify({ message: `bad ${path}` }) };
    expect(await io('/login', 'POST')).toHaveProperty('data');
    const { error } = await io(`/orders/${token}/x?k=${token}`);
    expect(error).toContain('***');
    expect(error).not.toContain(token);
    expect(plugin.log()).not.toContain(token);
  });
});

test.each([
  ['as it is', ACCESS],
  ['in another case', ACCESS.toLowerCase()],
  ['behind an exchange', `Echo/${ACCESS}`],
  ['the secret', SECRET],
])('a key that was pasted into the address is shown nowhere: %s', async (_how, path) => {
  const { error } = await plugin.call(path.split('/').map(encodeURIComponent).join('/'), 'ticker', {}, keys);
  expect(error).toMatch(/^unknown exchange ".*\*\*\*/);
  expect(plugin.log()).toContain('unknown exchange');
  for (const part of ['9f+3c', 'S3cr3t/Q9']) {
    expect(`${error}${plugin.log()}`.toLowerCase()).not.toContain(part.toLowerCase());
  }
});

test('60 MB of error text: another request in the meantime is answered first', async () => {
  answer = () => ({ text: `{"message":"${ACCESS} ${'x% &#4 \\\\u00 '.repeat(4_000_000)}${ACCESS}"}` });
  const order: string[] = [];
  const long = io('/x').then((envelope) => {
    order.push('long');
    return envelope;
  });
  await plugin.call('Echo', 'ticker', { symbol: 'LTC_USDT' }, keys).then(() => order.push('ticker'));
  const { error } = await long;
  expect(order).toEqual(['ticker', 'long']);
  expect(error).toMatch(/^401 \*\*\* x% /);
  expect(error?.length).toBeLessThan(700);
  expect(plugin.log()).not.toContain('AKEY');
});
