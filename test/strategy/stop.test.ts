import { once } from 'node:events';
import { createServer } from 'node:http';
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
    [
      'catches everything',
      `function main() { Log('ready'); while (true) { try { exchange.GetTicker(); Sleep(1) } catch (e) {} } }`,
    ],
    [
      'catches everything, and logs it',
      `function main() { Log('ready'); while (true) try { Sleep(1) } catch (e) { try { Log(e) } catch (e) {} } }`,
    ],
    [
      'catches everything of its routines',
      `function main() { Log('ready'); while (true) try { exchange.Go('GetTicker', 'HELD_USDT').wait() } catch (e) {} }`,
    ],
    [
      'catches everything of an async main',
      `async function main() { Log('ready'); while (true) try { exchange.GetTicker(); await sleepAsync(1) } catch (e) {} }`,
    ],
    [
      'catches everything that it awaits',
      `async function main() { Log('ready'); while (true) try { await sleepAsync(1) } catch (e) {} }`,
    ],
    [
      'calls onexit itself, and catches what that throws',
      `function main() { Log('ready'); while (true) try { Sleep(1) } catch (e) { try { onexit() } catch (e) {} } }`,
    ],
  ])('%s: onexit runs', async (_, main) => {
    hold();
    const run = start(`${main}\n${ONEXIT}`);
    await expect.poll(() => run.lines()).toContain('ready');
    run.stop();
    expect(await run.ended).toMatchObject({ kind: 'end', reason: 'stopped' });
    expect(run.lines().filter((line) => line !== 'ready')).toEqual(EXITED);
  });

  test.each([
    ['main is not', `function main() { Log('ready'); while (true) try { Sleep(1) } catch (e) {} }`],
    [
      'main awaits',
      `async function main() { Log('ready'); while (true) try { await sleepAsync(1) } catch (e) {} }`,
    ],
  ])('an async onexit runs to its end where %s', async (_, main) => {
    const run = start(`${main}
      async function onexit() { Log('onexit'); await sleepAsync(5); Log(exchange.GetTicker().Last) }
    `);
    await expect.poll(() => run.lines()).toContain('ready');
    run.stop();
    expect(await run.ended).toMatchObject({ reason: 'stopped' });
    expect(run.lines()).toEqual(['ready', 'onexit', '100']);
  });

  test('an async onexit on top of an async main that catches everything cannot go on, and says so', async () => {
    const run = start(`
      async function main() {
        await sleepAsync(1);
        Log('ready');
        while (true) try { exchange.GetTicker(); await sleepAsync(1) } catch (e) {}
      }
      async function onexit() { Log('onexit'); await sleepAsync(1); Log('never') }
    `);
    await expect.poll(() => run.lines()).toContain('ready');
    run.stop();
    expect(await run.ended).toMatchObject({
      reason: 'threw',
      error: 'onexit threw: an async onexit cannot go on where an async main catches what it is stopped with',
    });
    expect(run.lines()).toEqual(['ready', 'onexit']);
  });

  test('what main awaits does not go on beside onexit', async () => {
    const run = start(`
      async function main() {
        Log('ready');
        setTimeout(function () { Log('timer') }, 2);
        while (true) { try { await sleepAsync(1) } catch (e) {} if (exiting) Log('beside') }
      }
      var exiting = false;
      async function onexit() { exiting = true; await sleepAsync(60); Log('onexit') }
    `);
    await expect.poll(() => run.lines()).toContain('ready');
    run.stop();
    expect(await run.ended).toMatchObject({ reason: 'stopped' });
    expect(run.lines().filter((line) => line !== 'ready' && line !== 'timer')).toEqual(['onexit']);
  });

  test.each([
    ['returned', `function main() {}`],
    ['was stopped', `function main() { Log('ready'); Sleep(5000000) }`],
    ['catches everything', `function main() { Log('ready'); while (true) try { Sleep(1) } catch (e) {} }`],
  ])('an onexit that throws is told with its place where main %s', async (_, main) => {
    const run = start(`${main}\nfunction onexit() {\n  null.x\n}`);
    if (main.includes('ready')) await expect.poll(() => run.lines()).toContain('ready');
    run.stop();
    expect(await run.ended).toMatchObject({
      reason: 'threw',
      error: expect.stringMatching(/^onexit threw: TypeError: Cannot read/),
      place: 'strategy.js:3:8',
    });
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
    expect(run.events.map((event) => event.kind)).toEqual(['log', 'call', 'order', 'log', 'order', 'end']);
    expect(run.lines()).toEqual(['ready', 'sell: 2 at market']);
  });
});

