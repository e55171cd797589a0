import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import type { Exchange } from '../../src/adapter/Exchange.js';
import { builtInExchanges } from '../../src/exchanges/builtInExchanges.js';
import { DeferredExchange, loadAll } from '../../src/runtime/DeferredExchange.js';
import { describeExchanges, namesOf } from '../../src/runtime/describeExchanges.js';
import { OpenExchange } from '../../src/runtime/OpenExchange.js';
import { createRegistry } from '../../src/runtime/registry.js';
import { exampleExchange, exampleTicker } from '../support/exampleExchange.js';
import { type Plugin, startPlugin } from '../support/startPlugin.js';

const http = { send: () => Promise.reject(new Error('no network')), close: () => Promise.resolve() };

let plugin: Plugin | undefined;
afterEach(async () => {
  await plugin?.stop();
  plugin = undefined;
});

/** An exchange whose code is loaded when the test lets it, or fails to; `loads` counts how often that was begun. */
function slowlyLoaded(name: string, wrap?: Exchange['wrap']) {
  const waiting: ((error?: Error) => void)[] = [];
  const counted = { loads: 0 };
  const ticker = async () => ({ data: { ...exampleTicker, symbol: `OF_${name.toUpperCase()}` } });
  const known = new DeferredExchange({ name, wraps: wrap !== undefined }, async () => {
    counted.loads += 1;
    await new Promise<void>((resolve, reject) =>
      waiting.push((error) => (error ? reject(error) : resolve())),
    );
    return { ...exampleExchange({ ticker }, name), ...(wrap && { wrap }) };
  });
  const settle = (error?: Error) => {
    for (const end of waiting.splice(0)) end(error);
  };
  return { known, counted, settle };
}

const ask = (exchange: string) => plugin?.call(exchange, 'ticker', { symbol: 'LTC_USDT' });

test('first requests at once load an exchange once, and none that nobody asked for', async () => {
  const [one, other] = [slowlyLoaded('One'), slowlyLoaded('Other')];
  plugin = await startPlugin({ exchanges: [one.known, other.known] });
  const asked = [ask('one'), ask('ONE'), ask(''), ask('One')];
  await expect.poll(() => one.counted.loads).toBe(1);
  // However long the others take to arrive.
  await sleep(50);
  one.settle();
  for (const answer of await Promise.all(asked)) expect(answer).toHaveProperty('data.symbol', 'OF_ONE');
  expect(await ask('one')).toHaveProperty('data.symbol', 'OF_ONE');
  expect([one.counted.loads, other.counted.loads]).toEqual([1, 0]);
});

test('one that cannot be loaded is told in one line, and loaded with the next request', async () => {
  const one = slowlyLoaded('One');
  plugin = await startPlugin({ exchanges: [one.known] });
  const failing = ask('one');
  await expect.poll(() => one.counted.loads).toBe(1);
  one.settle(new Error('no such module\n  at somewhere'));
  expect((await failing)?.error).toBe(
    'One cannot be loaded: no such module at somewhere; the next request tries again: if that fails, too, install fmzproto again and restart it',
  );
  const next = ask('one');
  await expect.poll(() => one.counted.loads).toBe(2);
  one.settle();
  expect(await next).toHaveProperty('data.symbol', 'OF_ONE');
});

test('all who wait for one that cannot be loaded are told, and it was tried once', async () => {
  const one = slowlyLoaded('One');
  const registry = createRegistry({ exchanges: [one.known], http });
  const failing = [registry.find('one'), registry.find('ONE')];
  one.settle(new Error('no'));
  const results = await Promise.allSettled(failing);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(one.counted.loads).toBe(1);
  await registry.close();
});

test('one that takes too long is answered in time, and is there for the next request', async () => {
  const one = slowlyLoaded('One');
  plugin = await startPlugin({ exchanges: [one.known], timeout: 300 });
  expect(await ask('one')).toEqual({ error: 'no answer within 0.3 s; nothing was sent' });
  one.settle();
  await expect.poll(() => ask('one')).toHaveProperty('data.symbol', 'OF_ONE');
  expect(one.counted.loads).toBe(1);
});

test('what is wrapped around another is loaded with it, at the same time, and both are shared', async () => {
  const inner = slowlyLoaded('Inner');
  const outer = slowlyLoaded('Outer', ({ name }) =>
    exampleExchange(
      { ticker: (params, api) => api.ask('ticker', { symbol: params.symbol.name }) },
      `Outer/${name}`,
    ),
  );
  const other = slowlyLoaded('Other');
  const registry = createRegistry({ exchanges: [inner.known, outer.known, other.known], http });
  const found = [registry.find('outer/inner'), registry.find('Outer/Inner'), registry.find('inner')];
  expect(found.every((one) => one instanceof Promise)).toBe(true);
  expect([inner, outer, other].map(({ counted }) => counted.loads)).toEqual([1, 1, 0]);
  inner.settle();
  outer.settle();
  const [wrapped, again, plain] = await Promise.all(found);
  expect(wrapped?.exchange.name).toBe('Outer/Inner');
  expect(again).toBe(wrapped);
  expect(plain?.exchange).toBe(inner.known.exchange);
  // No detour any more.
  expect(registry.find('outer/inner')).toBe(wrapped);
  expect(registry.find('outer')).toBeInstanceOf(OpenExchange);
  await registry.close();
});

