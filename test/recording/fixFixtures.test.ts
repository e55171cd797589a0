import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFixPool } from '../../src/fix/FixPool.js';
import { createHttpClient } from '../../src/http/HttpClient.js';
import { Proxies } from '../../src/http/Proxies.js';
import { createRecorder } from '../../src/recording/createRecorder.js';
import { createRegistry } from '../../src/runtime/registry.js';
import { createDispatcher } from '../../src/server/createDispatcher.js';
import type { FixServer } from '../../src/testing/startFixServer.js';
import { type RecordingServer, readFixtures, startRecordingServer, testExchange } from '../../src/testing.js';
import { forexExchange, forexKeys, startForexServer } from '../support/forexExchange.js';

let folder: string;
let server: FixServer;
let web: RecordingServer;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fmzproto-fix-'));
  server = await startForexServer();
  web = await startRecordingServer(() => ({ body: { time: Math.floor(Date.now() / 3_600_000) * 3600 } }));
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await Promise.all([server.close(), web.close()]);
});

/** Orders and prices over FIX, candles over HTTP. */
const mixed = () =>
  forexExchange({
    baseUrl: 'https://api.broker.invalid',
    methods: {
      async records(_params, api) {
        const reply = await api.get('/candles');
        const { time } = v.parse(v.object({ time: v.number() }), reply.json);
        return { data: [[time, 1.1, 1.3, 1, 1.2, 5]], raw: reply.raw };
      },
    },
  });

/** What recorded calls were answered. */
async function record(calls: readonly (readonly [method: string, params: object])[]) {
  const warnings: string[] = [];
  const registry = createRegistry({
    exchanges: [mixed()],
    ...createRecorder(
      {
        http: createHttpClient({ proxy: false }),
        fix: createFixPool({ proxies: new Proxies(), advise: false }),
      },
      { folder, report: (level, text) => level === 'warn' && warnings.push(text) },
    ),
    baseUrls: new Map([
      ['forex', web.url],
      ['forex.trade', server.url],
      ['forex.quote', server.url],
    ]),
  });
  const dispatch = createDispatcher({
    ...{ registry, timeout: 10_000, defaultExchange: 'Forex' },
    ...{ onKeys: () => undefined, onAnswer: () => undefined, onWarning: () => undefined },
  });
  const answers: { data?: unknown; error?: string }[] = [];
  for (const [method, params] of calls) {
    const body = JSON.stringify({ ...forexKeys, method, params });
    const text = await dispatch({ exchange: 'Forex', verb: 'POST', readBody: async () => body });
    answers.push(Object(JSON.parse(text)));
  }
  await registry.close();
  return { answers, warnings };
}

const symbol = 'EUR_USD';
const buy = { symbol, type: 'buy', price: '1.10', amount: '1000' };
const calls = [
  ['ticker', { symbol }],
  ['records', { symbol, period: '60' }],
  ['trade', buy],
  ['orders', { symbol }],
  ['order', { id: 'mine' }],
] as const;
const texts = () =>
  readdirSync(folder)
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');
const replaying = () =>
  testExchange(mixed(), { replay: folder, keys: { access_key: 'other', secret_key: 'keys' } });

