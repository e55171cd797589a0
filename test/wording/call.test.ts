import { Chalk } from 'chalk';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseAddress } from '../../src/cli/call/address.js';
import { parseCallArguments } from '../../src/cli/call/arguments.js';
import { renderAnswer } from '../../src/cli/call/renderAnswer.js';
import { parseWatch } from '../../src/cli/call/watch.js';
import { speakLanguage } from '../../src/cli/terminal/speakLanguage.js';

beforeEach(() => speakLanguage('zh'));
afterEach(() => speakLanguage('en'));

test('calls that cannot be made', () => {
  expect(() => parseCallArguments(['tikcer'])).toThrow('没有方法 "tikcer"，是否指 ticker？');
  expect(() => parseCallArguments(['cancel'])).toThrow(/^缺少 ID，用法：fmzproto call cancel ID/);
  expect(() => parseCallArguments(['ticker', 'LTC_USDT'], [['symbl', '1']])).toThrow(
    'ticker 没有参数 "symbl"，是否指 symbol？',
  );
  expect(() => parseAddress('OKX', undefined)).toThrow(
    /^"OKX" 不是通用协议程序的地址：请用 --url 指定，如 http/,
  );
  expect(() => parseWatch('0')).toThrow('--watch 是大于 0、不超过 86400 的秒数，如 2，而不是 "0"');
});

test('answers with nothing in them', () => {
  const colors = new Chalk({ level: 0 });
  expect(renderAnswer('orders', '[]', colors).text).toBe('没有挂单');
  expect(renderAnswer('fundings', '[]', colors).text).toBe('没有资金费率');
  expect(renderAnswer('cancel', 'true', colors).text).toBe('完成');
});
