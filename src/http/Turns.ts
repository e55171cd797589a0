import { isWrite } from '../protocol/isWrite.js';
import type { MethodName } from '../protocol/methods.js';
import type { Budget } from './Budget.js';
import type { Place } from './FairQueue.js';

/** What a request is for. */
export type TurnKind = 'cancel' | 'write' | 'read';

/** Of which kind the requests of a call are: what is looked up for an order goes with it. */
export function kindOfTurn(
  method: MethodName,
  { cancels, writes }: { cancels: boolean; writes: boolean },
): TurnKind {
  if (cancels) return 'cancel';
  return writes || isWrite(method, 'GET') ? 'write' : 'read';
}

const LANES = { cancel: 0, write: 1, read: 2 };
/** Whose keys have worked; whose have not, as yet; and what is asked without keys. */
const KNOWN = 'known';
const UNKNOWN = 'unknown';
const KEYLESS = 'without keys';
const MOST_KNOWN = 1000;
/** What those may spend of a window, at most, where there is anybody whose keys have worked. */
const SHARES: readonly [readonly string[], number][] = [
  [[UNKNOWN, KEYLESS], 0.8],
  [[UNKNOWN], 0.5],
];

/**
 * Whose turn it is. Accounts whose keys have worked have turns of their own, and so has what is asked without keys; all
 * others leave a part of what is shared to the former, of which cancellations go before everything else, then what else
 * writes.
 */
export class Turns {
  /** Whose keys have worked, the one that was seen longest ago first. */
  readonly #known = new Set<string>();

  /** Tells that the exchange has accepted what an account has signed. */
  confirm(account: string): void {
    this.#known.delete(account);
    this.#known.add(account);
    const [oldest] = this.#known;
    if (this.#known.size > MOST_KNOWN && oldest !== undefined) this.#known.delete(oldest);
  }

  /** Whether it has, as far as is remembered. */
  knows(account: string): boolean {
    return this.#known.has(account);
  }

  placeOf(account: string | undefined, kind: TurnKind, budget: string): Place {
    const lane = LANES[kind];
    if (account === undefined) return { budget, group: KEYLESS, key: '', rank: LANES.read, lane };
    return this.#known.has(account)
      ? { budget, group: KNOWN, key: account, rank: lane, lane }
      : { budget, group: UNKNOWN, key: account, rank: LANES.read, lane };
  }

  /** Whether a group leaves enough of a window to accounts whose keys have worked. */
  leavesEnough(budget: Budget, cost: number, group: string): boolean {
    if (group === KNOWN || this.#known.size === 0) return true;
    return SHARES.every(([groups, share]) => {
      if (!groups.includes(group)) return true;
      const spent = budget.spentBy(groups);
      return spent === 0 || spent + cost <= budget.requests * share;
    });
  }
}

/** Whether it goes before all others: it is never refused for their number. */
export function goesFirst({ rank }: Place): boolean {
  return rank === LANES.cancel;
}