describe('recordings of an exchange that speaks both', () => {
  test('lie in one folder, and answer what was answered then', async () => {
    const { answers, warnings } = await record(calls);
    for (const answer of answers) expect(answer).not.toHaveProperty('error');
    expect(warnings).toEqual([]);
    expect(readdirSync(folder).sort()).toEqual([
      ...['order.trade_H.json', 'orders.trade_AF.json', 'records.GET_candles.json'],
      ...['ticker.quote_V.json', 'trade.trade_D.json'],
    ]);
    const exchange = replaying();
    for (const [index, [method, params]] of calls.entries())
      expect((await exchange.call(method, params)).data).toEqual(answers[index]?.data);
    for (const [method, params] of calls.slice(0, 2))
      expect(await exchange.findDefects(method, params)).toEqual([]);
    await exchange.close();
    expect(readFixtures(folder).map(({ method }) => method)).toEqual(calls.map(([method]) => method));
  });

  test('hold neither keys nor accounts, nor what frames a message', async () => {
    server.on = {
      ...server.on,
      H: (asked) => ({
        type: '8',
        fields: [
          ...([
            [37, '4711'],
            [11, asked.get(11) ?? ''],
            [1, 'ACC-778899'],
            [150, 'I'],
            [39, '0'],
            [38, '5'],
          ] as const),
          ...([
            [44, '1.1'],
            [58, `of ${forexKeys.access_key} ${forexKeys.secret_key} ACC-778899, number 7340215`],
          ] as const),
        ],
      }),
    };
    await record(calls);
    const text = texts();
    for (const hidden of [...Object.values(forexKeys), 'ACC-778899', '7340215'])
      expect(text).not.toContain(hidden);
    const messages = readFixtures(folder).flatMap(({ reply }) => ('messages' in reply ? reply.messages : []));
    const tags = new Set(messages.flat().map(([tag]) => tag));
    for (const tag of [8, 9, 10, 34]) expect(tags).not.toContain(tag);
    for (const tag of [35, 52, 37]) expect(tags).toContain(tag);
    // The same account has the same mask in all of them.
    const report = messages.find((fields) => fields.some(([tag]) => tag === 1));
    const account = report?.find(([tag]) => tag === 1)?.[1] ?? '';
    expect(account).toMatch(/^[A-Z]{3}-\d{6}$/);
    expect(report?.find(([tag]) => tag === 58)?.[1]).toMatch(
      new RegExp(`^of \\*{3} \\*{3} ${account}, number \\d{7}$`),
    );
  });

  test('what is said again is written once, and what is new is', async () => {
    await record([...calls, ...calls]);
    expect(readdirSync(folder).filter((file) => file.startsWith('order.'))).toEqual(['order.trade_H.json']);
    let price = 100;
    server.on = {
      ...server.on,
      H: (asked) => ({
        type: '8',
        fields: [
          [37, '4711'],
          [11, asked.get(11) ?? ''],
          [150, 'I'],
          [39, '0'],
          [38, '5'],
          [44, String(price++)],
        ],
      }),
    };
    await record([calls[4], calls[4]]);
    const exchange = replaying();
    const prices = [];
    for (let round = 0; round < 4; round += 1)
      prices.push((await exchange.call('order', { id: 'mine' })).data.price);
    expect(prices).toEqual([1.1, 100, 101, 101]);
    await exchange.close();
  });

  test('a refusal is one in the recording as well', async () => {
    server.on = {
      D: (order) => ({
        type: '8',
        fields: [
          [37, '1'],
          [11, order.get(11) ?? ''],
          [150, '8'],
          [39, '8'],
          [103, '3'],
          [58, 'NO_MONEY'],
        ],
      }),
    };
    const { answers } = await record([['trade', buy]]);
    expect(answers).toEqual([{ error: '3 NO_MONEY' }]);
    expect(readFixtures(folder)).toMatchObject([{ reply: { refusal: '3 NO_MONEY' } }]);
    const exchange = replaying();
    await expect(exchange.call('trade', buy)).rejects.toThrow('3 NO_MONEY');
    await exchange.close();
  });

  test('what was not recorded is named', async () => {
    await record(calls);
    const exchange = replaying();
    await expect(exchange.call('order', { id: 'another' })).rejects.toThrow(
      'no recording of trade H 11=another|',
    );
    await expect(exchange.call('trade', { ...buy, amount: '7' })).rejects.toThrow(
      /^no recording of trade D 11=fmz.*\|55=EURUSD\|54=1\|38=7\|44=1\.10\| in .*: record it with serve --record/,
    );
    await exchange.close();
  });
});

test.each<[string, object]>([
  ['must hold a message', { reply: { messages: [] } }],
  ['request.fields', { request: { line: 'trade', type: 'H', fields: { 11: 'mine' } } }],
  ['reply.messages', { reply: { messages: [[['35', 8]]] } }],
])('a file is no recording: %s', (fault, parts) => {
  const fixture = {
    ...{ exchange: 'Forex', method: 'order', params: {}, recorded: '2026-11-22T19:00:00.000Z' },
    request: { line: 'trade', type: 'H', fields: [[11, 'mine']] },
    reply: { messages: [[[35, '8']]] },
  };
  writeFileSync(join(folder, 'order.trade_H.json'), JSON.stringify({ ...fixture, ...parts }));
  expect(() => readFixtures(folder)).toThrow(fault);
});