describe('what is sent by HttpQuery when it is told to stop', () => {
  const post = (expression: string) => `
    function main() {
      var options = { method: 'POST', body: JSON.stringify({ method: 'trade', params: {} }) };
      var url = '${'URL'}/order?signature=secret';
      ${expression};
    }
    function onexit() { Log('onexit') }`;
  const startPost = (expression: string, options = {}) =>
    start(post(expression).replace('URL', plugin.url), options);
  const told = () => `HttpQuery POST ${new URL(plugin.url).host}/order: 200 {"data":{"id":"BTC-USDT,1"}}`;

  test.each([
    ['is waited for', `Log('never', HttpQuery(url, options))`, ['onexit']],
    [
      'is waited for where everything is caught',
      `while (true) try { HttpQuery(url, options); Sleep(1) } catch (e) {}`,
      ['onexit'],
    ],
  ])('what may be an order %s, and told', async (_, expression, after) => {
    hold();
    const run = startPost(expression, { grace: 20 });
    await expect.poll(() => plugin.requests.length).toBe(1);
    run.stop();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(run.lines()).toEqual([]);
    release();
    expect(await run.ended).toMatchObject({ reason: 'stopped' });
    expect(run.lines()).toEqual([told(), ...after]);
    expect(plugin.requests).toHaveLength(1);
  });

  test('what nobody waits for is heard of before the end, also of a strategy that returns', async () => {
    hold();
    const run = startPost(`HttpQuery_Go(url, options)`);
    await expect.poll(() => plugin.requests.length).toBe(1);
    await expect.poll(() => run.lines()).toEqual(['onexit']);
    release();
    expect(await run.ended).toMatchObject({ reason: 'returned' });
    expect(run.lines()).toEqual(['onexit', told()]);
  });

  test('a second word to stop waits for nothing, and says so', async () => {
    hold();
    const run = startPost(`HttpQuery(url, options)`);
    await expect.poll(() => plugin.requests.length).toBe(1);
    run.stop();
    run.stop();
    expect(await run.ended).toMatchObject({ reason: 'killed', error: 'the strategy was ended at once' });
    expect(run.lines()).toEqual([
      expect.stringMatching(
        /^error: HttpQuery POST 127\.0\.0\.1:\d+\/order has no answer: .*; it may have been carried out$/,
      ),
    ]);
  });

  test('a read is left', async () => {
    const asked: (string | undefined)[] = [];
    const server = createServer(({ method }) => asked.push(method)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = Object(server.address());
    const run = start(`function main() { HttpQuery('http://127.0.0.1:${port}/') }`);
    await expect.poll(() => asked).toEqual(['GET']);
    run.stop();
    expect(await run.ended).toMatchObject({ reason: 'stopped' });
    expect(run.lines()).toEqual([]);
    server.close();
    server.closeAllConnections();
  });
});

describe('a strategy that does not stop', () => {
  test.each([
    ['a loop without a call', `function main() { exchange.GetTicker(); Log('ready'); while (true); }`],
    [
      'one that catches everything without a call',
      `function main() { Log('ready'); while (true) try { null.x } catch (e) {} }`,
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

  test.each([
    ['loops', 'while (true);'],
    ['calls and catches everything', 'while (true) try { exchange.GetTicker() } catch (e) {}'],
    ['sleeps', 'Sleep(5000000)'],
  ])('an onexit that %s is ended when its time is up', async (_, body) => {
    const run = start(
      `function main() { while (true) try { Sleep(1) } catch (e) {} } function onexit() { ${body} }`,
      { exitTime: 100 },
    );
    run.stop();
    expect(await run.ended).toMatchObject({ reason: 'killed', error: 'onexit takes too long' });
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
