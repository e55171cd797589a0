import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exampleExchange, exampleTicker } from '../support/exampleExchange.js';
import { type Plugin, startPlugin } from '../support/startPlugin.js';

let plugin: Plugin;

beforeAll(async () => {
  plugin = await startPlugin({
    timeout: 400,
    exchanges: [
      exampleExchange({
        ticker: async ({ symbol }) => ({ data: { ...exampleTicker, symbol: symbol.name } }),
      }),
      exampleExchange(
        {
          ticker: () => new Promise(() => {}),
          depth: () => Promise.reject('just a string'),
          trades: async (_params, api) => {
            throw new Error(`refused key ${api.keys.access_key} and ${api.keys.secret_key.split(',')[1]}`);
          },
          records: async () => ({ data: [[1_731_028_903_911, 1, 1, 1, 1, 1]] }),
          markets: () => {
            throw null;
          },
          trade: () => new Promise(() => {}),
        },
        'Faulty',
      ),
    ],
  });
});
afterAll(() => plugin.stop());

const ticker = JSON.stringify({ method: 'ticker', params: { symbol: 'LTC_USDT' } });

describe('where a request goes', () => {
  test.each([
    '/Example',
    '/example',
    '/EXAMPLE/',
    '//example//',
    '/',
    '',
    '/exchange',
    '/Example?x=1',
    '/%45xample',
  ])('POST %j is answered by Example', async (path) => {
    const { status, envelope } = await plugin.post(path, ticker);
    expect(status).toBe(200);
    expect(envelope).toEqual({ data: exampleTicker });
  });

  test.each(['/nowhere', '/example/more', '/%zz', '/..%2f..%2fetc'])(
    'POST %j names the exchanges there are',
    async (path) => {
      const { status, envelope } = await plugin.post(path, ticker);
      expect(status).toBe(200);
      expect(envelope.error).toMatch(/^unknown exchange ".*": this plugin has Example, Faulty$/);
    },
  );

  test('GET is refused as an envelope', async () => {
    const response = await fetch(`${plugin.url}/Example`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(await response.json()).toEqual({
      error: "Example: GET is not supported, FMZ's docker sends POST; GET /healthz shows the state",
    });
  });

  test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('%s as well', async (method) => {
    const response = await fetch(`${plugin.url}/Example`, { method });
    expect(response.status).toBe(200);
    expect(await response.json()).toHaveProperty('error');
  });

  test('/healthz and /metrics', async () => {
    const health = await (await fetch(`${plugin.url}/healthz`)).json();
    expect(health).toMatchObject({
      status: 'ok',
      default: 'Example',
      exchanges: [
        { name: 'Example', keys: 'optional', methods: ['ticker'] },
        { name: 'Faulty', keys: 'optional' },
      ],
    });
    const metrics = await (await fetch(`${plugin.url}/metrics`)).text();
    expect(metrics).toMatch(
      /^fmzproto_requests_total\{exchange="Example",method="GetTicker",outcome="ok"\} \d+$/m,
    );
  });
});

describe('bodies', () => {
  const secret = 'very-secret-value';
  test.each([
    ['malformed JSON', `{"secret_key":"${secret}",`, 'the request body is not valid JSON'],
    ['nothing', '', 'the request has no body'],
    ['a list', `["${secret}"]`, 'the request body must be a JSON object'],
    ['a string', `"${secret}"`, 'the request body must be a JSON object'],
    ['null', 'null', 'the request body must be a JSON object'],
    ['no method', `{"secret_key":"${secret}"}`, 'method is missing'],
    ['an empty method', '{"method":""}', 'method is empty'],
    ['a method that is no string', '{"method":5}', 'method must be a string like "ticker"'],
    ['params that are no object', '{"method":"ticker","params":"LTC_USDT"}', 'params must be an object'],
    ['no params', '{"method":"ticker"}', 'symbol is missing'],
    ['null params', '{"method":"ticker","params":null}', 'symbol is missing'],
    ['a list of params', '{"method":"ticker","params":[]}', 'symbol is missing'],
    ['an empty symbol', '{"method":"ticker","params":{"symbol":""}}', 'symbol is missing'],
    ['half a symbol', '{"method":"ticker","params":{"symbol":"USDT"}}', 'symbol "USDT" is incomplete'],
    ['a key that is no string', '{"method":"ticker","access_key":{}}', 'access_key must be a string'],
    [
      'an unknown method',
      '{"method":"moon","params":{"when":"soon"}}',
      'unknown method "moon" with params {when: string}',
    ],
    ['a method it lacks', '{"method":"GetFundings"}', 'Example does not support GetFundings'],
  ])('%s', async (_what, body, error) => {
    const answer = await plugin.post('/Example', body);
    expect(answer.status).toBe(200);
    expect(answer.envelope.error).toContain(error);
    expect(answer.text).not.toContain(secret);
    expect(answer.text).not.toContain('\\n');
  });

  test('null access_key and unknown members are fine', async () => {
    const answer = await plugin.post(
      '/Example',
      '{"access_key":null,"method":"ticker","x":1,"params":{"symbol":"ltc_usdt"}}',
    );
    expect(answer.envelope.data).toEqual(exampleTicker);
  });

  test('a chunked body without a content type', async () => {
    const socket = connect(Number(new URL(plugin.url).port), '127.0.0.1');
    const text = new Promise<string>((resolve) => {
      let received = '';
      socket.on('data', (chunk) => (received += chunk)).on('end', () => resolve(received));
    });
    const half = Math.floor(ticker.length / 2);
    socket.write(
      'POST /example HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n',
    );
    socket.write(`${half.toString(16)}\r\n${ticker.slice(0, half)}\r\n`);
    setTimeout(() => {
      const rest = ticker.slice(half);
      socket.write(`${rest.length.toString(16)}\r\n${rest}\r\n0\r\n\r\n`);
    }, 30);
    expect(await text).toMatch(/^HTTP\/1\.1 200 OK\r\n[\s\S]*"symbol":"LTC_USDT"/);
  });

  test.each([2 * 1024 * 1024, 40 * 1024 * 1024])('%d bytes are too large', async (size) => {
    const answer = await plugin.post('/Example', Buffer.alloc(size, 'x')).catch((error: unknown) => error);
    if (size > 32 * 1024 * 1024 && answer instanceof Error) return;
    expect(answer).toMatchObject({
      status: 200,
      envelope: { error: 'the request body is too large: the limit is 1024 KiB' },
    });
  });

  test('a body that never ends is answered at the deadline', async () => {
    const received = await rawRequest(
      'POST /example HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"method"',
    );
    expect(received).toContain('HTTP/1.1 200 OK');
    expect(received).toContain('the request body did not arrive in time');
  });

  test.each([
    ['no HTTP at all', 'hello\r\n\r\n'],
    ['a Host header that is none', 'POST /example HTTP/1.1\r\nHost: a b\r\nContent-Length: 2\r\n\r\n{}'],
    ['no Host header', 'POST /example HTTP/1.0\r\nContent-Length: 2\r\n\r\n{}'],
    ['no Host header in HTTP/1.1', 'POST /example HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}'],
    ['an expectation', 'POST /example HTTP/1.1\r\nHost: x\r\nExpect: foo\r\nContent-Length: 2\r\n\r\n{}'],
    ['a huge header', `POST /example HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`],
  ])('%s is answered 200 with an envelope', async (_what, text) => {
    const received = await rawRequest(text);
    expect(received).toMatch(/^HTTP\/1\.[01] 200 OK\r\n[\s\S]*\{"error":"[^"]+/);
  });

  test('stray bytes behind a request do not take the place of its answer', async () => {
    const received = await rawRequest(
      `POST /example HTTP/1.1\r\nHost: x\r\nContent-Length: ${ticker.length}\r\n\r\n${ticker}xx`,
    );
    expect(received).toContain('"symbol":"LTC_USDT"');
    expect(received).not.toContain('not valid HTTP');
  });

  async function rawRequest(text: string): Promise<string> {
    const socket = connect(Number(new URL(plugin.url).port), '127.0.0.1');
    let received = '';
    const done = new Promise<void>((resolve) => {
      socket.on('data', (chunk) => {
        received += chunk;
        if (received.includes('}')) resolve();
      });
      socket.on('close', () => resolve());
      socket.on('error', () => resolve());
    });
    socket.write(text);
    await done;
    socket.destroy();
    return received;
  }
});

describe('an adapter that misbehaves', () => {
  const keys = { access_key: 'AKEY-123456', secret_key: 'shhh-secret,pass-phrase' };

  test('never answers: the deadline does', async () => {
    const { error } = await plugin.call('Faulty', 'ticker', { symbol: 'LTC_USDT' });
    expect(error).toBe('no answer within 0.4 s');
  });

  test('throws a string', async () => {
    expect(await plugin.call('Faulty', 'depth', { symbol: 'LTC_USDT' })).toEqual({
      error: 'internal error: just a string',
    });
  });

  test('throws nothing', async () => {
    expect(await plugin.call('Faulty', 'markets')).toEqual({
      error: 'internal error: null',
    });
  });

  test('answers data that FMZ cannot read: the field is named', async () => {
    const { error } = await plugin.call('Faulty', 'records', { symbol: 'LTC_USDT', period: '60' });
    expect(error).toContain('the adapter answered data that breaks the protocol: 0.0 must be in seconds');
  });

  test('puts keys into its error: they are struck out, in the log as well', async () => {
    const { error } = await plugin.call('Faulty', 'trades', { symbol: 'LTC_USDT' }, keys);
    expect(error).toBe('internal error: refused key *** and ***');
    for (const secret of ['AKEY-123456', 'shhh-secret', 'pass-phrase'])
      expect(plugin.log()).not.toContain(secret);
  });

  test('the others go on', async () => {
    const release: (() => void)[] = [];
    const held = exampleExchange(
      {
        async ticker() {
          await new Promise<void>((resolve) => release.push(resolve));
          return { data: exampleTicker };
        },
      },
      'Held',
    );
    const quick = exampleExchange({ ticker: async () => ({ data: exampleTicker }) });
    const patient = await startPlugin({ timeout: 100_000, exchanges: [held, quick] });
    const calls = Array.from({ length: 20 }, () => patient.call('Held', 'ticker', { symbol: 'LTC_USDT' }));
    await expect.poll(() => release.length).toBe(20);
    expect(await patient.call('Example', 'ticker', { symbol: 'LTC_USDT' })).toEqual({ data: exampleTicker });
    for (const answer of release) answer();
    for (const answer of await Promise.all(calls)) expect(answer).toEqual({ data: exampleTicker });
    await patient.stop();
  });
});

describe('what was sent is not guessed', () => {
  test('an adapter that sends by itself and never answers: the outcome of a write is unknown', async () => {
    const order = { symbol: 'LTC_USDT', type: 'buy', price: '1', amount: '1' };
    expect((await plugin.call('Faulty', 'trade', order)).error).toMatch(
      /^outcome unknown: no answer within 0\.4 s; it may have been carried out/,
    );
  });
});

test('a key is struck out of the log even where it was cut', async () => {
  const secret = 'S3CRET'.repeat(12);
  await plugin.call('Example', 'ticker', { symbol: secret }, { access_key: secret, secret_key: secret });
  await plugin.call(
    'Example',
    `__api_/x?${'y'.repeat(150)}&k=${secret}`,
    {},
    { access_key: secret, secret_key: secret },
  );
  expect(plugin.log()).not.toContain('S3CRETS3');
});

test('metrics know functions only, whatever is asked for', async () => {
  for (let index = 0; index < 50; index += 1) {
    await plugin.call('Example', `nonsense${String.fromCharCode(97 + (index % 26))}"} 1\nfake{a="`);
    await plugin.call('Example', `__api_/path/${index}?time=${index}`);
  }
  const metrics = await (await fetch(`${plugin.url}/metrics`)).text();
  expect(metrics.match(/^fmzproto_requests_total\{/gm)?.length).toBeLessThan(60);
  expect(metrics).not.toContain('fake');
  expect(metrics).toContain('method="unknown",outcome="error"');
});

test('the log has a line for each request, without line breaks from outside', async () => {
  await plugin.call('Example', 'ticker', { symbol: 'LTC_USDT' });
  await plugin.call('Example', 'ti\ncker\u001b[31m', { symbol: 'X\r\nFAKE' });
  const lines = plugin.log().trimEnd().split('\n');
  expect(lines.at(-2)).toMatch(
    /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d\d:\d\d Example {2}GetTicker {2}LTC_USDT {2}ok {2}\d+ ms {2}0 upstream calls$/,
  );
  expect(lines.at(-1)).toMatch(
    /Example {2}unknown {2}X FAKE {2}error {2}\d+ ms {2}0 upstream calls {2}unknown method "ti cker \[31m"/,
  );
});
