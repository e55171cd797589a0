import { argumentsOf, type MethodName } from '../protocol/methods.js';

/** The params of a request, as they go over the http. */
export type WireParams = Readonly<Record<string, string | number>>;

/** How many rows a sample asks for. */
const SAMPLE_LIMIT = 5;

/** The length of a sample's bars, in minutes. */
const SAMPLE_PERIOD = 60;

/** Methods about contracts: a pair alone has neither positions nor funding. */
const ABOUT_CONTRACTS: readonly MethodName[] = ['positions', 'fundings', 'setmarginlevel'];

/**
 * Params with which a method is asked, as the docker sends them: texts, except for `since`. Ids are left out.
 *
 * @example sampleParams('depth', 'BTC_USDT') // { symbol: 'BTC_USDT', limit: '5' }
 */
export function sampleParams(name: MethodName, symbol: string): WireParams {
  const values = new Map<string, string | number>([
    ['symbol', ABOUT_CONTRACTS.includes(name) ? contractOf(symbol) : symbol],
    ['limit', String(SAMPLE_LIMIT)],
    ['period', String(SAMPLE_PERIOD)],
    ['since', 0],
  ]);
  const wanted = argumentsOf(name).map((argument) => argument.name);
  return Object.fromEntries([...values].filter(([param]) => wanted.includes(param)));
}

/**
 * The contract of a pair; a contract is its own.
 *
 * @example contractOf('BTC_USDT') // 'BTC_USDT.swap'
 */
export function contractOf(symbol: string): string {
  return symbol.includes('.') ? symbol : `${symbol}.swap`;
}
