import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OrderEvent } from '../../src/strategy/events.js';
import { buildStrategyCode, type StrategyOptions, startStrategy } from '../support/startStrategy.js';
import { startWirePlugin, type WirePlugin, type WireRequest } from '../support/startWirePlugin.js';

let code: Awaited<ReturnType<typeof buildStrategyCode>>;
let plugin: WirePlugin;
/** What the plugin does. */
let answer: (request: WireRequest) => Promise<object> | object;
let release: () => void = () => undefined;
let held: Promise<void>;

beforeAll(async () => {
  code = await buildStrategyCode();
});

afterAll(() => code.remove());

beforeEach(async () => {
  held = new Promise((resolve) => {
    release = resolve;
  });
  let count = 0;
  answer = ({ method, params }) => {
    if (method === 'trade') return { data: { id: `BTC-USDT,${++count}` } };
    if (method !== 'order') return { data: true };
    return { data: { id: params.id, status: 'pending' } };
  };
  plugin = await startWirePlugin((request) => answer(request));
});

afterEach(async () => {
  release();
  await plugin.close();
});

const start = (source: string, options: Partial<StrategyOptions> = {}) =>
  startStrategy(source, { code, url: plugin.url, ...options });

const states = (events: readonly { kind: string }[]) =>
  events
    .filter((event): event is OrderEvent => event.kind === 'order')
    .map(({ id, state }) => `${id} ${state}`);

const asked = () =>
  plugin.requests.filter(({ method }) => method === 'order').map(({ params }) => String(params.id));

