import { afterEach, beforeEach, expect, test } from 'vitest';
import { speakLanguage } from '../../src/cli/terminal/speakLanguage.js';
import { useStrategies } from '../support/useStrategies.js';

const { runHere } = useStrategies();

beforeEach(() => speakLanguage('zh'));
afterEach(() => speakLanguage('en'));

test('functions of exchanges', async () => {
  const { lines } = await runHere(`
    function main() {
      exchange.GetOrder();
      Log(GetLastError());
      exchange.IO('status2');
      exchange.SetPrecision(0, 0);
      exchange.Buy(0.5, 1);
    }
  `);
  expect(lines()).toEqual([
    'error: Paper GetOrder: 缺少订单 ID：它是 Buy、Sell 或 CreateOrder 的返回值',
    '缺少订单 ID：它是 Buy、Sell 或 CreateOrder 的返回值',
    'error: Paper IO: 通用协议的交易所没有 IO 命令 "status2"',
    'error: Paper Buy: 价格 0.5 小于最小变动单位 1：按它截断后为 0',
  ]);
});

test('the thread, its database and its threads', async () => {
  const { lines } = await runHere(`
    function main() {
      try { TA.MA(null, 5) } catch (error) { Log(error.message) }
      try { _Cross([1], [1, 2]) } catch (error) { Log(error.message) }
      DBExec('SELECT ?', 1, 2);
      threading.Thread(function () { missing }).join();
    }
  `);
  expect(lines()).toEqual([
    'TA.MA 需要 K 线或数字的数组，而不是 null（GetRecords 失败时返回 null）',
    'cross array length not equal',
    expect.stringContaining('SQL 语句的占位符少于参数个数 2'),
    'error: Thread-1 抛出：ReferenceError: missing is not defined',
  ]);
});

test('a strategy without main', async () => {
  const { end } = await runHere('var nothing = 1;');
  expect(end).toMatchObject({
    reason: 'threw',
    error: expect.stringMatching(/ 没有 function main：策略从 function main\(\) \{ \.\.\. \} 开始执行$/),
  });
});
