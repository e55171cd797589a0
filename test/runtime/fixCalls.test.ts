import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ExchangeError } from '../../src/adapter/ExchangeError.js';
import type { FixServer } from '../../src/testing/startFixServer.js';
import { forexExchange, forexKeys, startForexServer } from '../support/forexExchange.js';
import { type Envelope, type Plugin, startPlugin } from '../support/startPlugin.js';

let server: FixServer;
let plugin: Plugin | undefined;

beforeEach(async () => {
  server = await startForexServer();
});
afterEach(async () => {
  await plugin?.stop();
  plugin = undefined;
  await server.close();
});

async function start(parts: Parameters<typeof forexExchange>[0] = {}, timeout = 30_000): Promise<Plugin> {
  plugin = await startPlugin({
    exchanges: [forexExchange(parts)],
    baseUrls: { Forex: server.url, 'Forex.quote': server.url },
    timeout,
  });
  return plugin;
}

function call(method: string, params: object = {}, keys = forexKeys): Promise<Envelope> {
  return plugin?.call('Forex', method, params, keys) ?? Promise.reject(new Error('it was not started'));
}

const buy = { symbol: 'EUR_USD', type: 'buy', price: '1.10', amount: '1000' };
const lastLine = () =>
  plugin
    ?.log()
    .trim()
    .split('\n')
    .findLast((line) => line.includes(' Forex  '));
const verbs = (type: string) => server.received.filter((message) => message.type === type);

describe('a request', () => {
  test('is answered on the session of its keys, which all calls share', async () => {
    await start();
    const answers = await Promise.all(Array.from({ length: 20 }, () => call('trade', buy)));
    expect(answers.map(({ data }) => data)).toEqual(answers.map(() => ({ id: '4711' })));
    expect(server.count('A')).toBe(1);
    expect(new Set(verbs('D').map((message) => message.get(11))).size).toBe(20);
  });

  test('is told to the log as one upstream call, and to the metrics', async () => {
    const { url } = await start();
    expect(await call('trade', buy)).toHaveProperty('data');
    expect(lastLine()).toMatch(/Forex {2}CreateOrder {2}EUR_USD {2}ok {2}\d+ ms {2}1 upstream call$/);
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toContain(
      'fmzproto_upstream_requests_total{exchange="Forex",method="CreateOrder",outcome="ok"} 1',
    );
    expect(metrics).toContain('fmzproto_fix_sessions{exchange="Forex",line="trade"} 1');
    expect(metrics).toContain('fmzproto_fix_logons_total{exchange="Forex",line="trade"} 1');
    expect(metrics).toMatch(/fmzproto_fix_received_messages_total\{exchange="Forex",line="trade"\} [1-9]/);
  });

  test('is answered by several messages where the adapter waits for them', async () => {
    await start();
    const { data, raw } = await call('orders');
    expect(data).toMatchObject([{ id: '1' }, { id: '2' }]);
    expect(raw).toEqual([expect.stringContaining('|37=1|'), expect.stringContaining('|37=2|')]);
  });

  test("'s raw is the message as text, without who the two sides are to each other", async () => {
    await start();
    const { raw } = await call('order', { id: 'mine' });
    expect(raw).toMatch(/^8=FIX\.4\.4\|9=\d+\|35=8\|.*\|37=4711\|11=mine\|150=I\|.*\|10=\d{3}\|$/);
    expect(JSON.stringify(raw)).not.toContain(forexKeys.access_key);
  });

  test("'s answer shows no secret that the exchange repeats, through IO as in raw", async () => {
    await start();
    const { access_key, secret_key } = forexKeys;
    server.on = {
      ...server.on,
      H: (asked) => ({
        type: '8',
        fields: [
          [37, secret_key],
          [11, asked.get(11) ?? ''],
          [150, 'I'],
          [1, '7340215'],
          [55, 'EURUSD'],
          [198, '17340215'],
          [58, `login 7340215 of ${access_key} with ${secret_key} is at 1.7340215`],
        ],
      }),
    };
    const path = '/trade/H';
    const { data } = await call(`__api_${path}`, { 11: 'mine' });
    const { raw } = await call('order', { id: 'mine' });
    const shown = [
      [37, '***'],
      [11, 'mine'],
      [150, 'I'],
      [1, '***'],
      [55, 'EURUSD'],
      [198, '17340215'],
      [58, 'login *** of *** with *** is at 1.7340215'],
    ];
    expect(data).toEqual(expect.arrayContaining(shown));
    expect(raw).toContain(shown.map(([tag, value]) => `${tag}=${value}|`).join(''));
  });

  test('of other keys goes over a session of theirs', async () => {
    await start();
    await call('order', { id: 'mine' });
    await call('order', { id: 'mine' }, { ...forexKeys, access_key: 'demo.broker.999' });
    expect(server.sessions.map(({ client }) => client)).toEqual(['demo.broker.7340215', 'demo.broker.999']);
  });

  test('without keys is refused before anything is sent, also one for prices', async () => {
    await start();
    for (const method of ['ticker', 'orders'])
      expect((await call(method, { symbol: 'EUR_USD' }, { access_key: '', secret_key: '' })).error).toMatch(
        /SenderCompID is missing/,
      );
    expect(server.connections).toBe(0);
  });
});