describe('at the end', () => {
  test('each order that is not over is asked for once, and the end is the last that is told', async () => {
    const status: Record<string, string> = { 'BTC-USDT,1': 'filled', 'BTC-USDT,2': 'canceled' };
    const usual = answer;
    answer = (request) =>
      request.method === 'order'
        ? { data: { id: request.params.id, status: status[String(request.params.id)] ?? 'submitted' } }
        : usual(request);
    const run = start(`function main() {
      for (var i = 0; i < 4; i++) exchange.Buy(100, 1);
      exchange.CancelOrder('BTC-USDT,4');
    }`);
    await run.ended;
    // What was traded of one before it was canceled, nobody has said.
    expect(asked().toSorted()).toEqual(['BTC-USDT,1', 'BTC-USDT,2', 'BTC-USDT,3', 'BTC-USDT,4']);
    expect(states(run.events).slice(0, 5)).toEqual([
      ...['BTC-USDT,1 open', 'BTC-USDT,2 open', 'BTC-USDT,3 open', 'BTC-USDT,4 open', 'BTC-USDT,4 canceled'],
    ]);
    expect(states(run.events).slice(5).toSorted()).toEqual(['BTC-USDT,1 filled', 'BTC-USDT,2 canceled']);
    expect(run.events.at(-1)).toMatchObject({ kind: 'end', reason: 'returned' });
  });

  test.each([
    ['it was stopped', 'Sleep(1e9)', 'stopped'],
    ['it threw', 'missing()', 'threw'],
    ['it had to be ended', 'while (true);', 'killed'],
  ])('also where %s', async (_, last, reason) => {
    const run = start(`function main() { exchange.Buy(100, 1); Log('ready'); exchange.GetName(); ${last} }`, {
      grace: 100,
    });
    await expect.poll(() => run.lines()).toContain('ready');
    if (reason !== 'threw') run.stop();
    expect(await run.ended).toMatchObject({ reason });
    expect(asked()).toEqual(['BTC-USDT,1']);
  });

  test('of several exchanges with one name, each is asked for its own, a few at the same time', async () => {
    const run = start(`function main() { for (var i = 0; i < 20; i++) exchanges[i % 2].Buy(100, 1); }`, {
      exchanges: [{}, { currency: 'ETH_USDT' }],
    });
    await run.ended;
    expect(asked()).toHaveLength(20);
    expect(plugin.most()).toBeLessThanOrEqual(16);
    const keys = plugin.requests
      .filter(({ method, access_key }) => method === 'order' && access_key === 'strategy-1')
      .map(({ params }) => params);
    expect(keys).toHaveLength(10);
    expect(keys).toContainEqual({ id: 'BTC-USDT,2', symbol: 'ETH_USDT' });
    const places = run.events.flatMap((event) => (event.kind === 'order' ? [event.index] : []));
    expect(places.filter((index) => index === 1)).toHaveLength(10);
    const told = run.events.flatMap((event) =>
      event.kind === 'order' || event.kind === 'call' || event.kind === 'log' ? [event.exchange] : [],
    );
    expect(new Set(told)).toEqual(new Set(['Paper[0]', 'Paper[1]']));
  });

  test('of very many the newest are asked for, and of the others nobody knows', async () => {
    const run = start(`function main() {
      var all = [];
      for (var i = 0; i < 250; i++) all.push(exchange.Go('Buy', 100, 1));
      all.forEach(function (one) { one.wait(); });
    }`);
    await run.ended;
    const placed = states(run.events).slice(0, 250);
    expect(asked().toSorted()).toEqual(
      placed
        .slice(50)
        .map((told) => told.replace(' open', ''))
        .toSorted(),
    );
    expect(states(run.events).slice(250)).toEqual(
      placed.slice(0, 50).map((told) => told.replace('open', 'unknown')),
    );
  });

  test('of very many, most are found in the past orders of their symbols', async () => {
    const usual = answer;
    answer = (request) => {
      const { method, params } = request;
      if (method !== 'historyorders') return usual(request);
      const own = (number: number) => (params.symbol === 'BTC_USDT') === number <= 230;
      const all = Array.from({ length: 250 }, (_, index) => index + 1).filter(own);
      return { data: all.map((number) => ({ id: `BTC-USDT,${number}`, status: 'filled', deal_amount: 1 })) };
    };
    const run = start(`function main() {
      for (var i = 0; i < 230; i++) exchange.Buy(-1, 1);
      for (i = 0; i < 21; i++) exchange.CreateOrder('ETH_USDT', 'buy', -1, 1);
    }`);
    await run.ended;
    const past = plugin.requests.filter(({ method }) => method === 'historyorders');
    expect(past.map(({ params }) => params)).toEqual(
      ['BTC_USDT', 'ETH_USDT'].map((symbol) => ({ symbol, since: 0, limit: 1000 })),
    );
    expect(asked()).toEqual(['BTC-USDT,251']);
    expect(states(run.events).filter((told) => told.endsWith(' filled'))).toHaveLength(250);
  });

  test.each([
    ['seen canceled before', 'exchange.GetOrder(id); exchange.CancelOrder(id)', 'canceled', 0],
    ['canceled', 'exchange.CancelOrder(id)', 'canceled', 1],
    ['filled after all', 'exchange.CancelOrder(id)', 'filled', 1],
    ['seen since', 'exchange.CancelOrder(id); exchange.GetOrder(id)', 'canceled', 0],
  ])('one that was %s is told with what was traded of it', async (_, source, status, again) => {
    const usual = answer;
    answer = (request) =>
      request.method === 'order'
        ? { data: { id: request.params.id, status, amount: 1, deal_amount: '0.4', avg_price: '99.5' } }
        : usual(request);
    const run = start(`function main() { var id = exchange.Buy(100, 1); ${source}; }`);
    await run.ended;
    expect(asked()).toHaveLength(source.split('GetOrder').length - 1 + again);
    const orders = run.events.filter((event): event is OrderEvent => event.kind === 'order');
    expect(orders.at(-1)).toMatchObject({ state: status, filled: '0.4', average: '99.5' });
  });

  test.each([
    ['says that there is none', { error: 'no such order' }],
    ['says what nobody knows', { data: { id: 'BTC-USDT,1', status: 'lost' } }],
  ])('an order of which the plugin %s is told as unknown', async (_, told) => {
    const usual = answer;
    answer = (request) => (request.method === 'order' ? told : usual(request));
    const run = start(`function main() { exchange.Buy(100, 1); }`);
    await run.ended;
    expect(states(run.events)).toEqual(['BTC-USDT,1 open', 'BTC-USDT,1 unknown']);
  });

  test('a plugin that is gone is asked for nothing more', async () => {
    const run = start(`function main() { for (var i = 0; i < 100; i++) exchange.Buy(100, 1); Sleep(1e9); }`);
    await expect.poll(() => states(run.events)).toHaveLength(100);
    await plugin.close();
    run.stop();
    await run.ended;
    expect(states(run.events).slice(100)).toEqual(
      Array.from({ length: 100 }, (_, index) => `BTC-USDT,${index + 1} unknown`),
    );
  });

  test('a second word to stop ends the asking', async () => {
    const usual = answer;
    answer = async (request) => {
      if (request.method === 'order') await held;
      return usual(request);
    };
    const run = start(`function main() { exchange.Buy(100, 1); Sleep(1e9); }`);
    await expect.poll(() => states(run.events)).toHaveLength(1);
    run.stop();
    await expect.poll(asked).toEqual(['BTC-USDT,1']);
    run.stop();
    expect(await run.ended).toMatchObject({ reason: 'stopped' });
    expect(states(run.events)).toEqual(['BTC-USDT,1 open', 'BTC-USDT,1 unknown']);
  });
});

