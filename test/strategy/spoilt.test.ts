import { describe, expect, test } from 'vitest';
import { useStrategies } from '../support/useStrategies.js';

const { resultOf, run } = useStrategies();

describe('the bridge', () => {
  test('a strategy that replaces what is global gets hold of nothing of it', async () => {
    const value = await resultOf(`
      const seen = [];
      const { apply } = Reflect;
      const watch = (holder, name) => {
        const before = holder[name];
        holder[name] = function (...args) { seen.push(this, ...args); return apply(before, this, args); };
      };
      for (const name of ['wait', 'load', 'notify', 'add']) watch(Atomics, name);
      for (const name of ['apply', 'get', 'ownKeys']) watch(Reflect, name);
      for (const name of ['get', 'set', 'has', 'delete']) watch(Map.prototype, name);
      for (const name of ['call', 'apply', 'bind']) watch(Function.prototype, name);
      exchange.GetTicker();
      exchange.Go('GetDepth').wait();
      setTimeout(() => {}, 1);
      Sleep(5);
      return seen.filter((one) => one instanceof Int32Array || one instanceof SharedArrayBuffer || typeof one?.postMessage === 'function'
        || typeof one?.runInThisContext === 'function' || one?.receiveMessageOnPort).length;
    `);
    expect(value).toBe(0);
  });

  test.each([
    ['JSON', 'JSON.parse = JSON.stringify = () => "spoilt"; delete globalThis.JSON'],
    ['Atomics', 'Atomics.wait = Atomics.load = () => { throw 1 }; delete globalThis.Atomics'],
    ['Reflect', 'Reflect.apply = () => { throw 1 }; delete globalThis.Reflect'],
    [
      'objects',
      "for (const name of ['0', '1', '2', 'ticket', 'threw', 'json', 'then', 'finish']) Object.defineProperty(Object.prototype, name, { get() { throw 1 }, set() { throw 1 } })",
    ],
    [
      'functions',
      'Function.prototype.call = Function.prototype.apply = Function.prototype.bind = () => { throw 1 }',
    ],
  ])('it works on where %s are spoilt', async (_, spoil) => {
    const value = await resultOf(
      `const { Symbol: name } = (() => { ${spoil} ; return exchange.GetTicker() })(); return name;`,
    );
    expect(value).toBe('BTC_USDT');
  });

  test('stacks show no object of the program', async () => {
    const value = await resultOf(`
      const found = [];
      Error.prepareStackTrace = (error, sites) => {
        for (const site of sites) found.push(site.getThis(), site.getFunction(), ...(site.getFileName() === 'strategy.js' ? [] : [site.getTypeName?.() === 'Object']));
        return '';
      };
      const look = () => new Error('x').stack;
      look();
      const own = { toJSON: look };
      Log(own);
      setTimeout(look, 1);
      Sleep(5);
      SetErrorFilter('');
      exchange.GetTicker('no symbol');
      return found.filter((one) => (typeof one === 'object' || typeof one === 'function') && one !== null && one !== globalThis && one !== main && one !== look && one !== own).length;
    `);
    expect(value).toBe(0);
  });

  test('code in the options of a script is not run', async () => {
    const { end } = await run('function main() { return 7 }', {
      settings: {
        libraries: [
          {
            file: 'lib.js',
            source: `for (const name of ['cachedData', 'importModuleDynamically', 'filename', 'timeout', 'lineOffset'])
              Object.defineProperty(Object.prototype, name, { get() { throw new Error(name) }, configurable: true });`,
          },
        ],
      },
    });
    expect(end).toMatchObject({ reason: 'returned', value: 7 });
  });
});
