import { afterAll, beforeAll, expect, test } from 'vitest';
import { deadPort } from '../doubles/proxy/startProxy.js';
import { buildStrategyCode, runStrategy } from '../support/startStrategy.js';
import { startWirePlugin, tickerData, type WirePlugin } from '../support/startWirePlugin.js';

let code: Awaited<ReturnType<typeof buildStrategyCode>>;
let plugin: WirePlugin;
/** Requests that are answered only once so many are there. */
let together = 1;
let arrived: (() => void)[] = [];

beforeAll(async () => {
  code = await buildStrategyCode();
  plugin = await startWirePlugin(async ({ params }) => {
    await new Promise<void>((resolve) => {
      arrived.push(resolve);
      if (arrived.length < together) return;
      for (const answer of arrived.splice(0)) answer();
    });
    if (params.symbol === 'NO_USDT') return { error: 'no such symbol' };
    return { data: { ...tickerData, symbol: params.symbol } };
  });
});

afterAll(async () => {
  await plugin.close();
  await code.remove();
});

function run(source: string, count = 1) {
  together = count;
  arrived = [];
  return runStrategy(`function main() { ${source} }`, { code, url: plugin.url });
}

test('256 calls are in flight at once, and each has its own answer', async () => {
  const { end } = await run(
    `var gos = [];
     for (var i = 0; i < 256; i++) gos.push(exchange.Go('GetTicker', 'C' + i + '_USDT'));
     var symbols = gos.map(function (go) { return go.wait().Symbol });
     return symbols.every(function (symbol, i) { return symbol === 'C' + i + '_USDT' });`,
    256,
  );
  expect(end).toMatchObject({ reason: 'returned', value: true });
  expect(plugin.most()).toBe(256);
});

test('waits that end, and those that poll, leave the answer where it is', async () => {
  const { end } = await run(
    `var go = exchange.Go('GetTicker');
     var early = [go.wait(-1), go.wait(1), go.wait(-1)].map(String);
     exchange.GetTicker('ETH_USDT');
     var late = go.wait(5000000).Symbol;
     try { go.wait() } catch (error) { return [early, late, error.message] }`,
    2,
  );
  expect(end).toMatchObject({
    value: [['undefined', 'undefined', 'undefined'], 'BTC_USDT', 'routine 1 already finished'],
  });
});

test('a call that failed is null, and a line of the log', async () => {
  const { end, lines } = await run(
    `var go = exchange.Go('GetTicker', 'NO_USDT');
     return [go.wait(), exchange.GetTicker('NO_USDT'), GetLastError(), GetLastError()];`,
  );
  expect(end).toMatchObject({ value: [null, null, 'no such symbol', null] });
  expect(lines()).toEqual(Array(2).fill('error: Paper GetTicker: no such symbol'));
});

test('2000 calls that nobody waits for are enough', async () => {
  const { end } = await run(`
    var made = 0;
    try { for (;;) { exchange.Go('GetName'); made += 1 } } catch (error) { return [made, error.message] }
  `);
  expect(end).toMatchObject({
    value: [2000, 'Go: 2000 calls have not been waited for, call wait() of some first'],
  });
});

test('a plugin that is gone fails call by call, and the strategy goes on', async () => {
  const { end, lines } = await runStrategy(
    `function main() {
       SetErrorFilter('GetDepth');
       return [exchange.GetTicker(), exchange.GetDepth(), exchange.CancelOrder('x'), exchange.Buy(1, 1), exchange.GetName()];
     }`,
    { code, url: `http://127.0.0.1:${await deadPort()}` },
  );
  expect(end).toMatchObject({ reason: 'returned', value: [null, null, false, null, 'Paper'] });
  expect(lines().map((line) => line.replace(/\d{4,}/, 'PORT'))).toEqual(
    ['GetTicker', 'CancelOrder', 'Buy'].map(
      (fn) => `error: Paper ${fn}: nothing listens on http://127.0.0.1:PORT: start it with "fmzproto serve"`,
    ),
  );
});
