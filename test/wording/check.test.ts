import { Chalk } from 'chalk';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  saysClosed,
  saysKeys,
  saysLate,
  saysThrottled,
  saysUnsupported,
  saysUsedUp,
} from '../../src/check/errorTexts.js';
import { periodFor, saysPeriod } from '../../src/check/sampleParams.js';
import { findDefects } from '../../src/check/structures/assertionsOf.js';
import { renderSummary } from '../../src/cli/check/renderReport.js';
import { speakLanguage } from '../../src/cli/terminal/speakLanguage.js';
import type { MethodName } from '../../src/protocol/methods.js';
import { alpaca } from '../../src/wording/chinese/alpaca.js';
import { bybit } from '../../src/wording/chinese/bybit.js';
import { ccxt } from '../../src/wording/chinese/ccxt.js';
import { ccxtCalls } from '../../src/wording/chinese/ccxtCalls.js';
import { connections } from '../../src/wording/chinese/connections.js';
import { ctrader } from '../../src/wording/chinese/ctrader.js';
import { exchanges } from '../../src/wording/chinese/exchanges.js';
import { fix } from '../../src/wording/chinese/fix.js';
import { instruments } from '../../src/wording/chinese/instruments.js';
import { okx } from '../../src/wording/chinese/okx.js';
import { paper } from '../../src/wording/chinese/paper.js';
import { protocol } from '../../src/wording/chinese/protocol.js';
import { requests } from '../../src/wording/chinese/requests.js';
import { runtime } from '../../src/wording/chinese/runtime.js';
import { server } from '../../src/wording/chinese/server.js';
import { streams } from '../../src/wording/chinese/streams.js';
import { startFaulty } from '../check/startFaulty.js';
import { deadPort } from '../doubles/proxy/startProxy.js';
import { runCli } from '../e2e/runCli.js';

const check = (...args: string[]) => runCli(['check', ...args, '--lang', 'zh']);

describe('what cannot be checked', () => {
  test.each([
    [['Nowhere'], /^错误：.*"Nowhere".*；检查别处的插件请写地址，如 http:\/\/127\.0\.0\.1:6666\/OKX\n$/],
    [
      ['http://me:secret@127.0.0.1/OKX'],
      /^错误：通用协议程序的地址应形如 http:\/\/127\.0\.0\.1:6666\/OKX\n$/,
    ],
    [
      ['http://127.0.0.1:1/OKX', '--base-url', 'OKX=http://127.0.0.1:2'],
      /^错误：--base-url 只用于在此启动的交易所：请去掉它，或改写交易所名称\n$/,
    ],
    [
      ['127.0.0.1:6666/OKX'],
      /^错误："127\.0\.0\.1:6666\/OKX" 缺少协议头：请写成 http:\/\/127\.0\.0\.1:6666\/OKX\n$/,
    ],
    [['Paper', '--only', 'dept'], /^错误：--only "dept" 不是检查组，也不是检查项，是否指 depth？\n$/],
    [
      ['Paper', '--only', '0'],
      /^错误：--only "0" 不是检查组，也不是检查项：检查组有 transport、envelope、ticker、/,
    ],
    [
      ['Paper', '--symbol', 'USDT'],
      /^错误：--symbol "USDT" 写法不对：请写成 BTC_USDT，合约请写成 BTC_USDT\.swap\n$/,
    ],
  ])('wrong usage: %j', async (args, sentence) => {
    const { code, stdout, stderr } = await check(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(sentence);
  });

  test('an address at which nothing listens', async () => {
    const origin = `http://127.0.0.1:${await deadPort()}`;
    const { code, stderr } = await check(`${origin}/OKX`);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `错误：${origin} 无程序监听：请先启动通用协议程序\n`,
    });
  });

  test.each([
    ['<html>', '不是 FMZ 通用协议程序，应答是 "<html>"：请检查地址中的主机、端口和路径'],
    [404, '不是 FMZ 通用协议程序，应答是 HTTP 404：请检查地址中的主机、端口和路径'],
    [{ error: 'no' }, '对所有方法都返回同一个错误 "no"：请检查地址中的主机、端口和路径'],
    [
      { error: 'invalid api key' },
      '对所有方法都返回同一个错误 "invalid api key"：请设置环境变量 FMZPROTO_ACCESS_KEY 和 FMZPROTO_SECRET_KEY',
    ],
  ])('a plugin that always answers %j', async (answer, sentence) => {
    const plugin = await startFaulty(() => answer);
    const { code, stderr } = await check(plugin.url.href);
    plugin.close();
    expect({ code, stderr }).toEqual({ code: 1, stderr: `错误：${plugin.url.href} ${sentence}\n` });
  });
});

