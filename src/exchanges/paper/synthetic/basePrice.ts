import { hashText, unitAt } from './hash.js';

const DOLLARS: ReadonlySet<string> = new Set([
  'USD',
  'USDT',
  'USDC',
  'DAI',
  'FDUSD',
  'TUSD',
  'USDP',
  'BUSD',
  'PYUSD',
  'USDE',
]);

const KNOWN: ReadonlyMap<string, number> = new Map([
  ['BTC', 60_000],
  ['ETH', 3000],
  ['BNB', 550],
  ['BCH', 400],
  ['SOL', 150],
  ['LTC', 80],
  ['AVAX', 30],
  ['LINK', 15],
  ['DOT', 6],
  ['XRP', 0.5],
  ['ADA', 0.4],
  ['TRX', 0.15],
  ['DOGE', 0.12],
  ['SHIB', 0.00002],
]);

/** Whether a currency is worth exactly one dollar at all times. */
export function isDollar(currency: string): boolean {
  return DOLLARS.has(currency);
}

/**
 * The dollars that a currency's price moves around: from 0.01 up to 1000 where the currency is not a known one.
 *
 * @example basePrice('BTC', 1) // 60000
 */
export function basePrice(currency: string, seed: number): number {
  if (isDollar(currency)) return 1;
  return KNOWN.get(currency) ?? 10 ** (unitAt(hashText(`${seed} base ${currency}`), 0) * 5 - 2);
}
