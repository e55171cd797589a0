import { afterEach, beforeEach, expect, test } from 'vitest';
import { RawHttpClient } from '../../src/check/RawHttpClient.js';
import { checkCases, runCases } from '../../src/check/runCases.js';
import { speakLanguage } from '../../src/cli/terminal/speakLanguage.js';
import type { BrokerTraits } from '../check/Broker.js';
import { checkBroker, failures } from '../check/checkBroker.js';
import { type FaultyRequest, startFaulty } from '../check/startFaulty.js';

const cleanUps: (() => unknown)[] = [];
beforeEach(() => speakLanguage('zh'));
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) cleanUp();
  await speakLanguage('en');
});

test('titles and contracts are said in the language that is spoken when they are read', async () => {
  const at = (id: string) => {
    const found = checkCases.find((one) => one.id === id);
    return [found?.title, found?.contract];
  };
  expect(at('errors.empty-body')).toEqual([
    '请求内容为空时返回错误信息',
    '始终以 HTTP 200 返回 {error: "text"}，不能断开连接',
  ]);
  expect(at('records.limit-of-one')).toEqual(['只要一条时，GetRecords 返回一条', 'limit 是策略得到的条数']);
  expect(at('concurrency.at-once')[0]).toBe('并发 20 次调用比依次调用快');
  expect(at('trade.unknown-option')).toEqual([
    '拒绝不认识的选项',
    'exchange.CreateOrder(symbol, "buy;name=value", ...)：选项要么执行，要么指名拒绝，不能忽略',
  ]);
  await speakLanguage('en');
  expect(at('records.limit-of-one')).toEqual([
    'GetRecords returns one row when asked for one',
    'limit is how many rows a strategy gets',
  ]);
});

const ticker = ({ method, params }: FaultyRequest) =>
  method === 'ticker' ? { data: { symbol: params.symbol } } : { error: 'no' };

test.each<[string, string, (request: FaultyRequest) => unknown]>([
  ['envelope.data', '应答中还有 "code"', (request) => ({ ...ticker(request), code: 0 })],
  ['errors.keys', '应答含有请求的密钥', ({ text }) => ({ error: text })],
  ['symbols.lower-case', '返回的不是 BTC_USDT 的行情', ticker],
  [
    'depth.known',
    '插件不识别该方法：invalid method: depth',
    ({ method }) => ({ error: `invalid method: ${method}` }),
  ],
  ['ids.unknown-cancel', '订单 BTC-USDT,1 从未提交，却返回了数据', () => ({ data: false })],
  ['ids.one-for-all', '查询 BTC-USDT,1 和 BTC-USDT,2 都返回订单 7', () => ({ data: { id: 7 } })],
])('%s: %s', async (id, reason, answer) => {
  const plugin = await startFaulty(answer);
  cleanUps.push(plugin.close);
  const { cases } = await runCases({
    http: new RawHttpClient(plugin.url, 5000),
    symbol: 'BTC_USDT',
    keys: { access_key: '', secret_key: '' },
    trade: false,
    wanted: (found) => found.id === id,
    conceal: (text) => text,
  });
  expect(cases).toMatchObject([{ id, status: 'fail', reason }]);
});

test.each<[BrokerTraits, string, string]>([
  [{ lingers: 2 }, 'cancel.at-once', 'GetOrder 返回的 AAPL,1000 仍是未完成'],
  [{ filled: true, cancelsAnything: true }, 'cancel.filled', '订单 AAPL,900 已成交，应答中却有 data'],
  [{ refusesLater: true }, 'order.stays', 'CreateOrder 返回了 AAPL,1000，交易所却已拒绝'],
  [{ options: 'ignores' }, 'trade.unknown-option', 'nosuchoption=1 被忽略'],
  [
    { twice: { list: 'orders', as: 'same' } },
    'orders.once-placed',
    'AAPL_USD 的列表中，它重复为 AAPL,1000 和 AAPL,1000',
  ],
])('of orders: %j', async (traits, id, reason) => {
  expect(failures(await checkBroker(traits, { only: [id] }))).toEqual([`${id}: ${reason}`]);
});
