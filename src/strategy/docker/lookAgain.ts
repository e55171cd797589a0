import type { Outcome } from './ask.js';
import type { Orders } from './Orders.js';
import { sightingsIn } from './orderSightings.js';
import type { Request } from './Plan.js';

/** How many orders are asked for at most, and how many at the same time. */
const MOST = 200;
const AT_ONCE = 8;

/** How long that may take, for each of them and for all, in ms. */
const LONGEST = 5000;
const LONGEST_IN_ALL = 10_000;

/** How it is asked. */
interface LookOptions {
  post(request: Request, timeout: number): Promise<Outcome>;
  /** Ends it. */
  signal: AbortSignal;
}

/**
 * Asks once for each order that is not over, the newest first, as long as the plugin is there. Of the others it is told that
 * nobody knows.
 */
export async function lookAgain(orders: Orders, { post, signal }: LookOptions): Promise<void> {
  const waiting = orders.live.slice(-MOST).reverse().values();
  const known = new Set<string>();
  let ended = signal.aborted;
  const askOn = async () => {
    for (const { id, wire, symbol } of waiting) {
      if (ended) return;
      const request: Request = { method: 'order', params: { id: wire, symbol }, read: () => undefined };
      const answer = await post(request, LONGEST);
      if (ended) return;
      if (answer.error === undefined)
        for (const sighting of sightingsIn(request, answer.data)) {
          orders.see(sighting);
          known.add(id);
        }
      else ended = answer.unsent === true;
    }
  };
  const asked = Promise.all(Array.from({ length: AT_ONCE }, askOn));
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, LONGEST_IN_ALL);
    const finish = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', finish);
      resolve();
    };
    signal.addEventListener('abort', finish);
    if (ended) finish();
    asked.then(finish, finish);
  });
  ended = true;
  orders.giveUp(known);
}
