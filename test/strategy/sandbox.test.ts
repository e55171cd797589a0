import { describe, expect, test } from 'vitest';
import { useStrategies } from '../support/useStrategies.js';

const { resultOf } = useStrategies();

test('only the language and FMZ are global', async () => {
  const names = await resultOf(`
    return ['process', 'require', 'module', 'Buffer', 'global', 'setImmediate', 'performance', 'MessagePort', 'MessageChannel',
      'BroadcastChannel', 'WebSocket', 'Blob', 'structuredClone', 'queueMicrotask', 'navigator', 'crypto', 'postMessage', 'runtime', 'localStorage']
      .filter((name) => eval('typeof ' + name) !== 'undefined' || name in globalThis);
  `);
  expect(names).toEqual([]);
});

describe('no way leads to modules', () => {
  test.each([
    ['import()', "import('node:fs')"],
    ['eval', `eval("import('node:fs')")`],
    ['indirect eval', `(0, eval)("import('node:fs')")`],
    ['a function of a text', `Function("return import('node:fs')")()`],
    ['an async function of a text', `(async () => {}).constructor("return import('node:fs')")()`],
    ['a generator of a text', `(function* () {}).constructor("yield import('node:fs')")().next().value`],
    ['a promise that evaluates', `Promise.resolve("import('node:fs')").then(eval)`],
    ['a function of the runtime', `Log.constructor("return import('node:fs')")()`],
    ['a function of the database', `DBExec.constructor("return import('node:fs')")()`],
    ['fetch', `fetch.constructor("return import('node:fs')")()`],
    ['a class of the runtime', `new TextDecoder().decode.constructor("return import('node:fs')")()`],
    ['a library', `BigDecimal.add.constructor("return import('node:fs')")()`],
    ['a function of math', `math.sum.constructor("return import('node:fs')")()`],
    ['a function of an exchange', `exchange.GetTicker.constructor("return import('node:fs')")()`],
  ])('%s', async (_, expression) => {
    const value = await resultOf(`
      let got = 'pending';
      ${expression}.then((found) => { got = Object.keys(found).length; }, (error) => { got = 'refused'; });
      Sleep(1);
      for (let i = 0; i < 100 && got === 'pending'; i++) Sleep(20);
      return got;
    `);
    expect(value).toBe('refused');
  });

  test.each([
    ['a timer', `setTimeout(eval, 0, CODE)`],
    [
      'a setter of lists',
      `Object.defineProperty(Array.prototype, '0', { set: eval, configurable: true }); Log(CODE); exchange.GetTicker(CODE)`,
    ],
    ['a replaced join', `Array.prototype.join = eval; Array.prototype.map = () => CODE; Log(CODE)`],
    [
      'a replaced call',
      `Function.prototype.call = Function.prototype.apply = function () { return eval(CODE) }; Log(CODE)`,
    ],
    ['an answer of fetch', `Promise.prototype.then = () => eval(CODE); fetch('http://127.0.0.1:9')`],
    ['values of the database', `Array.prototype.map = () => eval(CODE); DBExec(CODE, CODE)`],
    ['math', `math.sum([{ valueOf: () => eval(CODE) }])`],
    ['toJSON', `Log({ toJSON: () => eval(CODE) })`],
    [
      'a filter',
      `RegExp.prototype.test = () => eval(CODE); SetErrorFilter('x'); exchange.GetTicker('no symbol')`,
    ],
    [
      'texts',
      `String.prototype.split = String.prototype.replace = String.prototype.indexOf = eval; exchange.GetTicker('no symbol')`,
    ],
    ['toString', `Log({ toString: eval.bind(null, CODE), toJSON() { throw 1 } })`],
  ])('%s that is handed code', async (_, statement) => {
    const value = await resultOf(`
      globalThis.got = 'nothing';
      const CODE = "import('node:fs').then((m) => { got = 'module' }, () => { got = 'refused' })";
      try { ${statement}; } catch (error) {}
      for (let i = 0; i < 20; i++) Sleep(5);
      return got;
    `);
    expect(value).not.toBe('module');
  });
});

describe('no way leads to process', () => {
  test.each([
    ['of the constructor', `Log.constructor('return typeof process')()`],
    ['of a host function', `exchange.GetName.constructor.constructor('return typeof process')()`],
    [
      'of an error of import()',
      `(() => { let e; import('fs').catch((x) => { e = x }); Sleep(1); return e.constructor.constructor('return typeof process')() })()`,
    ],
    ['of this', `(function () { return typeof this.process })()`],
  ])('%s', async (_, expression) => {
    expect(await resultOf(`return ${expression};`)).toBe('undefined');
  });

  test('what is inherited gets hold of nothing that reads or starts something', async () => {
    const value = await resultOf(`
      const seen = new Set();
      const note = (it) => { if (it && (typeof it === 'object' || typeof it === 'function')) seen.add(it); };
      const names = ['domain', 'noDeprecation', 'throwDeprecation', 'traceDeprecation', 'noProcessWarnings', 'env', 'binding', 'execArgv', 'argv',
        'exitCode', '_events', 'listeners', 'captureRejections', 'then', 'get', 'set', 'value', 'filename', 'importModuleDynamically', 'cachedData',
        'transfer', 'message', 'stackTraceLimit', 'name', 'code', 'signal', 'detail', 'type', 'port', 'ports', 'data', 'target', 'stdout', 'stderr'];
      for (const name of names) {
        Object.defineProperty(Object.prototype, name, { __proto__: null, configurable: true, get() { note(this); return undefined; }, set(value) { note(this); note(value);
          Object.defineProperty(this, name, { __proto__: null, value, writable: true, configurable: true, enumerable: true }); } });
      }
      Promise.reject(new Error('nobody looks')).toString();
      setTimeout(() => {}, 1);
      Sleep(20);
      const late = Promise.reject(new Error('late')); Sleep(5); late.catch(() => {}); Sleep(5);
      exchange.GetTicker();
      exchange.Go('GetTicker').wait();
      for (const name of names) delete Object.prototype[name];
      const reached = [];
      for (const one of seen) for (const key of ['binding', '_linkedBinding', 'dlopen', 'getBuiltinModule', 'mainModule', 'env', 'kill', 'postMessage', 'runInThisContext'])
        if (one[key] !== undefined) reached.push(key);
      return reached;
    `);
    expect(value).toEqual([]);
  });
});
