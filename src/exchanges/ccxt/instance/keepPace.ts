import type { Trips } from '../call/Trips.js';
import { quirksOf } from '../quirks/quirksOf.js';
import type { CcxtExchange } from './CcxtExchange.js';
import type { Pace } from './Pace.js';

/** What ccxt says of all exchanges whose window it does not know, in ms. */
const UNKNOWN_WINDOW = 60_000;

/**
 * ccxt counts requests over the window that it knows of an exchange. Of most it knows how many ms there are to be between
 * two on average: then it is a second, or as long as ten take.
 */
export function keepPace(exchange: CcxtExchange, trips: Trips, pace: Pace): void {
  const { rollingWindowSize: told } = exchange;
  const quirks = quirksOf(exchange.id);
  const { rateLimit = exchange.rateLimit } = quirks;
  const known = quirks.window ?? (told > 0 && told !== UNKNOWN_WINDOW ? told : undefined);
  const window = known ?? Math.max(1000, 10 * rateLimit);
  Object.assign(exchange, {
    rateLimit,
    rateLimiterAlgorithm: 'rollingWindow',
    rollingWindowSize: window,
    tokenBucket: undefined,
  });
  exchange.initRestRateLimiter();
  const throttle = exchange.throttle.bind(exchange);
  // A cost is one of the numbers that are strings, too. What costs more than there is goes alone.
  exchange.throttle = (cost = 1) => pace.turn(costOf(cost, window / rateLimit), trips.current(), throttle);
}

/** Some of what an IO call may say has no cost to ccxt. */
function costOf(cost: string | number, most: number): number {
  const number = Number(cost);
  return Number.isFinite(number) ? Math.min(number, most) : Math.min(1, most);
}
