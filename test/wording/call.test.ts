import { Chalk } from 'chalk';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseAddress } from '../../src/cli/call/address.js';
import { parseCallArguments } from '../../src/cli/call/arguments.js';
import { renderAnswer } from '../../src/cli/call/renderAnswer.js';
import { parseWatch } from '../../src/cli/call/watch.js';
import { renderCcxt } from '../../src/cli/exchanges/renderExchanges.js';
import { speakLanguage } from '../../src/cli/terminal/speakLanguage.js';

beforeEach(() => speakLanguage('zh'));
afterEach(() => speakLanguage('en'));

test('calls that cannot be made', () => {
  expect(() => parseCallArguments(['tikcer'])).toThrow('没有方法 "tikcer"，是否指 ticker？');
  expect(() => parseCallArguments(['cancel'])).toThrow(/^缺少 ID，用法：npx fmzproto call cancel ID/);
  expect(() => parseCallArguments(['ticker', 'LTC_USDT'], [['symbl', '1']])).toThrow(
    'ticker 没有参数 "symbl"，是否指 symbol？',
  );
  expect(() => parseAddress('OKX', undefined)).toThrow(
    /^"OKX" 不是通用协议程序的地址：请用 --url 指定，如 http/,
  );
  expect(() => parseWatch('0')).toThrow('--watch 是大于 0、不超过 86400 的秒数，如 2，而不是 "0"');
});

test('columns that are no fields of the protocol', () => {
  const colors = new Chalk({ level: 0 });
  const book = JSON.stringify({
    asks: [[11, 2]],
    bids: [
      [10, 1],
      [9, 3],
    ],
    time: 1_768_464_005_000,
  });
  const { text } = renderAnswer('depth', book, colors);
  expect(text.split('\n').map((line) => line.split(/ {2,}/))).toEqual([
    ['方向', 'price', 'amount', '累计'],
    ['卖', '11', '2', '2'],
    ['买', '10', '1', '1'],
    ['买', '9', '3', '4'],
    [expect.stringMatching(/^2026-01-15 .*，买卖价差 1$/)],
  ]);
});

test('what exchanges have', () => {
  const colors = new Chalk({ level: 0 });
  const orders = { marketBuy: false, changes: 'refused', clientOrderId: true } as const;
  const name = 'acme';
  const facts = { name, keys: 'required', publicData: true } as const;
  const ccxt = { ...facts, methods: ['ticker'], credentials: ['apiKey'], simulate: true, orders } as const;
  const rows = renderCcxt([ccxt], colors)
    .split('\n')
    .map((line) => line.split(/ +/));
  expect(rows.map((row) => [...row.slice(0, 3), ...row.slice(-2)])).toEqual([
    ['交易所', 'Ticker', 'Depth', '模拟盘', '密钥'],
    ['acme', '是', '-', '是', 'apiKey'],
  ]);
});

test('answers with nothing in them', () => {
  const colors = new Chalk({ level: 0 });
  expect(renderAnswer('orders', '[]', colors).text).toBe('没有挂单');
  expect(renderAnswer('fundings', '[]', colors).text).toBe('没有资金费率');
  expect(renderAnswer('cancel', 'true', colors).text).toBe('完成');
});
