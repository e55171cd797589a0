import type { MethodName } from '../protocol/methods.js';
import { argumentsOf } from '../protocol/resolveMethod.js';

/** The params of a request, as they go over the http. */
export type WireParams = Readonly<Record<string, string | number>>;

/** How many rows a sample asks for. */
const SAMPLE_LIMIT = 5;

/** The length of a sample's bars, in minutes, where the exchange has them. */
const SAMPLE_PERIOD = 60;

/**
 * Params with which a method is asked, as the docker sends them: texts, except for `since`. Ids are left out.
 *
 * @example sampleParams('depth', 'BTC_USDT') // { symbol: 'BTC_USDT', limit: '5' }
 */
export function sampleParams(name: MethodName, symbol: string): WireParams {
  const values = new Map<string, string | number>([
    ['symbol', symbol],
    ['limit', String(SAMPLE_LIMIT)],
    ['period', String(SAMPLE_PERIOD)],
    ['since', 0],
  ]);
  const wanted = argumentsOf(name).map((argument) => argument.name);
  return Object.fromEntries([...values].filter(([param]) => wanted.includes(param)));
}

/** What an error calls the bars that there are, in minutes. */
const OTHERS =
  /(?:\b(?:use|one of|has|supported|available|periods?)\b|请用|可用|支持)[^\d.;。；]*((?:\d+(?:, ?|、| or | and | 或 | 和 | ?\/ ?)?)+)/gi;

/**
 * The length of bars to ask for, in minutes: that of a sample, or the one next to it that an error about it names.
 *
 * @example periodFor('there are no bars of 60 minutes: use one of 1, 5, 15, 1440 (minutes)') // '15'
 */
export function periodFor(error = ''): string {
  const named = saysPeriod(error)
    ? [...error.matchAll(OTHERS)].map(([, list = '']) => list.match(/\d+/g))
    : [];
  const minutes = named.flatMap((list) => list ?? []).map(Number);
  const usable = minutes.filter((one) => one > 0 && one !== SAMPLE_PERIOD).sort((a, b) => a - b);
  return String(usable.findLast((one) => one < SAMPLE_PERIOD) ?? usable[0] ?? SAMPLE_PERIOD);
}

/** Whether an error is about the length of bars. */
export function saysPeriod(error: string): boolean {
  return /\b(periods?|intervals?|time ?frames?|resolutions?|granularit(y|ies)|bars of)\b|周期|分钟的 ?K ?线/i.test(
    error,
  );
}
