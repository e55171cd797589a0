import { Agent, request } from 'node:http';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { exampleExchange, exampleTicker } from '../support/exampleExchange.js';
import { scrape, valuesOf } from '../support/scrape.js';
import { type Plugin, startPlugin } from '../support/startPlugin.js';
import { bodyOf, openRaw, textOf } from './rawCalls.js';

// What an exchange that does not answer leaves to others.

let plugin: Plugin;
/** Lets go of what hangs. */
const hanging: (() => void)[] = [];

beforeAll(async () => {
  plugin = await startPlugin({
    exchanges: [
      exampleExchange({
        ticker: async ({ symbol }) => ({ data: { ...exampleTicker, symbol: symbol.name } }),
      }),
      ...['Dead', 'Deaf'].map((name) =>
        exampleExchange(
          {
            ticker: () => new Promise((resolve) => hanging.push(() => resolve({ data: exampleTicker }))),
            trade: async () => ({ data: { id: 'LTC_USDT,1' } }),
            cancel: async () => ({ data: true }),
          },
          name,
        ),
      ),
    ],
  });
});
afterEach(() => {
  for (const release of hanging.splice(0)) release();
});
afterAll(() => plugin.stop());

const ticker = bodyOf('ticker', { symbol: 'LTC_USDT' });
const ask = (path: string, from = '127.0.0.1') =>
  openRaw(plugin.url, textOf(path, ticker, 'Connection: close\r\n'), from).closed;

test('takes half of the places, two a third each, and others are answered', async () => {
  const dead: Promise<string>[] = [];
  // As many at once as may wait to be accepted.
  for (const count of [200, 130]) {
    dead.push(...Array.from({ length: count }, (_, index) => ask('/dead', `127.0.0.${1 + (index % 2)}`)));
    await expect.poll(() => hanging.length).toBe(Math.min(300, dead.length));
  }
  // Those that are refused are answered at once, and the others when they are let go.
  expect(await Promise.race(dead)).toContain(
    '{"error":"300 requests of Dead are at work already, and other exchanges need room as well: nothing was done, ask again in a moment"}',
  );
  expect(await ask('/example')).toContain('{"data":');
  const deaf = Array.from({ length: 180 }, () => ask('/deaf', '127.0.0.2'));
  await expect.poll(() => hanging.length).toBe(450);
  expect(await ask('/example')).toContain('{"data":');
  for (const release of hanging.splice(0)) release();
  const answers = await Promise.all([...dead, ...deaf]);
  expect(answers.filter((text) => text.includes('{"data":'))).toHaveLength(450);
  expect(answers.filter((text) => text.includes('{"error":'))).toHaveLength(60);
  expect(valuesOf(await scrape(plugin.url), 'fmzproto_errors_total')).toMatchObject({
    'exchange="Dead",method="GetTicker",kind="busy"': 30,
    'exchange="Deaf",method="GetTicker",kind="busy"': 30,
  });
  // Places are free again.
  const again = ask('/dead');
  await expect.poll(() => hanging.length).toBe(1);
  hanging[0]?.();
  expect(await again).toContain('{"data":');
});

test('refuses no cancellation and no order of keys that have worked, from the same address either', async () => {
  const trade = { symbol: 'LTC_USDT', type: 'buy', price: '1', amount: '1' };
  const mine = { access_key: 'mine', secret_key: 'that works' };
  const others = { access_key: 'made-up', secret_key: 'that never worked' };
  expect(await plugin.call('dead', 'trade', trade, mine)).toEqual({ data: { id: 'LTC_USDT,1' } });
  const flood: Promise<string>[] = [];
  for (const count of [200, 130]) {
    flood.push(...Array.from({ length: count }, () => ask('/dead')));
    await expect.poll(() => hanging.length).toBe(Math.min(300, flood.length));
  }
  expect(await plugin.call('dead', 'cancel', { id: 'LTC_USDT,1' }, mine)).toEqual({ data: true });
  expect(await plugin.call('dead', 'trade', trade, mine)).toEqual({ data: { id: 'LTC_USDT,1' } });
  // Neither what these read, nor what others write.
  for (const [method, params, keys] of [
    ['ticker', { symbol: 'LTC_USDT' }, mine],
    ['cancel', { id: 'LTC_USDT,1' }, others],
    ['trade', trade, { ...mine, secret_key: 'another' }],
  ] as const)
    expect(await plugin.call('dead', method, params, keys)).toEqual({
      error: expect.stringContaining('300 requests of Dead are at work already'),
    });
  for (const release of hanging.splice(0)) release();
  await Promise.all(flood);
});

test('50 robots of one docker, with twelve kept connections each and six requests at once at a slow exchange', async () => {
  const agent = new Agent({ keepAlive: true });
  const asking = (exchange: string) =>
    new Promise<string>((resolve, reject) => {
      const asked = request(`${plugin.url}/${exchange}`, { method: 'POST', agent }, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (chunk) => (text += chunk));
        answer.on('end', () => resolve(text));
      });
      asked.on('error', reject).end(ticker);
    });
  for (let round = 0; round < 3; round += 1) {
    const slow = Array.from({ length: 300 }, () => asking('dead'));
    await expect.poll(() => hanging.length).toBe(300);
    // Others go on meanwhile, over the connections that are left.
    const others = await Promise.all(Array.from({ length: 100 }, () => asking('example')));
    expect(others.filter((text) => !text.startsWith('{"data":'))).toEqual([]);
    for (const release of hanging.splice(0)) release();
    expect((await Promise.all(slow)).filter((text) => !text.startsWith('{"data":'))).toEqual([]);
  }
  const kept = Array.from({ length: 600 }, () => asking('example'));
  expect((await Promise.all(kept)).filter((text) => !text.startsWith('{"data":'))).toEqual([]);
  agent.destroy();
});
