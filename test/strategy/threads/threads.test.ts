import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { buildStrategyCode, startStrategy } from '../../support/startStrategy.js';
import { startWirePlugin, tickerData, type WirePlugin } from '../../support/startWirePlugin.js';

let code: Awaited<ReturnType<typeof buildStrategyCode>>;
let plugin: WirePlugin;
/** What a test holds back of an answer until it wants it. */
let release: () => void = () => undefined;
let held = Promise.resolve();

beforeAll(async () => {
  code = await buildStrategyCode();
  plugin = await startWirePlugin(async ({ method }) => {
    if (method === 'trade') await held;
    return { data: method === 'trade' ? { id: '1' } : tickerData };
  });
});

afterAll(async () => {
  await plugin.close();
  await code.remove();
});

afterEach(() => {
  release();
  held = Promise.resolve();
  plugin.requests.length = 0;
});

const start = (source: string) => startStrategy(source, { code, url: plugin.url });

async function resultOf(body: string): Promise<unknown> {
  const end = await start(`function main() { ${body} }`).ended;
  return end.reason === 'returned' ? end.value : end;
}

describe('a thread', () => {
  test('has its arguments as copies, and its own globals', async () => {
    const value = await resultOf(`
      shared = 1;
      var list = [1, { a: null }];
      var t = threading.Thread(function (list, b) {
        list.push(typeof shared, typeof main, b);
        shared = 2;
        return list;
      }, list, 'x');
      var ended = t.join();
      return [ended.ret, list.length, shared, ended.id, ended.terminated, ended.elapsed > 0, t.id(), t.name()];
    `);
    expect(value).toEqual([
      [1, { a: null }, 'undefined', 'undefined', 'x'],
      2,
      1,
      1,
      false,
      true,
      1,
      'Thread-1',
    ]);
  });

  test('finds the exchanges and what else is global', async () => {
    const value = await resultOf(`
      exchange.SetCurrency('ETH_USDT');
      return threading.Thread(function () {
        Log('in it', _N(1.239, 2));
        return [exchange.GetCurrency(), exchange.GetTicker().Last, exchange.Go('GetTicker').wait().Last, threading.currentThread().id(),
          threading.mainThread().name(), __threadId()];
      }).join().ret;
    `);
    expect(value).toEqual(['ETH_USDT', 100, 100, 1, 'MainThread', 1]);
  });

  test('calls several functions, one after the other', async () => {
    const value = await resultOf(`
      return threading.Thread([function (a) { seen = [a] }, 1], [function (b, c) { seen.push(b, c); return seen }, 2, 3]).join().ret;
    `);
    expect(value).toEqual([1, 2, 3]);
  });

  test('may be async, and start threads', async () => {
    const value = await resultOf(`
      return threading.Thread(async function () {
        await sleepAsync(1);
        return threading.Thread(function (a) { return a + 1 }, 1).join().ret + 1;
      }).join().ret;
    `);
    expect(value).toBe(3);
  });

  test('that throws is told with its place, and the run goes on', async () => {
    const run = start(`function main() {
      var t = threading.Thread(function () {
        exchange.GetTicker();
        missing();
      });
      var ended = t.join();
      return [ended.ret, ended.terminated];
    }`);
    expect(await run.ended).toMatchObject({ reason: 'returned', value: [null, false] });
    expect(run.events).toContainEqual(
      expect.objectContaining({
        level: 'error',
        text: 'Thread-1 threw: ReferenceError: missing is not defined',
        place: 'strategy.js:4:9',
      }),
    );
  });

  test('reaches no modules and no process', async () => {
    const value = await resultOf(`
      return threading.Thread(function () {
        var got = 'pending';
        import('node:fs').then(function () { got = 'module' }, function () { got = 'refused' });
        for (var i = 0; i < 100 && got === 'pending'; i++) Sleep(20);
        return [got, typeof process, typeof require, Log.constructor('return typeof process')()];
      }).join().ret;
    `);
    expect(value).toEqual(['refused', 'undefined', 'undefined', 'undefined']);
  });

  test('ends when it is terminated', async () => {
    const value = await resultOf(`
      var t = threading.Thread(function () { threading.mainThread().postMessage('on'); while (true); });
      var got = [t.peekMessage(), threading.pending(), t.join(-1)];
      t.terminate();
      return got.concat([t.peekMessage(), threading.pending(), t.join().terminated]);
    `);
    expect(value).toEqual(['on', 1, null, null, 0, true]);
  });

  test('its time to wait ends', async () => {
    const value = await resultOf(`
      var t = threading.Thread(function () { threading.currentThread().peekMessage(); return 1 });
      var got = [t.join(1), t.peekMessage(1) === undefined, t.peekMessage(-1) === undefined];
      t.postMessage(null);
      return got.concat(t.join().ret);
    `);
    expect(value).toEqual([null, true, true, 1]);
  });
});

