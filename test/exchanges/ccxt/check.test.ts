import { expect, test } from 'vitest';
import { binanceKeys, startBinanceusdm } from '../../doubles/ccxt/binanceusdm.js';
import { bitvavoKeys, startBitvavo } from '../../doubles/ccxt/bitvavo.js';
import { btcmarketsKeys, startBtcmarkets } from '../../doubles/ccxt/btcmarkets.js';
import { coinmateKeys, startCoinmate } from '../../doubles/ccxt/coinmate.js';
import { hyperliquidKeys, startHyperliquid } from '../../doubles/ccxt/hyperliquid.js';
import { kucoinKeys, startKucoin } from '../../doubles/ccxt/kucoin.js';
import { startUpbit, upbitKeys } from '../../doubles/ccxt/upbit.js';
import { startWhitebit, whitebitKeys } from '../../doubles/ccxt/whitebit.js';
import { runCli } from '../../e2e/runCli.js';

/** The doubles, with a symbol that each has. */
const doubles = [
  ['bitvavo', 'BTC_EUR', startBitvavo, bitvavoKeys],
  ['binanceusdm', 'BTC_USDT.swap', startBinanceusdm, binanceKeys],
  ['kucoin', 'BTC_USDT', startKucoin, kucoinKeys],
  ['whitebit', 'BTC_USDT', startWhitebit, whitebitKeys],
  ['btcmarkets', 'BTC_AUD', startBtcmarkets, btcmarketsKeys],
  ['hyperliquid', 'BTC_USDC.swap', startHyperliquid, hyperliquidKeys],
  ['upbit', 'BTC_KRW', startUpbit, upbitKeys],
  ['coinmate', 'BTC_EUR', startCoinmate, coinmateKeys],
] as const;

test.each(doubles)('check %s %s: no case fails', { timeout: 180_000 }, async (id, symbol, start, keys) => {
  const double = await start();
  const { code, stdout, stderr } = await runCli(
    ['check', id, '--json', '--trade', '--symbol', symbol, '--timeout', '20000', '--base-url', double.url],
    { env: { FMZPROTO_ACCESS_KEY: keys.access_key, FMZPROTO_SECRET_KEY: keys.secret_key } },
  );
  await double.close();
  const failed = Object(JSON.parse(stdout)).cases.filter(
    ({ status }: { status: string }) => status === 'fail',
  );
  expect({ code, stderr, failed }).toEqual({ code: 0, stderr: '', failed: [] });
  expect(stdout).not.toContain(keys.secret_key);
});
