import { parseSymbol } from '../../protocol/symbol.js';

/** What an answer has to match, because it was asked for. */
export interface Expectation {
  /** FMZ's symbol, where one was named. */
  symbol?: string;
  /** At most so many rows. */
  limit?: number;
  /** Length of bars in minutes. */
  period?: number;
  /** The last price of the ticker, where one is known. */
  last?: number | undefined;
  /** Unix time in ms. */
  now: number;
}

/**
 * What the answer to some params has to match.
 *
 * @param params as FMZ sends them: a symbol in either case, numbers as texts or numbers; a limit of 0 is none.
 * @param now Unix time in ms.
 */
export function expectationOf(params: object, now: number): Expectation {
  const { symbol, limit, period } = Object.fromEntries(Object.entries(params));
  // A range is answered with the symbols in it.
  const one = parseSymbol(String(symbol ?? ''));
  return {
    ...(one && { symbol: one.name }),
    ...(Number(limit) > 0 && { limit: Number(limit) }),
    ...(Number(period) > 0 && { period: Number(period) }),
    now,
  };
}
