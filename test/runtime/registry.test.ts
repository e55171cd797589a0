import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import type { Exchange } from '../../src/adapter/Exchange.js';
import type { OpenExchange } from '../../src/runtime/OpenExchange.js';
import { createRegistry } from '../../src/runtime/registry.js';
import { exampleExchange, exampleTicker } from '../support/exampleExchange.js';

const http = { send: () => Promise.reject(new Error('no network')), close: () => Promise.resolve() };

/** An exchange whose ticker waits until it is let go, and that notes when it is closed. */
function slowExchange(name: string, version: string, events: string[]) {
  const waiting: (() => void)[] = [];
  const exchange = exampleExchange(
    {
      ticker: async () => {
        await new Promise<void>((resolve) => waiting.push(resolve));
        return { data: { ...exampleTicker, symbol: version } };
      },
    },
    name,
    {
      open: () => void events.push(`${version} opened`),
      close: async () => void events.push(`${version} closed`),
    },
  );
  return { exchange, letGo: () => waiting.splice(0).map((resolve) => resolve()) };
}

const ask = (open: OpenExchange, patience = 5000) =>
  open.call({
    method: 'ticker',
    params: { symbol: 'LTC_USDT' },
    credentials: { access_key: '', secret_key: '' },
    deadline: performance.now() + patience,
    signal: new AbortController().signal,
    onUpstream: () => undefined,
  });

test('an exchange that is replaced ends its requests, and is closed after the last of them, once', async () => {
  const events: string[] = [];
  const [one, two] = [slowExchange('Mine', 'one', events), slowExchange('Mine', 'two', events)];
  const other = slowExchange('Other', 'other', events);
  const registry = createRegistry({ exchanges: [one.exchange, other.exchange], http });
  const open = await registry.find('mine');
  await registry.find('other');
  const requests = [ask(open), ask(open)];
  registry.replace({ exchanges: [two.exchange, other.exchange], failed: [] });
  registry.replace({ exchanges: [two.exchange, other.exchange], failed: [] });
  const after = ask(await registry.find('MINE'));
  await sleep(20);
  expect(events).toEqual(['one opened', 'other opened', 'two opened']);
  one.letGo();
  two.letGo();
  expect((await Promise.all([...requests, after])).map(({ data }) => data.symbol)).toEqual([
    'one',
    'one',
    'two',
  ]);
  await expect.poll(() => events.length).toBeGreaterThan(3);
  expect(events.slice(3)).toEqual(['one closed']);
  await registry.close();
  expect(events.slice(3).sort()).toEqual(['one closed', 'other closed', 'two closed']);
});

test('what a library has under two names is one exchange, unless another one has its name', async () => {
  const outer: Exchange = {
    ...exampleExchange({}, 'Outer'),
    wrap: ({ name }) => exampleExchange({}, `Outer/${name}`),
  };
  const made = new Map<string, Exchange>();
  const find = (name: string) => {
    const exchange = made.get(name) ?? exampleExchange({}, name);
    made.set(name, exchange);
    return exchange;
  };
  const library = { version: () => 'ccxt 4', names: () => ['one', 'mine'], find };
  const mine = exampleExchange({}, 'Mine');
  const registry = createRegistry({ exchanges: [mine, outer], http, library });
  const prefixed = await registry.find('CCXT/One');
  expect(await registry.find('one')).toBe(prefixed);
  expect(prefixed.exchange.name).toBe('one');
  expect(await registry.find('outer/ccxt/one')).toBe(await registry.find('outer/one'));
  const own = await registry.find('ccxt/mine');
  expect(own.exchange.name).toBe('ccxt/mine');
  expect(await registry.find('mine')).not.toBe(own);
  registry.replace({ exchanges: [mine, outer, exampleExchange({}, 'One')], failed: [] });
  expect((await registry.find('one')).exchange.name).toBe('One');
  expect((await registry.find('ccxt/one')).exchange.name).toBe('ccxt/one');
  await registry.close();
});

test('one that is wrapped is closed before what it is wrapped around', async () => {
  const events: string[] = [];
  const one = slowExchange('Mine', 'one', events);
  const outer: Exchange = {
    ...exampleExchange({}, 'Outer'),
    wrap: (inner) =>
      exampleExchange(
        { ticker: ({ symbol }, api) => api.ask('ticker', { symbol: symbol.name }) },
        `Outer/${inner.name}`,
        { close: async () => void events.push('wrapped closed') },
      ),
  };
  const registry = createRegistry({ exchanges: [one.exchange, outer], http });
  const request = ask(await registry.find('outer/mine'));
  await sleep(5);
  registry.replace({ exchanges: [outer], failed: [{ name: 'Mine', reason: 'a.ts:1: no' }] });
  expect(() => registry.find('outer/MINE')).toThrow('Mine cannot be loaded: a.ts:1: no');
  await sleep(20);
  expect(events).toEqual(['one opened']);
  one.letGo();
  await request;
  await expect.poll(() => events.length).toBeGreaterThan(2);
  expect(events).toEqual(['one opened', 'wrapped closed', 'one closed']);
  await registry.close();
  expect(events).toHaveLength(3);
});

test('a request that never ends holds an exchange open until shortly after its deadline', async () => {
  const events: string[] = [];
  const one = slowExchange('Mine', 'one', events);
  const registry = createRegistry({ exchanges: [one.exchange], http });
  void ask(await registry.find('mine'), 200);
  registry.replace({ exchanges: [], failed: [] });
  await sleep(300);
  expect(events).toEqual(['one opened']);
  await expect.poll(() => events).toContain('one closed');
  expect(() => registry.find('mine')).toThrow('unknown exchange "mine"');
  await registry.close();
});

test('one that cannot be closed is told, and holds nobody up', async () => {
  const broken = exampleExchange({}, 'Mine', { close: () => Promise.reject(new Error('no')) });
  const onFault = vi.fn();
  const registry = createRegistry({ exchanges: [broken], http, onFault });
  await registry.find('mine');
  registry.replace({ exchanges: [], failed: [] });
  await expect.poll(() => onFault.mock.calls.length).toBeGreaterThan(0);
  expect(onFault).toHaveBeenCalledWith(broken, new Error('no'));
  await registry.close();
});
