import { contractCodes } from '../protocol/contractCodes.js';

/** What most exchanges of coins have, and what shares and currencies are best known: the first of them are asked first. */
const WELL_KNOWN = [
  ...['BTC_USDT', 'BTC_USDC', 'BTC_USD', 'BTC_EUR', 'BTC_USDT.swap', 'BTC_USDC.swap', 'BTC_USD.swap'],
  ...[
    'BTC_',
    'ETH_',
    'EUR_USD',
    'EUR_USD.swap',
    'USD_JPY',
    'USD_JPY.swap',
    'SPY_',
    'AAPL_',
    'AAPL.',
    '00700.',
    '600519.',
    'RELIANCE_',
  ],
];

/**
 * The symbols of an exchange's own list in the order in which they are tried: what everybody knows and trades, and then
 * what is traded most.
 *
 * @param listed the keys of GetMarkets.
 * @param traded what GetTickers holds, the most traded first; empty where it tells nothing.
 * @example rankSymbols(['ACME_USD', 'AAPL_USD'], []) // ['AAPL_USD', 'ACME_USD']
 */
export function rankSymbols(listed: readonly string[], traded: readonly string[]): string[] {
  const known = new Set(listed);
  const famous = WELL_KNOWN.flatMap((name) =>
    known.has(name) ? [name] : /[_.]$/.test(name) ? startingWith(name, listed) : [],
  );
  return [...new Set([...famous, ...traded.filter((symbol) => known.has(symbol)), ...listed])];
}

/** Of a coin and a share of one name the coin comes first: it is traded at all hours. */
function startingWith(name: string, listed: readonly string[]): string[] {
  const found = listed.filter((symbol) => symbol.startsWith(name));
  return found.sort((one, other) => Number(isShare(one)) - Number(isShare(other)));
}

const isShare = (symbol: string) => /\.(stock|share|etf|equity)$/i.test(symbol);

/**
 * Other symbols than the one that is checked with, those of the same kind first: `ETH_USDT.swap` beside `BTC_USDT.swap`,
 * `MSFT_USD` beside `AAPL_USD`, `000001.SZ` beside `600519.SH`.
 */
export function othersOf(symbol: string, ranked: readonly string[]): string[] {
  const kind = kindOf(symbol);
  const others = ranked.filter((other) => other !== symbol);
  const alike = others.filter((other) => kindOf(other) === kind);
  const usual = alike.filter((other) => /^(ETH|BTC)_/.test(other));
  return [...new Set([...usual, ...alike, ...others])];
}

/**
 * A contract to ask for positions and funding rates with: that of the symbol itself, or else another one of the list.
 *
 * @returns `undefined` where the list holds no contract.
 * @example contractAmong('BTC_USDT', ['BTC_USDT', 'BTC_USDT.swap']) // 'BTC_USDT.swap'
 */
export function contractAmong(symbol: string, listed: readonly string[]): string | undefined {
  const contracts = listed.filter(isContract);
  return (
    [symbol, contractOf(symbol)].find((one) => contracts.includes(one)) ??
    contracts.find((one) => one.startsWith(`${symbol}.`)) ??
    contracts.find((one) => one.endsWith('.swap')) ??
    contracts[0]
  );
}

/**
 * The contract of a pair; a contract is its own.
 *
 * @example contractOf('BTC_USDT') // 'BTC_USDT.swap'
 */
export function contractOf(symbol: string): string {
  return /_[^_.]+\../.test(symbol) ? symbol : `${symbol}.swap`;
}

/** A class of instruments that share a name, as in `BTC_USD.crypto`, and a stock exchange, as in `600519.SH`, are none. */
function isContract(symbol: string): boolean {
  const code = /_[^_.]+\.(.+)$/.exec(symbol)?.[1];
  return code !== undefined && (contractCodes.some((known) => known === code) || /\d/.test(code));
}

/** What stands behind the name: `_USDT.swap`, `_USD`, `.SH`. */
function kindOf(symbol: string): string {
  return /(?:_[^_.]+(?:\..*)?|\.[^._]*)$/.exec(symbol)?.[0] ?? '';
}
