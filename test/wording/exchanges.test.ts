import { afterEach, beforeEach, expect, test } from 'vitest';
import { speakLanguage } from '../../src/cli/terminal/speakLanguage.js';
import { reject as rejectAlpaca } from '../../src/exchanges/alpaca/reject.js';
import { credentials as ccxt, toCcxtKeys } from '../../src/exchanges/ccxt/credentials.js';
import { credentials as ctrader } from '../../src/exchanges/ctrader/credentials.js';
import { reject as rejectCtrader } from '../../src/exchanges/ctrader/reject.js';
import { unsupported } from '../../src/exchanges/ctrader/unsupported.js';
import { FixMessage } from '../../src/fix/FixMessage.js';
import { Reply, ReplyHeaders } from '../../src/http/Reply.js';
import { parseWith } from '../../src/protocol/parseWith.js';
import { defaultAccount } from '../doubles/okx/OkxAccount.js';
import { bybit } from '../exchanges/bybit/bybit.js';
import { withBench } from '../exchanges/native/createBench.js';
import { okx } from '../exchanges/okx/okx.js';
import { startPlugin } from '../support/startPlugin.js';

beforeEach(() => speakLanguage('zh'));
afterEach(() => speakLanguage('en'));

test('OKX', () =>
  withBench(okx, {}, async (bench) => {
    const { accessKey, secret, passphrase } = defaultAccount;
    const withKeys = async (access_key: string, secret_key: string) =>
      (await bench.call('accounts', {}, { access_key, secret_key })).error;
    expect(await withKeys(accessKey, secret)).toContain(
      '请求缺少 API Key 的 Passphrase：FMZ「Secret Key」一栏应填 secret,passphrase（模拟盘再加 ,simulate）',
    );
    expect(await withKeys(accessKey, `${secret},${passphrase},simulate`)).toContain(
      '模拟盘密钥须在 FMZ「Secret Key」一栏的 Passphrase 后加 ",simulate"，实盘密钥不能加',
    );
    expect(await bench.refused('fundings', { symbol: 'BTC_USDT' })).toBe(
      'BTC_USDT 没有资金费率：只有永续合约才有，例如 BTC_USDT.swap',
    );
  }));

test('Bybit', () =>
  withBench(bybit, {}, async (bench) => {
    const { access_key } = bybit.keys;
    const withKeys = async (own: typeof bybit.keys) => (await bench.call('accounts', {}, own)).error;
    expect(await withKeys({ access_key, secret_key: '' })).toContain(
      '缺少 API 的 Secret Key：请填入 FMZ「Secret Key」一栏',
    );
    expect(await withKeys({ access_key, secret_key: 'AN0OTHER0SECRET' })).toContain('Secret Key 有误');
    expect(await bench.refused('fundings', { symbol: 'BTC_USDT' })).toBe(
      'BTC_USDT 没有资金费率：只有永续合约才有，例如 BTC_USDT.swap',
    );
  }));

test.each([
  ['demo.broker.1234', 'word,host=', '的 Secret Key 中 host= 是空的：只能是经纪商的主机名'],
  ['demo.broker.1234', 'word', '缺少经纪商的主机名：Secret Key 中没有 host=...'],
  ['', 'word,host=broker.example', '缺少账户：Access Key 是空的'],
])('keys of cTrader: %s, %s', (access_key, secret_key, message) => {
  expect(() => parseWith(ctrader, { access_key, secret_key })).toThrow(message);
});

test('refusals of Alpaca and cTrader', () => {
  const text = JSON.stringify({ code: 40310000, message: 'insufficient buying power' });
  const reply = new Reply(403, new ReplyHeaders(), text);
  expect(() => rejectAlpaca(reply)).toThrow(
    expect.objectContaining({
      hint: '可用余额见 GetAccount：挂单冻结了一部分，加密货币不能用保证金购买',
    }),
  );
  const message = new FixMessage([
    [35, 'j'],
    [58, 'ACCOUNT:MARKET_CLOSED'],
  ]);
  expect(() => rejectCtrader(message)).toThrow(
    expect.objectContaining({ hint: '交易时段见 cTrader 中该品种的页面' }),
  );
});

test('what cTrader lacks', () => {
  expect({ ...unsupported }.records).toBe('FIX 没有 K 线：请用 GetTicker 自行积累，或用其他交易所的 K 线');
});

test('Paper', async () => {
  const plugin = await startPlugin({});
  const own = { access_key: 'somebody', secret_key: '' };
  const refused = async (method: string, params: object) =>
    (await plugin.call('Paper', method, params, own)).error;
  const order = { symbol: 'BTC_USDT', type: 'buy', price: 1.001, amount: 1 };
  expect(await refused('trade', order)).toContain('委托价格 1.001 不是 BTC_USDT 价格最小变动单位');
  expect(await refused('cancel', { id: 'BTC-USDT,999' })).toContain('没有订单 BTC-USDT,999');
  await plugin.stop();
});

test('keys of exchanges through ccxt', () => {
  const box = { access_key: 'key', secret_key: 'secret,simulte' };
  expect(() => parseWith(ccxt, box)).toThrow('的 FMZ「Secret Key」一栏含有 "simulte"，是否指 simulate？');
  const keys = parseWith(ccxt, { access_key: 'key', secret_key: 'secret' });
  expect(() => toCcxtKeys('kucoin', keys, ['apiKey', 'secret', 'password'])).toThrow(
    'kucoin 缺少 password（即 Passphrase）：请在 FMZ「Secret Key」一栏加上 password=...',
  );
});
