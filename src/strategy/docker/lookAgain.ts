import type { Outcome } from './ask.js';
import type { Orders } from './Orders.js';
import { sightingsIn } from './orderSightings.js';
import type { Request } from './Plan.js';

/** How many orders are asked for at most, and how many at the same time. */
const MOST = 200;
const AT_ONCE = 8;

/** How many of a symbol's past orders are asked for where there are more orders than are asked for one by one. */
const PAST = 1000;

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
 * Asks once for each order that is not over, the newest first, and for those that were canceled, of which a part may have been
 * traded before, as long as the plugin is there. Of very many, most are found in the lists of past orders. Of the others it is
 * told that nobody knows.
 */
export async function lookAgain(orders: Orders, { post, signal }: LookOptions): Promise<void> {
  const known = new Set<string>();
  let ended = signal.aborted;
  const ask = async (request: Request) => {
    const answer = await post(request, LONGEST);
    if (ended) return;
    if (answer.error === undefined)
      for (const sighting of sightingsIn(request, answer.data)) {
        orders.see(sighting);
        known.add(sighting.id);
      }
    else ended = answer.unsent === true;
  };
  const askAll = async (requests: Iterable<Request>) => {
    const waiting = requests[Symbol.iterator]();
    const askOn = async () => {
      for (let next = waiting.next(); !ended && !next.done; next = waiting.next()) await ask(next.value);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, askOn));
  };
  const asked = (async () => {
    if (orders.live.length > MOST) await askAll(pastOf(orders));
    await askAll(
      [...orders.live.toReversed(), ...orders.canceled.toReversed()].slice(0, MOST).map(requestOf),
    );
  })();
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

function requestOf({ wire, symbol }: { wire: string | number; symbol: string }): Request {
  return { method: 'order', params: { id: wire, symbol }, read: () => undefined };
}

/** The latest past orders of each symbol. */
function pastOf({ live }: Orders): Request[] {
  const symbols = [...new Set(live.map(({ symbol }) => symbol))];
  return symbols.map((symbol) => ({
    method: 'historyorders',
    params: { symbol, since: 0, limit: PAST },
    read: () => undefined,
  }));
}
