import { createServer, type Server } from 'node:http';
import fc from 'fast-check';
import * as v from 'valibot';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { defineExchange } from '../../src/adapter/defineExchange.js';
import { relayIo } from '../../src/adapter/relayIo.js';
import { builtInExchanges } from '../../src/exchanges/builtInExchanges.js';
import { compactJson, jsonMembers } from '../../src/protocol/json.js';
import { type Plugin, startPlugin } from '../support/startPlugin.js';

let plugin: Plugin;
let server: Server;
let sent: { method: string; path: string; query: string; body: string }[] = [];
let reply = '{"code":"0","retCode":0,"data":[]}';

beforeAll(async () => {
  server = createServer(async (incoming, outgoing) => {
    let body = '';
    for await (const chunk of incoming) body += chunk;
    const [path = '', query = ''] = (incoming.url ?? '').split(/\?(.*)/s);
    sent.push({ method: incoming.method ?? '', path, query, body });
    outgoing.end(reply);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  const query = defineExchange({
    name: 'Query',
    baseUrl: url,
    credentials: v.object({ access_key: v.string(), secret_key: v.string() }),
    createState: () => ({}),
    methods: { io: (params, api) => relayIo(params, api, { inQuery: true }) },
  });
  plugin = await startPlugin({
    exchanges: [...(await builtInExchanges()), query],
    baseUrls: { OKX: url, Bybit: url },
  });
});
beforeEach(() => {
  sent = [];
  reply = '{"code":"0","retCode":0,"data":[]}';
});
afterAll(async () => {
  await plugin.stop();
  server.close().closeAllConnections();
});

/** Posts params as they are written. */
async function io(exchange: string, verb: string, path: string, params: string) {
  const body = `{"access_key":"an-access-key","secret_key":"a-secret-key${exchange === 'OKX' ? ',a-passphrase' : ''}","method":${JSON.stringify(`__api_${path}`)},"nonce":1730275031047002000,"params":${params}}`;
  return (await plugin.post(`/${exchange}`, body, { 'http-method': verb })).envelope;
}

const BIG = '[{"id":9007199254740993123,"px":1.10,"n":null,"e":1e-8},{"deep":[[{"a":{}}],[],"",false]}]';

describe.each(['OKX', 'Bybit'])('%s', (exchange) => {
  test.each([
    ['a list of orders', '[{"instId":"BTC-USDT","sz":"1"},{"instId":"ETH-USDT","sz":"2"}]'],
    ['ids above 2^53, digits, nulls and what is nested', BIG],
    ['an object of such', `{"rows":${BIG},"id":12345678901234567890}`],
    ['an empty object', '{}'],
    ['an empty list', '[]'],
    ['an empty text within', '{"a":""}'],
    ['a list of plain values', '[1,"2",null,true]'],
    ['names like numbers, in their order', '{"b":1,"2":2,"1":3}'],
  ])('POST, PUT and DELETE of %s arrive as they were', async (_what, params) => {
    for (const verb of ['POST', 'PUT', 'DELETE']) {
      expect(await io(exchange, verb, '/api/v5/x', params)).not.toHaveProperty('error');
      expect(sent.at(-1)).toEqual({ method: verb, path: '/api/v5/x', query: '', body: params });
    }
  });

  test('GET: values keep their digits, what is nested goes as JSON', async () => {
    await io(
      exchange,
      'GET',
      '/x',
      '{"id":9007199254740993, "px": 1.10,"s":"a b","t":true,"l":[1.0, "x y"],"e":""}',
    );
    expect(sent.at(-1)?.query).toBe(
      'id=9007199254740993&px=1.10&s=a%20b&t=true&l=%5B1.0%2C%22x%20y%22%5D&e=',
    );
  });

  test('GET: null is refused by name, and nothing is sent', async () => {
    expect((await io(exchange, 'GET', '/x', '{"a":"1","n":null}')).error).toBe(
      'params.n is null, which a query cannot hold: leave it out, or send ""',
    );
    expect(sent).toEqual([]);
  });

  test.each([
    ['/x?a=1', '{"b":"2"}', 'a=1&b=2'],
    ['/x?', '{"b":"2"}', 'b=2'],
    ['/x?a=1&', '{"b":"2"}', 'a=1&b=2'],
    ['/x?a=1', '{}', 'a=1'],
    ['/x?a=b?c', '{"d":"?&#"}', 'a=b?c&d=%3F%26%23'],
    ['/x', '[]', ''],
  ])('the path %s with %s', async (path, params, query) => {
    expect(await io(exchange, 'GET', path, params)).not.toHaveProperty('error');
    expect(sent.at(-1)).toMatchObject({ path: '/x', query });
  });

  test.each([
    ['/x#y', '%23'],
    ['/x?a=1#b', '%23'],
    ['/x?a\nb', '%0A'],
    ['/x?a\tb', '%09'],
  ])('the path %j is refused: a part of it would not be sent', async (path, remedy) => {
    expect((await io(exchange, 'GET', path, '{}')).error).toContain(`would not be sent: write ${remedy}`);
    expect(sent).toEqual([]);
  });

  test('GET: params that are nested 10,000 deep', async () => {
    const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;
    const { error } = await io(exchange, 'GET', '/x', `{"d":${deep}}`);
    expect(error ?? '').not.toContain('internal error');
    expect(await io(exchange, 'POST', '/x', `{"d":${deep}}`)).not.toHaveProperty('error');
    expect(sent.at(-1)?.body).toBe(`{"d":${deep}}`);
  });
});

test('an exchange that takes everything in the query', async () => {
  await io('Query', 'POST', '/x?a=1', '{"id":9007199254740993,"s":"t"}');
  expect(sent.at(-1)).toEqual({ method: 'POST', path: '/x', query: 'a=1&id=9007199254740993&s=t', body: '' });
});

describe('how params may come', () => {
  test.each([
    ['a byte order mark before the body', '\uFEFF{"method":"__api_/x","params":{"a":1}}', '{"a":1}'],
    [
      'params as a text of JSON',
      '{"method":"__api_/x","params":"{\\"a\\":12345678901234567890}"}',
      '{"a":12345678901234567890}',
    ],
    ['params as a text of a list', '{"method":"__api_/x","params":"[{\\"a\\":1.0}]"}', '[{"a":1.0}]'],
    ['an empty text', '{"method":"__api_/x","params":""}', '{}'],
    ['a blank text', '{"method":"__api_/x","params":" "}', '{}'],
    ['null', '{"method":"__api_/x","params":null}', '{}'],
    ['none', '{"method":"__api_/x"}', '{}'],
    ['twice: the last one counts', '{"params":{"a":1},"method":"__api_/x","params":{"b":[2]}}', '{"b":[2]}'],
  ])('%s', async (_what, body, arrived) => {
    const { envelope } = await plugin.post('/Bybit', body, { 'http-method': 'POST' });
    expect(envelope).not.toHaveProperty('error');
    expect(sent.at(-1)?.body).toBe(arrived);
  });

  test('an empty text of params for other methods', async () => {
    expect((await plugin.post('/Paper', '{"method":"markets","params":""}')).envelope).toHaveProperty('data');
    expect(
      (await plugin.post('/Paper', '{"method":"ticker","params":"{\\"symbol\\":\\"BTC_USDT\\"}"}')).envelope,
    ).toHaveProperty('data');
  });

  test.each(['utf16le', 'utf16be', 'utf16le without a mark'])(
    'a body in %s gets a clear error',
    async (coding) => {
      const text = `${coding.includes('without') ? '' : '\uFEFF'}{"method":"markets"}`;
      const bytes = Buffer.from(text, 'utf16le');
      if (coding === 'utf16be') bytes.swap16();
      expect((await plugin.post('/Paper', bytes)).envelope.error).toContain(
        'in UTF-16 or UTF-32: send it in UTF-8',
      );
    },
  );
});

test('members of any JSON object, as they are written', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), fc.jsonValue()),
      fc.constantFrom(0, 1, '\t', 3),
      (value, indent) => {
        const json = JSON.stringify(value, null, indent);
        const members = jsonMembers(json);
        expect(members.map(({ name }) => name)).toEqual(Object.keys(value));
        expect(Object.fromEntries(members.map(({ name, text }) => [name, JSON.parse(text)]))).toEqual(
          JSON.parse(json),
        );
        expect(compactJson(json)).toBe(JSON.stringify(value));
      },
    ),
  );
});