describe('a refusal', () => {
  const report = (id: string | undefined, text: string) => ({
    type: '8',
    fields: [
      [37, '1'],
      [11, id ?? ''],
      [150, '8'],
      [39, '8'],
      [103, '3'],
      [58, text],
    ] as const,
  });

  test('of an order is one with its code and its text, and nothing is unknown', async () => {
    await start();
    server.on = { ...server.on, D: (order) => report(order.get(11), 'NOT_ENOUGH_MONEY') };
    expect(await call('trade', buy)).toEqual({ error: '3 NOT_ENOUGH_MONEY' });
  });

  test.each([
    [
      '3',
      [
        [45, '2'],
        [371, '55'],
        [372, 'H'],
        [373, '5'],
        [58, 'Value is incorrect'],
      ],
      '5 Value is incorrect (tag 55 of H)',
    ],
    [
      'j',
      [
        [45, '2'],
        [372, 'H'],
        [379, 'mine'],
        [380, '0'],
        [58, 'ORDER_NOT_FOUND'],
      ],
      '0 ORDER_NOT_FOUND',
    ],
    [
      '9',
      [
        [37, 'NONE'],
        [11, 'mine'],
        [41, 'x'],
        [39, '8'],
        [434, '1'],
        [102, '1'],
      ],
      '1 the order was not changed',
    ],
  ] as const)('by %s', async (type, fields, error) => {
    await start();
    server.on = { ...server.on, H: () => ({ type, fields }) };
    expect(await call('order', { id: 'mine' })).toEqual({ error });
  });

  test('of prices', async () => {
    await start();
    server.on = {
      V: (asked) => ({
        type: 'Y',
        fields: [
          [262, asked.get(262) ?? ''],
          [281, '0'],
          [58, 'no such symbol'],
        ],
      }),
    };
    expect(await call('ticker', { symbol: 'EUR_USD' })).toEqual({ error: '0 no such symbol' });
  });

  test("is read by the line's own reject first", async () => {
    await start({
      trade: {
        reject(message) {
          if (message.get(58) === 'MARKET_CLOSED')
            throw new ExchangeError({ code: 'closed', message: 'the market is closed', hint: 'wait' });
        },
      },
    });
    server.on = { D: (order) => report(order.get(11), 'MARKET_CLOSED') };
    expect(await call('trade', buy)).toEqual({ error: 'closed the market is closed (wait)' });
  });
});

