import type { Asked } from '../check/structures/Assertion.js';
import type { MethodName } from '../protocol/methods.js';
import { parseSymbol } from '../protocol/symbol.js';

/**
 * What an answer has to keep to, by the params that it was asked for with.
 *
 * @param params as FMZ sends them: a symbol in either case, numbers as texts or numbers; a limit of 0 is none.
 * @param now Unix time in ms.
 */
export function askedOf(name: MethodName, params: object, now: number): Asked {
  const { symbol, limit, period } = Object.fromEntries(Object.entries(params));
  // A range is answered with the symbols in it.
  const one = name === 'io' ? undefined : parseSymbol(String(symbol ?? ''));
  return {
    ...(one && { symbol: one.name }),
    ...(Number(limit) > 0 && { limit: Number(limit) }),
    ...(Number(period) > 0 && { period: Number(period) }),
    now,
  };
}
