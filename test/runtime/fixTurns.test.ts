import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FixLine } from '../../src/adapter/FixDefinition.js';
import type { FixHandler, FixServer } from '../../src/testing/startFixServer.js';
import { type ForexKeys, forexExchange, forexKeys, startForexServer } from '../support/forexExchange.js';
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

async function start(
  lines: { trade?: Partial<FixLine<ForexKeys>>; quote?: Partial<FixLine<ForexKeys>> } = {},
  timeout = 30_000,
): Promise<void> {
  plugin = await startPlugin({
    exchanges: [forexExchange(lines)],
    baseUrls: { Forex: server.url, 'Forex.quote': server.url },
    timeout,
  });
}

function call(method: string, params: object = {}, headers = {}): Promise<Envelope> {
  return (
    plugin?.call('Forex', method, params, forexKeys, headers) ??
    Promise.reject(new Error('it was not started'))
  );
}

const order = { id: 'mine', symbol: 'EUR_USD' };
const buy = { symbol: 'EUR_USD', type: 'buy', price: '1.10', amount: '1000' };

/** Handles the first messages in another way than the others. */
function atFirst(count: number, first: FixHandler, then?: FixHandler): FixHandler {
  let seen = 0;
  return (message, session) => {
    seen += 1;
    return seen <= count ? first(message, session) : then?.(message, session);
  };
}
const cut: FixHandler = (_message, session) => {
  session.cut();
  return undefined;
};

describe('a request whose session is cut', () => {
  test('is sent once more where it only reads', async () => {
    await start();
    server.on = { ...server.on, H: atFirst(1, cut, server.on.H) };
    expect(await call('order', order)).toHaveProperty('data');
    expect(server.count('H')).toBe(2);
  });

  test('fails where that is cut again', async () => {
    await start();
    server.on = { ...server.on, H: atFirst(2, cut, server.on.H) };
    expect((await call('order', order)).error).toMatch(/gave no answer: it closed the /);
    expect(server.count('H')).toBe(2);
  });

  test.each([
    ['D', 'is of a type that writes'],
    ['UU', 'is of a type that nobody knows'],
  ])('is never sent again where it may change something: %s %s', async (type) => {
    await start({ trade: { ids: { requests: { UU: 11 } } } });
    server.on = { ...server.on, [type]: cut };
    const { error } = await call(`__api_/trade/${type}`, { 11: 'mine' }, { 'http-method': 'POST' });
    expect(error).toMatch(/gave no answer: it closed the /);
    expect(server.count(type)).toBe(1);
  });
});

describe('subscriptions', () => {
  const ticker = (symbol: string) => call('ticker', { symbol });

  test('count in the limit of their session, and what is known does not', async () => {
    await start({ quote: { limit: { requests: 2, per: 600_000 } } }, 1500);
    const answers = await Promise.all(['EUR_USD', 'USD_JPY', 'GBP_USD'].map(ticker));
    expect(answers.filter(({ data }) => data !== undefined)).toHaveLength(2);
    expect(answers.find(({ error }) => error)?.error).toBe(
      'Forex was not asked in time: its rate limit is used up; nothing was sent',
    );
    expect(server.count('V')).toBe(2);
    for (const { data } of answers)
      if (data !== undefined) expect(await ticker(String(Object(data).symbol))).toHaveProperty('data');
    expect(server.count('V')).toBe(2);
  });

  test('that several calls want at once count once', async () => {
    await start({ quote: { limit: { requests: 2, per: 600_000 } } }, 5000);
    const symbols = Array.from({ length: 40 }, (_, at) => (at % 2 === 0 ? 'EUR_USD' : 'USD_JPY'));
    const answers = await Promise.all(symbols.map(ticker));
    expect(answers.map(({ error }) => error)).toEqual(answers.map(() => undefined));
    expect(server.count('V')).toBe(2);
  });
});

describe('a refusal that means "too many requests"', () => {
  const tooMany: FixHandler = (asked) => ({
    type: 'j',
    fields: [
      [45, asked.get(34) ?? ''],
      [372, asked.type],
      [380, '8'],
      [58, 'RATE_LIMIT'],
    ],
  });
  const throttled: FixLine<ForexKeys>['throttled'] = ({ message }) =>
    message === 'RATE_LIMIT' ? { wait: 60_000 } : undefined;

  test('holds back what is asked next, but for one cancellation', async () => {
    await start({ trade: { throttled } });
    server.on = { ...server.on, H: tooMany };
    expect((await call('order', order)).error).toBe('8 RATE_LIMIT');
    const held =
      /^the trade line at 127\.0\.0\.1:\d+ was not asked: it wants no requests with this key for \d+ s more \(8\); nothing was sent$/;
    expect((await call('order', order)).error).toMatch(held);
    expect((await call('trade', buy)).error).toMatch(held);
    expect(server.count('D')).toBe(0);
    server.on = { ...server.on, F: tooMany };
    await call('__api_/trade/F', { 11: 'c1', 41: 'mine' }, { 'http-method': 'POST' });
    expect(server.count('F')).toBe(1);
    expect(server.count('H')).toBe(1);
  });

  test('leaves other lines alone, and other refusals hold nothing back', async () => {
    await start({ trade: { throttled } });
    server.on = { ...server.on, H: tooMany };
    await call('order', order);
    expect(await call('ticker', { symbol: 'EUR_USD' })).toHaveProperty('data');
  });

  test('of prices holds back subscriptions', async () => {
    await start({ quote: { throttled } });
    server.on = {
      ...server.on,
      V: (asked) => ({
        type: 'Y',
        fields: [
          [262, asked.get(262) ?? ''],
          [58, 'RATE_LIMIT'],
        ],
      }),
    };
    await call('ticker', { symbol: 'EUR_USD' });
    expect((await call('ticker', { symbol: 'USD_JPY' })).error).toMatch(
      /^the quote line at .* was not asked/,
    );
    expect(server.count('V')).toBe(1);
  });
});