describe('a write on its way', () => {
  beforeEach(() => {
    const usual = answer;
    refused = false;
    answer = async (request) => {
      if (request.method === 'trade') await held;
      return refused ? { error: 'insufficient balance' } : usual(request);
    };
  });

  let refused: boolean;
  const traded = () => plugin.requests.filter(({ method }) => method === 'trade').length;

  test('is told as unknown where the plugin dies, and the strategy hears of it', async () => {
    const run = start(`function main() { Log(exchange.Buy(100, 1), GetLastError()); }`);
    await expect.poll(traded).toBe(1);
    await plugin.close();
    await run.ended;
    expect(run.events.find(({ kind }) => kind === 'order')).toMatchObject({
      ...{ id: '', state: 'unknown', side: 'buy', symbol: 'BTC_USDT', price: '100', amount: '1' },
    });
    expect(run.lines().at(-1)).toMatch(/^null .*it may have been carried out/);
  });

  test('is told as an error where it fails after the strategy has gone', async () => {
    const run = start(`function main() { exchange.Buy(100, 1); }`, { patience: 60_000 });
    await expect.poll(traded).toBe(1);
    run.stop();
    run.stop();
    refused = true;
    release();
    expect(await run.ended).toMatchObject({ reason: 'killed' });
    expect(run.lines()).toEqual(['error: Paper Buy: insufficient balance']);
    expect(states(run.events)).toEqual([]);
  });

  test('is told as unknown where all has to end at once', async () => {
    const run = start(`function main() { exchange.Buy(100, 1); }`, { patience: 10 });
    await expect.poll(traded).toBe(1);
    run.stop();
    run.stop();
    expect(await run.ended).toMatchObject({ reason: 'killed', error: 'the strategy was ended at once' });
    expect(states(run.events)).toEqual([' unknown']);
    expect(run.lines()).toEqual([
      expect.stringMatching(/^error: Paper Buy: there was no answer before the run ended/),
    ]);
    expect(run.events.map(({ kind }) => kind)).toEqual(['call', 'log', 'order', 'end']);
  });

  test('is heard of where its answer comes soon after that', async () => {
    const run = start(`function main() { exchange.Buy(100, 1); }`, { patience: 60_000 });
    await expect.poll(traded).toBe(1);
    run.stop();
    run.stop();
    release();
    await run.ended;
    expect(states(run.events)).toEqual(['BTC-USDT,1 open', 'BTC-USDT,1 unknown']);
    expect(run.lines()).toEqual(['buy: 1 at 100']);
  });
});
