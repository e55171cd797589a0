import type { CallContext } from '../callContext.js';
import { factsOf } from '../venues.js';
import type { CcxtExchange } from './ccxtTypes.js';
import type { Pace } from './Pace.js';

/** What ccxt says of all exchanges whose window it does not know, in ms. */
const UNKNOWN_WINDOW = 60_000;

/**
 * Has ccxt wait for an exchange's rate limit. ccxt counts requests over the window that it knows of an exchange. Of most it
 * knows how many ms there are to be between two on average: then the window is a second, or as long as ten take.
 */
export function useRateLimiter(exchange: CcxtExchange, context: CallContext, pace: Pace): void {
  const { rollingWindowSize: told } = exchange;
  const facts = factsOf(exchange.id);
  const { rateLimit = exchange.rateLimit } = facts;
  const known = facts.window ?? (told > 0 && told !== UNKNOWN_WINDOW ? told : undefined);
  const window = known ?? Math.max(1000, 10 * rateLimit);
  const limit = { window, most: window / rateLimit };
  exchange.throttle = (cost = 1) => pace.turn(costOf(cost, limit.most), context.current(), limit);
}

/** Numbers are strings here. What costs more than there is goes alone; some of what IO may say has no cost to ccxt. */
function costOf(cost: string | number, most: number): number {
  const number = Number(cost);
  return Math.min(Number.isFinite(number) ? number : 1, most);
}
