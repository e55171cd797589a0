import { describe, expect, test } from 'vitest';
import { speakLanguage } from '../../src/cli/terminal/speakLanguage.js';
import type { StrategyOptions } from '../support/startStrategy.js';
import { startWirePlugin, tickerData } from '../support/startWirePlugin.js';
import { useStrategies } from '../support/useStrategies.js';

const { run: runAnywhere, runHere } = useStrategies();

const run = (source: string, settings: StrategyOptions['settings'] = {}) => runHere(source, { settings });

test('a strategy asks for a price, logs and sleeps', async () => {
  const { end, lines } = await run(`
    function main() {
      var ticker = exchange.GetTicker();
      Log('last', typeof ticker.Last, ticker.Last > 0, ticker.Symbol, ticker instanceof Object);
      Sleep(5.5);
      return 7;
    }
  `);
  expect(lines()).toEqual(['last number true BTC_USDT true']);
  expect(end).toMatchObject({ reason: 'returned', value: 7 });
});

describe('order', () => {
  test('templates, the script, init, main, onexit', async () => {
    const { lines, end } = await run(
      `Log('script', $.Twice(2), exchange.GetName());
       function init() { Log('init') }
       function main() { Log('main'); return [1, { a: null }] }
       function onexit() { Log('onexit', exchange.GetCurrency()) }
       function onerror() { Log('onerror') }`,
      {
        libraries: [
          {
            file: 'double.js',
            source: `$.Twice = function (x) { return 2 * x }; function main() { Log('its test') } function init() {}`,
          },
          { file: 'other.js', source: `Log('template', typeof main, typeof init, $.Twice(4));` },
        ],
      },
    );
    expect(lines()).toEqual([
      'template undefined undefined 8',
      'script 4 Paper',
      'init',
      'main',
      'onexit BTC_USDT',
    ]);
    expect(end).toMatchObject({ reason: 'returned', value: [1, { a: null }] });
  });

  test('onerror in the place of onexit where main threw', async () => {
    const { lines, end } = await run(`
      function main() {
        undefinedFunction();
      }
      function onexit() { Log('onexit') }
      function onerror(message) { Log('onerror', message) }
    `);
    expect(lines()).toEqual(['onerror ReferenceError: undefinedFunction is not defined']);
    expect(end).toMatchObject({
      reason: 'threw',
      error: 'ReferenceError: undefinedFunction is not defined',
      place: 'strategy.js:3:9',
    });
  });

  test('the top level may return, and main is called all the same', async () => {
    const { lines, end } = await run(`var levels = 3; count = 1;
      const main = function () {
        Log('main', levels, count, this === globalThis);
        missing();
      };
      function init() { Log('init', levels) }
      function onerror(message) { Log(message, typeof onexit) }
      if (levels > 2) {
        return;
      }
      Log('not reached');
    `);
    expect(lines()).toEqual(['init 3', 'main 3 1 true', 'ReferenceError: missing is not defined undefined']);
    expect(end).toMatchObject({ reason: 'threw', place: 'strategy.js:4:9' });
  });

  test('what the top level did is not done twice where its own code cannot be compiled', async () => {
    const { lines, end } = await run(`Log('once');
      eval('return 1');
      function main() {}
    `);
    expect(lines()).toEqual(['once']);
    expect(end).toMatchObject({
      error: 'SyntaxError: Illegal return statement',
      place: expect.stringContaining('strategy.js:2'),
    });
  });

  test('main may be a constant, and async', async () => {
    const { lines, end } = await run(`
      const main = async () => {
        setTimeout(() => Log('timer'), 1);
        Log('before', typeof await sleepAsync(20));
        Log(exchange.GetTicker().Symbol);
        return 'done';
      };
      function onexit() { Log('onexit'); Sleep(1); }
    `);
    expect(lines()).toEqual(['timer', 'before undefined', 'BTC_USDT', 'onexit']);
    expect(end).toMatchObject({ reason: 'returned', value: 'done' });
  });

  test('an async main that throws', async () => {
    const { end, lines } = await run(`
      async function main() {
        await sleepAsync(1);
        throw new Error('too late');
      }
      async function onerror(message) { await sleepAsync(5); Log('onerror', message); }
    `);
    expect(lines()).toEqual(['onerror too late']);
    expect(end).toMatchObject({ reason: 'threw', error: 'too late', place: 'strategy.js:4:15' });
  });
});