describe('messages', () => {
  test('go both ways, in their order, and wake EventLoop', async () => {
    const value = await resultOf(`
      var t = threading.Thread(function () {
        var me = threading.currentThread();
        for (var got; (got = me.peekMessage()) !== 'end';) threading.mainThread().postMessage({ got: got });
        me.postMessage('bye');
      });
      t.postMessage('a'); t.postMessage([1]);
      var events = [], got = [];
      while (got.length < 2) {
        var event = EventLoop();
        events.push(event.Event, event.ThreadId);
        got.push(threading.mainThread().peekMessage(-1));
      }
      t.postMessage('end');
      return [events, got, t.peekMessage(), t.peekMessage(), EventLoop(-1)];
    `);
    expect(value).toEqual([['thread', 1, 'thread', 1], [{ got: 'a' }, { got: [1] }], 'bye', null, null]);
  });

  test('of one thread are told apart from those of another', async () => {
    const value = await resultOf(`
      var send = function (text) { threading.mainThread().postMessage(text) };
      var a = threading.Thread(send, 'a');
      a.join();
      var b = threading.Thread(send, 'b');
      return [b.peekMessage(), threading.currentThread().peekMessage(), a.peekMessage()];
    `);
    expect(value).toEqual(['b', 'a', null]);
  });

  test('the older functions do the same', async () => {
    const value = await resultOf(`
      var id = __Thread(function (x) {
        __threadSetData(0, 'k', [x]);
        __threadPostMessage(0, 'from it');
        return __threadPeekMessage() + x;
      }, 5);
      var got = [__threadPeekMessage(id, 0), __threadGetData(id, 'k'), __threadGetData(id, 'none')];
      __threadPostMessage(id, 7);
      return got.concat([__threadJoin(id).ret, __threadPending()]);
    `);
    expect(value).toEqual(['from it', [5], null, 12, 0]);
  });
});

describe('what threads share', () => {
  test('a lock lets one in at a time, and is given back by a thread that has ended', async () => {
    const value = await resultOf(`
      var lock = threading.Lock(), dict = threading.Dict();
      dict.set('n', 0);
      var work = function (lock, dict) {
        for (var i = 0; i < 20; i++) { lock.acquire(); dict.set('n', dict.get('n') + 1); if (i < 19) lock.release() }
      };
      var threads = [1, 2, 3].map(function () { return threading.Thread(work, lock, dict) });
      threads.forEach(function (t) { t.join() });
      return [dict.get('n'), dict.get('none')];
    `);
    expect(value).toEqual([60, null]);
  });

  test('an event and a condition wake who waits', async () => {
    const value = await resultOf(`
      var event = threading.Event(), condition = threading.Condition();
      var t = threading.Thread(function (event, condition, main) {
        condition.acquire();
        event.set();
        condition.wait();
        condition.release();
        main.postMessage('woken');
      }, event, condition, threading.mainThread());
      var got = [event.isSet() === true || event.wait(5000000), event.wait()];
      condition.acquire(); condition.notify(); condition.release();
      got.push(threading.mainThread().peekMessage());
      event.clear();
      return got.concat([event.isSet(), event.wait(1)]);
    `);
    expect(value).toEqual([true, true, 'woken', false, false]);
  });

  test('what one writes with _G is read by the others', async () => {
    const value = await resultOf(`
      _G('Before', 1);
      var t = threading.Thread(function () {
        var got = [_G('before')];
        _G('after', 2);
        _G('before', null);
        return got;
      });
      return t.join().ret.concat([_G('after'), _G('before')]);
    `);
    expect(value).toEqual([1, 2, null]);
  });
});

describe('the end', () => {
  test('of main ends all threads', async () => {
    const run = start(`function main() {
      var t = threading.Thread(function () { threading.mainThread().postMessage(1); while (true) { try { Sleep(1) } catch (e) {} } });
      return t.peekMessage();
    }
    function onexit() { Log('onexit', threading.pending() >= 0) }`);
    expect(await run.ended).toMatchObject({ reason: 'returned', value: 1 });
    expect(run.lines()).toEqual(['onexit true']);
  });

  test.each([
    ['sleeps', 'Sleep(5000000)'],
    ['waits for a message', 'threading.currentThread().peekMessage()'],
    ['catches everything', 'while (true) try { Sleep(1) } catch (e) {}'],
    ['loops without a call', 'while (true);'],
  ])('a stop ends a thread that %s, and onexit runs in the main one', async (_, body) => {
    const run = start(`function main() {
      var t = threading.Thread(function () { Log('ready'); ${body} });
      t.join();
      Log('never');
    }
    function onexit() { Log('onexit', threading.currentThread().id()) }`);
    await expect.poll(() => run.lines()).toContain('ready');
    run.stop();
    expect(await run.ended).toMatchObject({ reason: 'stopped' });
    expect(run.lines()).toEqual(['ready', 'onexit 0']);
  });

  test('an order that a thread has sent is heard of', async () => {
    held = new Promise((resolve) => {
      release = resolve;
    });
    const run = start(`function main() { threading.Thread(function () { exchange.Buy(100, 1) }).join() }
      function onexit() { Log('onexit') }`);
    await expect.poll(() => plugin.requests.map(({ method }) => method)).toEqual(['trade']);
    run.stop();
    await expect.poll(() => run.lines()).toEqual(['onexit']);
    release();
    expect(await run.ended).toMatchObject({ reason: 'stopped' });
    expect(run.lines()).toEqual(['onexit', 'buy: 1 at 100']);
    expect(run.events).toContainEqual(expect.objectContaining({ kind: 'order', id: '1' }));
  });

  test('onexit gets a lock that main waited for', async () => {
    const run = start(`var lock = threading.Lock();
      function main() {
        var t = threading.Thread(function (lock) { lock.acquire(); threading.mainThread().postMessage(1); Sleep(20); Log('ready'); Sleep(5000000) }, lock);
        t.peekMessage();
        lock.acquire();
      }
      function onexit() { lock.acquire(); Log('onexit') }`);
    await expect.poll(() => run.lines()).toContain('ready');
    run.stop();
    expect(await run.ended).toMatchObject({ reason: 'stopped' });
    expect(run.lines()).toEqual(['ready', 'onexit']);
  });
});
