import { afterEach, beforeEach, expect, test } from 'vitest';
import { speakLanguage } from '../../src/cli/terminal/speakLanguage.js';
import { defaultAccount } from '../doubles/okx/OkxAccount.js';
import { withBench } from '../exchanges/native/createBench.js';
import { okx } from '../exchanges/okx/okx.js';

beforeEach(() => speakLanguage('zh'));
afterEach(() => speakLanguage('en'));

test('OKX', () =>
  withBench(okx, {}, async (bench) => {
    const { accessKey, secret, passphrase } = defaultAccount;
    const withKeys = async (access_key: string, secret_key: string) =>
      (await bench.call('accounts', {}, { access_key, secret_key })).error;
    expect(await withKeys(accessKey, secret)).toContain(
      '缺少 API Key 的 Passphrase：FMZ「Secret Key」一栏应填 secret,passphrase（模拟盘再加 ,simulate）',
    );
    expect(await withKeys(accessKey, `${secret},${passphrase},simulate`)).toContain(
      '模拟盘密钥须在 FMZ「Secret Key」一栏的 Passphrase 后加 ",simulate"，实盘密钥不能加',
    );
    expect(await bench.refused('fundings', { symbol: 'BTC_USDT' })).toBe(
      'BTC_USDT 没有资金费率：只有永续合约才有，例如 BTC_USDT.swap',
    );
  }));
