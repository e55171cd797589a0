import * as v from 'valibot';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { defineExchange } from '../../src/adapter/defineExchange.js';
import { parseReply } from '../../src/adapter/rows.js';
import { rowFeed } from '../../src/adapter/streamFeeds.js';
import type { Ticker } from '../../src/protocol/structures.js';
import {
  type RecordingServer,
  type RecordingStream,
  startRecordingServer,
  startRecordingStream,
  testExchange,
} from '../../src/testing.js';

const row = v.object({ last: v.string(), time: v.number() });
const said = v.object({
  op: v.optional(v.string()),
  topic: v.optional(v.string()),
  row: v.optional(v.unknown()),
});
const asked = v.object({ op: v.string(), topics: v.array(v.string()) });
const symbol = 'BTC_USDT';
const START = Date.now() - 1000;

function tickerOf({ last, time }: v.InferOutput<typeof row>, name: string): Ticker {
  const prices = { buy: '1', sell: '2', high: '9', low: '1', open: '1', last, vol: '5' };
  return { symbol: name, ...prices, time: `${time}` };
}

/** A small exchange: a price over REST, and pushed. */
const example = defineExchange({
  name: 'Example',
  baseUrl: 'https://api.example.com',
  credentials: v.object({ access_key: v.string(), secret_key: v.string() }),
  createState: () => ({}),
  streams: {
    url: 'wss://stream.example.com',
    paths: { public: '/ws' },
    ping: { text: '{"op":"ping","topics":[]}', after: 5000, within: 5000 },
    limits: { connections: { requests: 10, per: 1000 } },
    subscribe: (topics) => JSON.stringify({ op: 'subscribe', topics }),
    unsubscribe: (topics) => JSON.stringify({ op: 'unsubscribe', topics }),
    read(text) {
      const { op, topic, row: data } = v.parse(v.pipe(v.string(), v.parseJson(), said), text);
      if (topic !== undefined) return { kind: 'data', topic, snapshot: true, data };
      return op === 'subscribe' ? { kind: 'subscribed' } : undefined;
    },
    methods: {
      ticker: async ({ symbol: { name } }) =>
        rowFeed({
          topics: [{ address: 'public', name }],
          read: ([pushed]) => tickerOf(v.parse(row, pushed), name),
        }),
    },
  },
  methods: {
    async ticker({ symbol: { name } }, api) {
      const reply = await api.get('/ticker');
      return { data: tickerOf(parseReply(row, reply), name), raw: reply.raw };
    },
  },
});

let server: RecordingServer;
let stream: RecordingStream;
beforeEach(async () => {
  server = await startRecordingServer(() => ({ body: { last: '1.5', time: START } }));
  stream = await startRecordingStream(({ text }) => {
    const { op, topics } = v.parse(v.pipe(v.string(), v.parseJson(), asked), text);
    return [{ op }, ...topics.map((topic) => ({ topic, row: { last: '1.6', time: START + 1 } }))];
  });
});
afterEach(() => server.close());

const open = (timeout = 10_000) =>
  testExchange(example, { baseUrl: server.url, streamUrl: stream.url, timeout });

test('an answer is told to come from REST, then from what was pushed', async () => {
  const exchange = open();
  const first = await exchange.call('GetTicker', { symbol });
  expect(first).toEqual({
    data: expect.objectContaining({ last: '1.5' }),
    raw: { last: '1.5', time: START },
  });
  const pushed = await exchange.callStreamed('ticker', { symbol });
  expect(pushed).toMatchObject({ streamed: true, data: { last: '1.6' }, raw: { topic: symbol } });
  stream.push({ topic: symbol, row: { last: '1.7', time: START + 2 } });
  await expect.poll(async () => (await exchange.call('ticker', { symbol })).data.last).toBe('1.7');
  expect(await exchange.findDefects('ticker', { symbol })).toEqual([]);
  expect(stream.received).toEqual([{ path: '/ws', text: `{"op":"subscribe","topics":["${symbol}"]}` }]);
  stream.cut();
  await expect.poll(async () => (await exchange.call('ticker', { symbol })).streamed).toBeUndefined();
  await exchange.close();
  await stream.close();
});

test('why no stream answers is said', async () => {
  stream.answer = () => ['{"op":'];
  const exchange = open(500);
  await expect(exchange.callStreamed('ticker', { symbol })).rejects.toThrow(
    /^no stream answered GetTicker within 500 ms: Example stream public: it pushed what cannot be read: /,
  );
  await exchange.close();
  await stream.close();
});

test('what the test itself gets wrong is thrown in the end', async () => {
  stream.answer = () => {
    throw new RangeError('not expected');
  };
  const exchange = open();
  await exchange.call('ticker', { symbol });
  await expect.poll(() => stream.received.length).toBeGreaterThan(0);
  await exchange.close();
  await expect(stream.close()).rejects.toThrow(new RangeError('not expected'));
});

test('an address of streams needs an adapter that has some', async () => {
  const plain = defineExchange({
    ...{ name: 'Plain', baseUrl: 'https://api.example.com', methods: {} },
    credentials: v.object({ access_key: v.string(), secret_key: v.string() }),
    createState: () => ({}),
  });
  const options = { baseUrl: server.url, streamUrl: stream.url };
  expect(() => testExchange(plain, options)).toThrow(new TypeError('Plain has no streams'));
  await stream.close();
});