test('a report: the outcomes stand below one another, a failure says what was sent and what came', async () => {
  const plugin = await startFaulty(({ method }) => {
    if (method === 'ticker') return { data: { symbol: 'BTC_USDT', buy: '2', sell: '1', last: '1' } };
    return method === 'depth' ? 'nonsense' : { error: `${method}: no` };
  });
  const only = ['ticker.symbol', 'ticker.bid-below-ask', 'depth.shape', 'trade.id', 'session.sent-once'];
  const { code, stdout } = await check(
    plugin.url.href,
    ...['--symbol', 'BTC_USDT'],
    ...only.flatMap((id) => ['--only', id]),
  );
  plugin.close();
  const lines = stdout.trimEnd().split('\n');
  expect(code).toBe(1);
  expect(lines.map((line) => line.replace(/^ +/, ''))).toEqual([
    'ticker',
    '23  通过 交易对与请求的一致',
    '24  失败 buy 低于 sell (ticker.bid-below-ask)',
    '问题  buy 2 不低于 sell 1',
    expect.stringMatching(/^发送 {2}POST \/Faulty content-type: application\/json \{"access_key":/),
    '收到  200 {"data":{"symbol":"BTC_USDT","buy":"2","sell":"1","last":"1"}}',
    '约定  GetTicker：buy 低于 sell',
    'depth',
    expect.stringMatching(/^28 {2}失败 .*GetDepth.* \(depth\.shape\)$/),
    '问题  应答不是 JSON',
    expect.stringMatching(/^发送 {2}POST /),
    '收到  200 nonsense',
    expect.stringMatching(/^约定 {2}\p{Script=Han}|^约定 {2}depth/u),
    'trade',
    expect.stringMatching(/^70 {2}跳过 .*：需要下单：请用 --trade 允许$/),
    'session',
    expect.stringMatching(/^206 {2}跳过 .*：看不到别处的插件在 FIX 上的收发：请改写交易所名称$/),
    '共 5 项：通过 1，失败 2，跳过 2',
  ]);
  expect(stdout).not.toMatch(/[a-z]{2,} [a-z]{2,} [a-z]{2,}/);
});

describe('in this process', () => {
  beforeEach(() => speakLanguage('zh'));
  afterEach(() => speakLanguage('en'));

  test('the last line, in colors', () => {
    const colors = new Chalk({ level: 1 });
    expect(renderSummary([], colors)).toBe('共 0 项：通过 0，\u001b[32m失败 0\u001b[39m，跳过 0');
  });

  test('what is wrong with data', () => {
    const now = Date.parse('2026-01-15T08:00:00Z');
    const found = (...[name, data, expected]: [MethodName, unknown, object?]) =>
      findDefects(name, data, { now, ...expected });
    const book = {
      asks: [
        [3, 1],
        [2, 1],
      ],
      bids: [[4, 0]],
      time: Date.parse('2026-01-15T06:00:00Z'),
    };
    expect(found('depth', book, { limit: 1 })).toEqual([
      'asks-ascending: 3 之后是 2',
      'bid-below-ask: 买一价 4 不低于卖一价 3',
      'positive: [4, 0]',
      'limit: 有 2 档，请求的是 1 档',
      'recent: 时间 2026-01-15T06:00:00.000Z 不是近期时间',
    ]);
    const bars = [
      [60, 1, 2, 0, 1, 1],
      [240, 1, 2, 0, 1, 1],
    ];
    expect(found('records', bars, { period: 1, limit: 3, last: 9 })).toEqual([
      'spacing: 相隔 180 s，应为 60 s',
      'price: 价格是 1，行情却是 9',
      'limit: 有 2 根，请求的是 3 根',
      'recent: 时间 1970-01-01T00:04:00.000Z 不是近期时间',
    ]);
    expect(
      found('accounts', [
        { currency: 'BTC', free: '1', frozen: '0' },
        { currency: 'BTC', free: '1', frozen: '0' },
      ]),
    ).toEqual(['unique: BTC 出现了两次']);
    expect(found('trade', { id: '7' })).toEqual(['id: "7" 不是 BTC-USDT,123456 的形式']);
  });
});

describe('errors of this program are understood in both languages', () => {
  /** What errors of an answer are made of. */
  const parts = [
    ...[alpaca, bybit, ccxt, ccxtCalls, connections, ctrader, exchanges, fix, instruments, okx],
    ...[paper, protocol, requests, runtime, server, streams],
  ];
  const values = { method: 'GetRecords', minutes: '60', choices: '1, 5, 15, 1440', seconds: '2' };
  const filled = (text: string) =>
    Object.entries(values)
      .reduce((said, [name, value]) => said.replaceAll(`{${name}}`, value), text)
      .replace(/\{\w+\}/g, 'X');

  const readings = { saysClosed, saysKeys, saysLate, saysThrottled, saysUnsupported, saysUsedUp };
  test.each(Object.entries({ ...readings, saysPeriod, periodFor }))('%s', (_name, read) => {
    const texts = parts.flatMap((part) => Object.entries(part));
    const differ = texts.filter(([english, chinese]) => read(filled(english)) !== read(filled(chinese)));
    expect(differ).toEqual([]);
    expect(new Set(texts.map(([english]) => read(filled(english)))).size).toBeGreaterThan(1);
  });

  test.each([
    '不支持该方法：GetRecords',
    'GetRecords: 不支持',
    '暂不支持',
    '没有这个函数',
    'records：未实现',
  ])('a plugin lacks the method: %s', (error) => expect(saysUnsupported(error)).toBe(true));

  test.each(['不支持该交易对', '51000 不支持该参数', '不支持这种订单'])(
    'an exchange has refused: %s',
    (error) => expect(saysUnsupported(error)).toBe(false),
  );

  test('the bars that there are', () => {
    expect(periodFor('没有 60 分钟的 K 线：请用 1、5、15、1440（分钟）之一')).toBe('15');
    expect(periodFor('没有 60 分钟的 K 线：请用 240 或 1440（分钟）之一')).toBe('240');
  });
});
