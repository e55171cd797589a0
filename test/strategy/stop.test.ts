import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { buildStrategyCode, startStrategy } from '../support/startStrategy.js';
import {
  startWirePlugin,
  tickerData,
  type WirePlugin,
  type WireRequest,
} from '../support/startWirePlugin.js';

let code: Awaited<ReturnType<typeof buildStrategyCode>>;
let plugin: WirePlugin;
/** What a test holds back of an answer until it wants it. */
let release: () => void = () => undefined;
let held = Promise.resolve();

beforeAll(async () => {
  code = await buildStrategyCode();
  plugin = await startWirePlugin(async (request: WireRequest) => {
    if (request.params.symbol === 'HELD_USDT' || request.method === 'trade') await held;
    if (request.method === 'trade') return { data: { id: 'BTC-USDT,1' } };
    return { data: tickerData };
  });
});

afterAll(async () => {
  await plugin.close();
  await code.remove();
});

afterEach(() => {
  release();
  plugin.requests.length = 0;
});

function hold(): void {
  held = new Promise((resolve) => {
    release = resolve;
  });
}

const start = (source: string, options = {}) => startStrategy(source, { code, url: plugin.url, ...options });

const ONEXIT = `function onexit() { Log('onexit', exchange.GetTicker().Last); Sleep(1); Log('slept') }`;
const EXITED = ['onexit 100', 'slept'];

describe('a strategy that is told to stop', () => {
  test.each([
    ['sleeps', `function main() { Log('ready'); Sleep(5000000) }`],
    ['calls again and again', `function main() { Log('ready'); while (true) exchange.GetTicker() }`],
    ['logs again and again', `function main() { while (true) Log('ready') }`],
    ['waits for a price', `function main() { Log('ready'); exchange.GetTicker('HELD_USDT') }`],
    [
      'waits for a routine',
      `function main() { var go = exchange.Go('GetTicker', 'HELD_USDT'); Log('ready'); go.wait() }`,
    ],
    ['awaits time', `async function main() { Log('ready'); await sleepAsync(5000000) }`],
    ['awaits what never comes', `async function main() { Log('ready'); await new Promise(function () {}) }`],
    [
      'catches what it is stopped with once',
      `function main() { Log('ready'); try { Sleep(5000000) } catch (e) {} Sleep(5000000) }`,
    ],
    [
      'makes something else of it',
      `function main() { Log('ready'); try { Sleep(5000000) } catch (e) { null.x } }`,
    ],
  ])('%s: onexit runs', async (_, main) => {
    hold();
    const run = start(`${main}\n${ONEXIT}`);
    await expect.poll(() => run.lines()).toContain('ready');
    run.stop();
    expect(await run.ended).toMatchObject({ kind: 'end', reason: 'stopped' });
    expect(run.lines().filter((line) => line !== 'ready')).toEqual(EXITED);
  });

  test('an order on its way is heard of before', async () => {
    hold();
    const run = start(`
      function main() {
        var id = exchange.Buy(100, 1);
        Log('id', id);
        exchange.GetTicker();
        Log('never');
      }
      function onexit() { Log('onexit') }
    `);
    await expect.poll(() => plugin.requests.map(({ method }) => method)).toEqual(['trade']);
    run.stop();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(run.lines()).toEqual([]);
    release();
    expect(await run.ended).toMatchObject({ reason: 'stopped' });
    expect(run.lines()).toEqual(['buy: 1 at 100', 'onexit']);
    expect(run.events).toContainEqual(
      expect.objectContaining({ kind: 'order', id: 'BTC-USDT,1', state: 'open' }),
    );
  });

  test('an order on its way that nobody waits for is heard of before the end', async () => {
    hold();
    const run = start(`function main() { exchange.Go('Sell', -1, 2); Log('ready'); Sleep(5000000) }`);
    await expect.poll(() => run.lines()).toContain('ready');
    await expect.poll(() => plugin.requests.length).toBe(1);
    run.stop();
    await new Promise((resolve) => setTimeout(resolve, 50));
    release();
    expect(await run.ended).toMatchObject({ reason: 'stopped' });
    expect(run.events.map((event) => event.kind)).toEqual(['log', 'call', 'order', 'log', 'end']);
    expect(run.lines()).toEqual(['ready', 'sell: 2 at market']);
  });
});

describe('a strategy that does not stop', () => {
  test.each([
    ['a loop without a call', `function main() { exchange.GetTicker(); Log('ready'); while (true); }`],
    [
      'one that catches everything',
      `function main() { Log('ready'); while (true) try { Sleep(1) } catch (e) {} }`,
    ],
  ])('%s is ended', async (_, main) => {
    const run = start(`${main}\n${ONEXIT}`, { grace: 100 });
    await expect.poll(() => run.lines()).toContain('ready');
    run.stop();
    expect(await run.ended).toMatchObject({
      reason: 'killed',
      error: 'the strategy went on without a call, and was ended without onexit',
    });
  });

  test('a second word to stop ends it at once', async () => {
    const run = start(
      `function main() { Sleep(5000000) } function onexit() { Log('exiting'); while (true); }`,
    );
    run.stop();
    await expect.poll(() => run.lines()).toContain('exiting');
    run.stop();
    expect(await run.ended).toMatchObject({ reason: 'killed', error: 'the strategy was ended at once' });
  });
});
