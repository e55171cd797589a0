import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseBalances } from '../../src/cli/plugin/balances.js';
import { parseBaseUrls } from '../../src/cli/plugin/baseUrls.js';
import { loadExchanges } from '../../src/cli/plugin/loadExchanges.js';
import { readListening } from '../../src/cli/serve/listening.js';
import { openConsole } from '../../src/cli/serve/openConsole.js';
import { parseStreams } from '../../src/cli/serve/streamSetting.js';
import { speakLanguage } from '../../src/cli/terminal/speakLanguage.js';

beforeEach(() => speakLanguage('zh'));
afterEach(() => speakLanguage('en'));

test.each([
  ['USDT=100，BTC=2', '--paper-balance "USDT=100，BTC=2" 含有全角字符：是否指 "USDT=100,BTC=2"？'],
  ['USDT', '--paper-balance "USDT" 没有数量：请写成 币种=数量，例如 USDT=100000,BTC=2'],
  ['USDT=-1', '--paper-balance USDT=-1 小于 0：账户的初始数量不能小于 0'],
])('--paper-balance %s', (text, message) => {
  expect(() => parseBalances(text)).toThrow(message);
});

test.each([
  ['OKX.x=https://a.example', '--base-url 没有 OKX.x：交易所的 API 请写成 OKX=URL，或写 OKX.stream=URL'],
  [
    'OKX=https：//a.example',
    '--base-url "OKX=https：//a.example" 含有全角字符：是否指 "OKX=https://a.example"？',
  ],
  ['OKX=https：//me:hunter2@a.example', /^--base-url 应写成 NAME=URL，例如 OKX=https:\/\/eea\.okx\.com$/],
  ['OKEX=https://a.example', '--base-url 写了 OKEX，它在这里没有 API，是否指 OKX？'],
  [
    'OKX=wss://a.example',
    '--base-url 应写成 NAME=URL，例如 OKX=https://eea.okx.com；推送写成 OKX.stream=URL',
  ],
])('--base-url %s', (value, message) => {
  const names = { known: [{ name: 'OKX', parts: [] }], streaming: ['OKX'] };
  expect(() => parseBaseUrls([value], names)).toThrow(message);
});

test('--stream, --console, --exchanges and --allow', async () => {
  expect(() => parseStreams(['off', 'auto'], ['OKX'])).toThrow(
    '--stream 对所有交易所既写了 auto 又写了 off：请去掉一个',
  );
  expect(() => openConsole(6000)).toThrow('--console 6000 是浏览器不允许打开的端口');
  await expect(loadExchanges('./none')).rejects.toThrow('没有目录 "./none"');
  await expect(readListening('0.0.0.0', [])).rejects.toThrow('--host "0.0.0.0" 使其他机器也能访问端口');
  await expect(readListening('127.0.0.1', ['10.0.0.0/33'])).rejects.toThrow(
    '--allow "10.0.0.0/33" 不是网段：/ 后面应为 0 到 32 的数，例如 10.0.0.0/16',
  );
});
