import { NetworkError } from '../../../http/NetworkError.js';
import type { RateLimiter } from '../../../http/RateLimiter.js';
import { kindOfTurn } from '../../../http/Turns.js';
import type { CallContext } from '../callContext.js';
import { factsOf } from '../venues.js';
import type { CcxtExchange } from './ccxtTypes.js';

/** What ccxt says of all exchanges whose window it does not know, in ms. */
const UNKNOWN_WINDOW = 60_000;

/**
 * Has ccxt wait for an exchange's rate limit, one for all accounts: most exchanges count by IP address. ccxt counts requests
 * over the window that it knows of an exchange. Of most it knows how many ms there are to be between two on average: then
 * the window is a second, or as long as ten take.
 */
export function useRateLimiter(exchange: CcxtExchange, context: CallContext, limiter: RateLimiter): void {
  const { rollingWindowSize: told } = exchange;
  const facts = factsOf(exchange.id);
  const { rateLimit = exchange.rateLimit } = facts;
  const known = facts.window ?? (told > 0 && told !== UNKNOWN_WINDOW ? told : undefined);
  const per = known ?? Math.max(1000, 10 * rateLimit);
  const limit = { name: 'all', per, requests: per / rateLimit };

  exchange.throttle = async (cost = 1) => {
    const call = context.current();
    if (call.unpaced) return;
    const { method, account, api } = call;
    const kind = kindOfTurn(method, { cancels: method === 'cancel', writes: call.writes('POST') });
    call.held = true;
    try {
      await limiter.take([limit], { account, kind, cost: costOf(cost, limit.requests), signal: api.signal });
    } catch (error) {
      if (!(error instanceof NetworkError) || !call.wrote) throw error;
      // What was written before may have been carried out.
      throw new NetworkError(error.message, { outcome: 'unknown', passing: false, cause: error });
    } finally {
      call.held = false;
    }
  };
}

/** Numbers are strings here. What costs more than there is goes alone; some of what IO may say has no cost to ccxt. */
function costOf(cost: string | number, most: number): number {
  const number = Number(cost);
  return Math.min(Number.isFinite(number) ? number : 1, most);
}
