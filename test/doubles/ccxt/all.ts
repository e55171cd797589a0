import { binanceKeys, startBinanceusdm } from './binanceusdm.js';
import { bitvavoKeys, startBitvavo } from './bitvavo.js';
import { btcmarketsKeys, startBtcmarkets } from './btcmarkets.js';
import { coinmateKeys, startCoinmate } from './coinmate.js';
import { hyperliquidKeys, startHyperliquid } from './hyperliquid.js';
import { kucoinKeys, startKucoin } from './kucoin.js';
import { startUpbit, upbitKeys } from './upbit.js';
import { startWhitebit, whitebitKeys } from './whitebit.js';

/** The doubles, each with a symbol that it has, and the id of an order of that. */
export const all = [
  ['bitvavo', 'BTC_EUR', 'BTC-EUR,1', startBitvavo, bitvavoKeys],
  ['binanceusdm', 'BTC_USDT.swap', 'BTCUSDT,1', startBinanceusdm, binanceKeys],
  ['kucoin', 'BTC_USDT', 'BTC-USDT,1', startKucoin, kucoinKeys],
  ['whitebit', 'BTC_USDT', 'BTC_USDT,1', startWhitebit, whitebitKeys],
  ['btcmarkets', 'BTC_AUD', 'BTC-AUD,1', startBtcmarkets, btcmarketsKeys],
  ['hyperliquid', 'BTC_USDC.swap', '0,1', startHyperliquid, hyperliquidKeys],
  ['upbit', 'BTC_KRW', 'KRW-BTC,1', startUpbit, upbitKeys],
  ['coinmate', 'BTC_EUR', 'BTC_EUR,1', startCoinmate, coinmateKeys],
] as const;