describe('what is known of a write whose answer is lost', () => {
  test('nothing, once its bytes have gone', async () => {
    await start();
    server.on = {
      D: (_order, session) => {
        session.cut();
        return undefined;
      },
    };
    const { error } = await call('trade', buy);
    expect(error).toMatch(/^outcome unknown: the trade line at 127\.0\.0\.1:\d+ gave no answer/);
    expect(lastLine()).toContain('1 upstream call');
    expect(server.count('D')).toBe(1);
  });

  test('that nothing was sent, where there was no session', async () => {
    await start();
    await server.close();
    const { error } = await call('trade', buy);
    expect(error).toMatch(/nothing was sent$/);
    expect(error?.match(/nothing was sent/g)).toHaveLength(1);
    expect(error).not.toContain('unknown');
    expect(lastLine()).toContain('0 upstream calls');
  });

  test('of a read, that it failed', async () => {
    await start({}, 1000);
    server.on = { H: () => undefined };
    const { error } = await call('order', { id: 'mine' });
    expect(error).toMatch(/gave no answer in time/);
    expect(error).not.toContain('unknown');
  });
});

test('what is told of a topic answers from memory, and says so', async () => {
  await start();
  const first = await call('ticker', { symbol: 'EUR_USD' });
  expect(first.data).toMatchObject({ buy: '1.10', sell: '1.20' });
  expect(lastLine()).toContain('1 upstream call');
  server.sessions[0]?.send('X', [
    [55, 'EURUSD'],
    [268, '1'],
    [279, '0'],
    [269, '0'],
    [270, '1.11'],
  ]);
  await expect.poll(async () => (await call('ticker', { symbol: 'EUR_USD' })).raw).toMatch(/\|35=X\|/);
  expect(lastLine()).toMatch(/from stream, \d+ ms old$/);
  expect(server.count('V')).toBe(1);
});

test('the state of the plugin tells of lines, and of prices that need keys', async () => {
  const { url } = await start();
  await call('trade', buy);
  await call('ticker', { symbol: 'EUR_USD' });
  const health: unknown = await (await fetch(`${url}/healthz`)).json();
  expect(health).toMatchObject({
    exchanges: [{ name: 'Forex', keys: 'required', publicData: false }],
    fix: [
      {
        ...{ exchange: 'Forex', line: 'trade', address: server.url, state: 'open' },
        ...{ logons: 1, refused: 0, failed_attempts: 0, topics: 0 },
      },
      { line: 'quote', topics: 1 },
    ],
  });
  expect(JSON.stringify(health)).not.toContain('7340215');
  const metrics = await (await fetch(`${url}/metrics`)).text();
  expect(metrics).toContain('fmzproto_fix_topics{exchange="Forex",line="quote"} 1');
});

test('requests of one session are paced, those of another are not held up', async () => {
  await start({ trade: { limit: { requests: 1, per: 600_000 } } }, 2000);
  expect(await call('order', { id: 'mine' })).toHaveProperty('data');
  expect((await call('order', { id: 'mine' })).error).toBe(
    'Forex was not asked in time: its rate limit is used up; nothing was sent',
  );
  expect(await call('order', { id: 'mine' }, { ...forexKeys, access_key: 'demo.broker.999' })).toHaveProperty(
    'data',
  );
  expect(await call('ticker', { symbol: 'EUR_USD' })).toHaveProperty('data');
});

test('no proof of a Logon gets into an error or the log, whoever says it', async () => {
  await server.close();
  server = await startForexServer({
    logon: (message) => `RET_INVALID_DATA for ${message.get(49)} ${message.get(553)} ${message.get(554)}`,
  });
  await start();
  const answers = await Promise.all([call('trade', buy), call('order', { id: 'mine' }), call('orders')]);
  for (const { error } of answers)
    expect(error).toMatch(/refused the Logon: RET_INVALID_DATA for [* ]+; nothing was sent$/);
  expect(server.count('A')).toBe(1);
  const said = JSON.stringify(answers) + plugin?.log();
  for (const secret of [...Object.values(forexKeys), '7340215']) expect(said).not.toContain(secret);
});