test('what takes its place while it is loaded is what is found', async () => {
  const one = slowlyLoaded('One');
  const registry = createRegistry({ exchanges: [one.known], http });
  const [found, lost] = [registry.find('one'), createRegistry({ exchanges: [one.known], http })];
  const missing = lost.find('one');
  const newer = exampleExchange({}, 'One');
  registry.replace({ exchanges: [newer], failed: [] });
  lost.replace({ exchanges: [], failed: [{ name: 'One', reason: 'a.ts:1: no' }] });
  one.settle();
  expect((await found).exchange).toBe(newer);
  await expect(missing).rejects.toThrow('One cannot be loaded: a.ts:1: no');
  await Promise.all([registry.close(), lost.close()]);
});

test('one that stays among the exchanges stays open when others change', async () => {
  const one = slowlyLoaded('One');
  const registry = createRegistry({ exchanges: [one.known], http });
  const found = registry.find('one');
  one.settle();
  const open = await found;
  registry.replace({ exchanges: [one.known, exampleExchange({}, 'Other')], failed: [] });
  expect(registry.find('one')).toBe(open);
  await registry.close();
});

test('what is no POST is refused in time, too', async () => {
  const slow = slowlyLoaded('Slow');
  plugin = await startPlugin({ exchanges: [slow.known], timeout: 300 });
  const look = async () => (await fetch(`${plugin?.url}/slow`)).json();
  const refusal = ": GET is not supported, FMZ's docker sends POST; GET /healthz shows the state";
  expect(await look()).toEqual({ error: `slow${refusal}` });
  slow.settle();
  await expect.poll(look).toEqual({ error: `Slow${refusal}` });
});

test('a name that is none: those that there are, in their order, without loading them', async () => {
  const builtIn = await builtInExchanges();
  plugin = await startPlugin({ exchanges: builtIn });
  expect((await ask('nothing'))?.error).toBe(
    'unknown exchange "nothing": this plugin has OKX, Bybit, Alpaca, CTrader, Paper, Paper/OKX, Paper/Bybit, Paper/Alpaca, Paper/CTrader',
  );
  expect(builtIn.filter(({ exchange }) => exchange)).toEqual([]);
});

test('what is known of those that are built in before they are loaded is what they say themselves', async () => {
  const builtIn = await builtInExchanges();
  const names = namesOf(builtIn);
  const { exchanges, failed } = await loadAll(builtIn);
  expect(failed).toEqual([]);
  expect(names).toEqual(describeExchanges(exchanges).map(({ name }) => name));
  expect(
    builtIn.map(({ name, addresses, lines, streams, wraps }) => ({ name, addresses, lines, streams, wraps })),
  ).toEqual(
    exchanges.map(({ name, addresses, lines, streams = false, wrap }) => ({
      ...{ name, addresses, lines, streams },
      wraps: wrap !== undefined,
    })),
  );
});

test('healthz describes them all, and says which cannot be loaded', async () => {
  const [one, other] = [slowlyLoaded('One'), slowlyLoaded('Other')];
  plugin = await startPlugin({ exchanges: [one.known, other.known] });
  const asked = fetch(`${plugin.url}/healthz`).then((response) => response.json());
  await expect.poll(() => [one.counted.loads, other.counted.loads]).toEqual([1, 1]);
  one.settle();
  other.settle(new Error('gone'));
  expect(await asked).toMatchObject({
    exchanges: [{ name: 'One', methods: ['ticker'] }],
    failed: [{ name: 'Other', reason: expect.stringMatching(/^gone; the next request tries again/) }],
  });
});

test('healthz answers in time though one takes too long', async () => {
  const slow = slowlyLoaded('Slow');
  plugin = await startPlugin({ exchanges: [exampleExchange({}, 'There'), slow.known], timeout: 300 });
  const look = async () => (await fetch(`${plugin?.url}/healthz`)).json();
  expect(await look()).toMatchObject({
    exchanges: [{ name: 'There' }],
    failed: [{ name: 'Slow', reason: expect.stringMatching(/^not loaded within 0\.3 s; /) }],
  });
  slow.settle();
  await expect.poll(look).toMatchObject({ exchanges: [{ name: 'There' }, { name: 'Slow' }], failed: [] });
  expect(slow.counted.loads).toBe(1);
});
