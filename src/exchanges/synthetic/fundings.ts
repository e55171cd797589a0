import { ProtocolError } from '../../protocol/ProtocolError.js';
import type { Funding } from '../../protocol/structures.js';
import { HOUR } from '../../protocol/time.js';
import type { Listing } from './listings.js';
import { hashAt } from './noise.js';

const EIGHT_HOURS = 8 * HOUR;

/**
 * The funding of a perpetual: at 00:00, 08:00 and 16:00 UTC. Each has a rate of its own, from -0.01 % to 0.03 %, that never
 * changes, so that an account which nobody looked at for days pays what it would have paid.
 *
 * @throws ProtocolError for a pair.
 */
export function fundingAt({ name, contract, seed }: Listing, now: number): Funding {
  if (!contract) throw new ProtocolError(`${name} is a spot symbol: name a contract, like ${name}.swap`);
  return {
    symbol: name,
    rate: Number(`${(hashAt(seed ^ 8, 0) % 41) - 10}e-5`),
    time: (Math.floor(now / EIGHT_HOURS) + 1) * EIGHT_HOURS,
    interval: EIGHT_HOURS,
  };
}