describe('while it sleeps', () => {
  test('timers fire in their order, and promises are settled', async () => {
    const { lines } = await run(`
      function main() {
        setTimeout((a, b) => Log('late', a, b), 30, 1, 'x');
        setTimeout(() => Log('early'), 10);
        clearTimeout(setTimeout(() => Log('never'), 5));
        setTimeout(() => { Promise.resolve('its promise').then(Log); Log('at once') }, 0);
        setTimeout(() => Log('next'), 0);
        Promise.resolve('promise').then(Log);
        for (var begun = Date.now(); Date.now() - begun < 40;);
        Sleep(60);
        Log('end');
        try { setInterval(function () {}, 1) } catch (error) { Log(error.message) }
      }
    `);
    expect(lines()).toEqual([
      'promise',
      'at once',
      'its promise',
      'next',
      'early',
      'late 1 x',
      'end',
      'setInterval not support',
    ]);
  });

  test('a timer that throws ends the strategy', async () => {
    const { end } = await run(`
      function main() {
        setTimeout(function () { throw new TypeError('in a timer') }, 1);
        Sleep(5000000);
      }
    `);
    expect(end).toMatchObject({ reason: 'threw', error: 'TypeError: in a timer', place: 'strategy.js:3:40' });
  });

  test('a promise that is rejected and nobody looks at is an error line', async () => {
    const { lines, end } = await run(`
      function main() {
        Promise.reject(new Error('lost'));
        Sleep(30);
      }
    `);
    expect(lines()).toEqual(['error: a promise was rejected and nobody looked at it: lost']);
    expect(end.reason).toBe('returned');
  });

  test('a thread speaks the language of the process', async () => {
    await speakLanguage('zh');
    try {
      const { lines } = await run(`
        function main() { Promise.reject(new Error('lost')); Sleep(30); }
      `);
      expect(lines()).toEqual(['error: 有一个 Promise 被拒绝且没有代码处理：lost']);
    } finally {
      await speakLanguage('en');
    }
  });
});

describe('what a strategy finds', () => {
  test('its parameters are globals that it may declare and change', async () => {
    const { lines } = await run(
      `var Amount; function Log2() {}
       Pair = Pair + '!';
       function main() { Log(Amount, Pair, Empty, Options.length, Options instanceof Array) }`,
      { args: { Amount: 5, Pair: 'BTC', Empty: null, Options: [1, 2] } },
    );
    expect(lines()).toEqual(['5 BTC! null 2 true']);
  });

  test('a strategy may declare what FMZ has', async () => {
    const { lines } = await run(`
      function Sleep() { return 'mine' }
      var exchange = exchanges[0];
      function main() { Log(Sleep(), exchange.GetName()) }
    `);
    expect(lines()).toEqual(['mine Paper']);
  });

  test('data are of its own realm', async () => {
    const { lines } = await run(`
      function main() {
        var records = exchange.GetRecords(60, 3);
        Log(records instanceof Array, records[0] instanceof Object, records.constructor === Array, records.length);
        Log(exchanges instanceof Array, exchange.GetTicker instanceof Function, exchange.Go('GetDepth').wait().Asks instanceof Array);
        try { exchange.Go('Nothing') } catch (error) { Log(error instanceof Error, error.message) }
      }
    `);
    expect(lines()).toEqual([
      'true true true 3',
      'true true true',
      'true Go: an exchange has no function Nothing',
    ]);
  });

  test('functions stand for themselves, and exchanges take properties', async () => {
    const { lines } = await run(`
      function main() {
        var GetTicker = exchange.GetTicker, Go = exchange.Go;
        exchange.account = GetTicker().Symbol;
        exchange.GetTicker = function () { return 'mine' };
        Log(exchange.account, exchange.GetTicker(), exchanges[0] === exchange, Go('GetTicker').wait().Symbol);
      }
    `);
    expect(lines()).toEqual(['BTC_USDT mine true BTC_USDT']);
  });
});

test('what is told arrives in its order, however slow the one is who takes it', async () => {
  const seen: number[] = [];
  await runAnywhere(`function main() { for (var i = 0; i < 1000; i++) Log(i); }`, {
    async onEvent(event) {
      await new Promise(setImmediate);
      if (event.kind === 'log') seen.push(Number(event.text));
    },
  });
  expect(seen).toEqual(Array.from({ length: 1000 }, (_, index) => index));
});

test.each([
  ['short lines', 'i', 1000, 300],
  ['long lines', "'x'.repeat(900000)", 20, 3],
])('a strategy waits for the one who takes what is told: %s', async (_, text, count, most) => {
  const wire = await startWirePlugin(() => ({ data: tickerData }));
  let asked = 0;
  let lines = 0;
  let take = () => {};
  const taking = new Promise<void>((resolve) => {
    take = resolve;
  });
  const running = runAnywhere(
    `function main() { for (var i = 0; i < ${count}; i++) { Log(${text}); exchange.GetTicker() } }`,
    {
      url: wire.url,
      async onEvent(event) {
        await taking;
        if (event.kind === 'call') asked += 1;
        if (event.kind === 'log') lines += 1;
      },
    },
  );
  await expect.poll(() => wire.requests.length).toBeGreaterThan(0);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(wire.requests.length).toBeLessThan(most);
  take();
  await running;
  await wire.close();
  expect({ asked, lines }).toEqual({ asked: count, lines: count });
});
