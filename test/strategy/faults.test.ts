import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildStrategyCode, runStrategy, type StrategyOptions } from '../support/startStrategy.js';

let code: Awaited<ReturnType<typeof buildStrategyCode>>;

beforeAll(async () => {
  code = await buildStrategyCode();
});

afterAll(() => code.remove());

const run = (source: string, settings: StrategyOptions['settings'] = {}) =>
  runStrategy(source, { code, settings });

describe('faults have file and line', () => {
  test.each([
    [
      'of the syntax',
      'function main() {\n  var a = ;\n}',
      { error: "SyntaxError: Unexpected token ';'", place: 'strategy.js:2' },
    ],
    ['of the top level', '\nnull.x', { place: 'strategy.js:2:6' }],
    [
      'in a function',
      'function main() { f() }\nfunction f() {\n  throw new Error("no\\nway")\n}',
      { error: 'no way', place: 'strategy.js:3:9' },
    ],
    [
      'of a text without an error',
      'function main() {\n  if (a) throw "no";\n  throw "no way";\n}\nvar a;',
      { error: 'no way', place: 'strategy.js:3' },
    ],
    [
      'of a text that is joined',
      'function main() {\n  throw "stopped";\n}\nfunction init() {\n  throw "lost " + 5;\n}',
      { error: 'lost 5', place: 'strategy.js:5' },
    ],
    [
      'in code of a text',
      'function main() {\n  eval("throw new Error(1)")\n}',
      { error: '1', place: 'strategy.js:2:3' },
    ],
    ['without an Error', 'function main() { throw "a text" }', { error: 'a text' }],
    [
      'without main',
      'var x = 1',
      { error: 'strategy.js has no function main: a strategy begins with function main() { ... }' },
    ],
    [
      'in onexit',
      'function main() {}\nfunction onexit() { null.x }',
      { error: expect.stringMatching(/^onexit threw: TypeError: /), place: 'strategy.js:2:26' },
    ],
    [
      'of too many calls',
      'function main() { main() }',
      { error: 'RangeError: Maximum call stack size exceeded' },
    ],
    [
      'that is an object',
      'function main() { throw { code: 3, text: ["a"] } }',
      { error: '{"code":3,"text":["a"]}', place: 'strategy.js:1' },
    ],
    [
      'that is one of several objects',
      'function main() {\n if (0) throw { no: 1 }\n throw { code: 3,\n text: 1 } }\nfunction other(x) { throw x }',
      { error: '{"code":3,"text":1}', place: 'strategy.js:3' },
    ],
    [
      'that is made elsewhere',
      'function make() { return { code: 3 } }\nfunction main() {\n throw make() }',
      { error: '{"code":3}', place: 'strategy.js:3' },
    ],
    [
      'that cannot be read',
      'function main() { throw { toString() { throw 1 } } }',
      { error: 'something was thrown that cannot be shown' },
    ],
    [
      'of a stack that cannot be read',
      'function main() { Error.prepareStackTrace = () => { throw 1 }; throw new Error("x") }',
      { error: 'x' },
    ],
  ])('%s', async (_, source, expected) => {
    const { end } = await run(source);
    expect(end).toMatchObject({ reason: 'threw', ...expected });
  });

  test('of what is thrown in two places, or made elsewhere, has no place', async () => {
    for (const source of [
      'function main() { if (0) throw "no";\n throw "no" }',
      'var text = "made"; function main() { throw text }',
      'function main() { var e = 5;\n if (0) throw e;\n throw e }',
      'function fail(x) { throw x }\nasync function main() { await Promise.reject({ code: 3 }) }',
    ])
      expect((await run(source)).end.place).toBeUndefined();
  });

  test('of onerror, beside the one that it was told', async () => {
    const { end, lines } = await run('function main() {\n  f()\n}\nfunction onerror() { null.x }');
    expect(end).toMatchObject({ error: 'ReferenceError: f is not defined', place: 'strategy.js:2:3' });
    expect(lines()).toEqual([expect.stringMatching(/^error: onerror threw: TypeError: Cannot read/)]);
  });

  test('in a template', async () => {
    const { end } = await run('function main() {}', {
      libraries: [{ file: 'lib/plot.js', source: '\n\n$.Plot = function () {\n(' }],
    });
    expect(end).toMatchObject({ reason: 'threw', place: 'lib/plot.js:4' });
  });
});
