import { expect, test } from 'vitest';
import { adviceOn } from '../../../src/cli/run/adviceOn.js';

const library = '$.Total = function (list) { return list.length }';

test.each([
  [
    'ReferenceError: Levels is not defined',
    'Log(Levels)',
    'Levels may be a parameter of the strategy: set it with --arg Levels=VALUE',
  ],
  [
    'ReferenceError: os is not defined',
    "os.open('a')",
    expect.stringMatching(/^os is not available: .*--state/),
  ],
  ['ReferenceError: Trader is not defined', 'Trader.getInstance()', expect.stringMatching(/^Trader is not/)],
  [
    'ReferenceError: ctx is not defined',
    'ctx.poll()',
    expect.stringMatching(/^ctx is not available: EventLoop/),
  ],
  [
    'ReferenceError: wasm is not defined',
    'wasm.parseModule()',
    expect.stringMatching(/^wasm is not available/),
  ],
  ['ReferenceError: trade is not defined', 'trade(1)', undefined],
  [
    'TypeError: $.Total is not a function',
    '$.Total([])',
    '$.Total belongs to a template library: give its file with --lib FILE',
  ],
  [
    'a.js has no function main: it begins with one',
    library,
    'what puts functions on $ is a template library: give it to a strategy with --lib FILE',
  ],
  ['a.js has no function main: it begins with one', 'if ($.Total == 1) Log(1)', undefined],
  ['TypeError: x.Total is not a function', library, undefined],
])('%s in %s', (error, source, advice) => {
  expect(adviceOn({ reason: 'threw', error }, [source])).toEqual(advice);
  expect(adviceOn({ reason: 'killed', error }, [source])).toBeUndefined();
});
