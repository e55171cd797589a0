import type { RateLimit } from '../exchange/RateMeter.js';

/** Of an account at each of the hosts. */
export const accountLimit: RateLimit = { requests: 200, per: 60_000 };
