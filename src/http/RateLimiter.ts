import type { Budget, NamedLimit, Spent } from './Budget.js';
import { Budgets, OVERFLOW } from './Budgets.js';
import type { CancelSignal } from './Cancellation.js';
import { FairQueue, type Place } from './FairQueue.js';
import type { LimitSharing } from './LimitSharing.js';
import { goesFirst, type TurnKind, Turns } from './Turns.js';
import { lateTurn, tooManyTurns } from './turnRefusals.js';

/** What is known of a request that waits for its turn. */
export interface Turn {
  /** Whose turn it takes; `undefined` for what is asked without keys, or for all. */
  account?: string | undefined;
  /** Cancellations go first, then what else writes. @default 'read' */
  kind?: TurnKind;
  /** Up to what the limits have. @default 1 */
  cost?: number;
  /** In ms of `performance.now()`: a turn after it is of no use. */
  deadline?: number;
  /** Aborted where the turn is not waited for any more. */
  signal: CancelSignal;
}

/** Requests sent apart may arrive closer together: a window that is a tenth longer stays below the limit. */
const MARGIN = 1.1;
/** When a request was answered is what keeps a window that is shared. */
const SHARED_MARGIN = 1;

/** How many requests may wait for a limit: of one account, and of all that are known, or unknown, or without keys. */
const MOST_OF_ONE = 200;
const MOST_OF_GROUP = 500;

interface Waiting {
  cost: number;
  urgent: boolean;
  budgets: readonly Budget[];
  /** Those of them that others use as well. */
  shared: readonly Budget[];
  go(spent: Spent[]): void;
}

/**
 * Holds requests back so that each of an exchange's limits is kept. Accounts take turns, so that none stands in another's
 * way; those whose keys have worked have turns of their own, and so has what is asked without keys. All others leave a
 * part of what is shared to the former. Of an account whose keys have worked, cancellations go before everything else,
 * then what else writes. What is not waited for any more spends nothing.
 */
export class RateLimiter {
  readonly #name: string;
  readonly #waiting = new FairQueue<Waiting>();
  readonly #budgets: Budgets;
  readonly #turns = new Turns();
  #timer: NodeJS.Timeout | undefined;
  #wakeAt = Number.POSITIVE_INFINITY;

  /**
   * @param name of the exchange, for people.
   * @param options.margin by which windows are longer than the limits say.
   * @param options.sharing keeps the limits together with other processes.
   */
  constructor(
    name: string,
    {
      sharing,
      margin = sharing ? SHARED_MARGIN : MARGIN,
    }: { margin?: number; sharing?: LimitSharing | undefined } = {},
  ) {
    this.#name = name;
    this.#budgets = new Budgets(name, { margin, sharing, changed: () => this.#serve() });
  }

  /** How many limits it keeps account of. */
  get size(): number {
    return this.#budgets.size;
  }

  /** Tells that the exchange has accepted what an account has signed. */
  confirm(account: string): void {
    this.#turns.confirm(account);
  }

  /** Whether it has, as far as is remembered. */
  knows(account: string): boolean {
    return this.#turns.knows(account);
  }

  /** Notes that an exchange has nothing left of a limit before a time, in ms of `performance.now()`. */
  hold(limit: NamedLimit, until: number): void {
    this.#budgets.of(limit).hold(until);
  }

  /**
   * Waits until a request may be sent.
   *
   * @param limits all that count it, that of its endpoint first.
   * @returns to be called when it was answered: the exchange has counted it by then, and not before it arrived.
   * @throws NetworkError (outcome rejected) when the signal is aborted before, and at once where its turn would come after
   * the deadline, or too many wait.
   */
  async take(limits: readonly NamedLimit[], turn: Turn): Promise<() => void> {
    const { signal, account, kind = 'read', cost = 1 } = turn;
    if (signal.aborted) throw lateTurn(this.#name, signal.reason);
    const budgets = limits.map((limit) => this.#budgets.of(limit));
    const shared = budgets.filter(({ name }, index) => name === OVERFLOW || (limits[index]?.shared ?? true));
    const place = this.#turns.placeOf(account, kind, budgets[0]?.name ?? '');
    this.#check(budgets, place, turn);
    // A cancellation goes also where the exchange says that nothing is left.
    const urgent = kind === 'cancel';
    let giveUp: () => void = () => undefined;
    for (const budget of budgets) budget.waiting += 1;
    try {
      const spent = await new Promise<Spent[]>((resolve, reject) => {
        const leave = this.#waiting.add({ cost, urgent, budgets, shared, go: resolve }, place);
        giveUp = () => {
          leave();
          reject(lateTurn(this.#name, signal.reason));
          this.#serve();
        };
        signal.addEventListener('abort', giveUp, { once: true });
        const lacking = budgets.filter((budget) => !budget.has(cost, performance.now(), urgent));
        for (const budget of lacking) budget.ask(cost);
        if (lacking.length === 0) this.#serve();
        else this.#wake(Math.min(...lacking.map(({ nextAt }) => nextAt)));
      });
      return () => {
        for (const one of spent) one.answeredAt = performance.now();
      };
    } finally {
      for (const budget of budgets) budget.waiting -= 1;
      signal.removeEventListener('abort', giveUp);
    }
  }

  #check(budgets: readonly Budget[], place: Place, turn: Turn): void {
    const { cost = 1, deadline = Number.POSITIVE_INFINITY } = turn;
    let [inGroup, ofKey, ahead] = [0, 0, 0];
    for (const { item, place: other } of this.#waiting) {
      if (other.budget !== place.budget || other.group !== place.group) continue;
      inGroup += 1;
      if (other.key !== place.key) continue;
      ofKey += 1;
      if (other.lane <= place.lane) ahead += item.cost;
    }
    const [own] = budgets;
    const window = own?.limit.requests ?? 0;
    const full = ofKey >= Math.max(MOST_OF_ONE, window) || inGroup >= Math.max(MOST_OF_GROUP, window);
    if (full && !goesFirst(place)) throw tooManyTurns(this.#name);
    const now = performance.now();
    const start = Math.max(
      ...budgets.map((one) => one.roomAt(cost + (one === own ? ahead : 0), now, turn.kind === 'cancel')),
    );
    if (start > deadline) throw lateTurn(this.#name);
  }

  /** Lets those go that may, and comes back when the next ones may. */
  #serve(): void {
    clearTimeout(this.#timer);
    this.#wakeAt = Number.POSITIVE_INFINITY;
    while (this.#serveHeads());
  }

  /** @returns whether any of them went: there may be others to go. */
  #serveHeads(): boolean {
    const now = performance.now();
    const full = new Set<Budget>();
    let wakeAt = Number.POSITIVE_INFINITY;
    let served: number | undefined;
    for (const { item, place, take } of this.#waiting.heads()) {
      const { cost, urgent, budgets, shared, go } = item;
      if (served !== undefined && place.rank > served) break;
      if (budgets.some((budget) => full.has(budget))) continue;
      const lacking = budgets.filter((budget) => !budget.has(cost, now, urgent));
      const greedy = shared.filter((budget) => !this.#turns.leavesEnough(budget, cost, place.group));
      wakeAt = Math.min(wakeAt, ...[...lacking, ...greedy].map(({ nextAt }) => nextAt));
      if (greedy.length > 0) continue;
      // Nobody else takes what it waits for.
      for (const budget of lacking) {
        full.add(budget);
        budget.ask(cost);
      }
      if (lacking.length > 0) continue;
      take();
      go(budgets.map((budget) => budget.spend(cost, place.group, now)));
      served = place.rank;
    }
    if (served === undefined) this.#wake(wakeAt);
    return served !== undefined;
  }

  #wake(at: number): void {
    if (at >= this.#wakeAt) return;
    clearTimeout(this.#timer);
    this.#wakeAt = at;
    this.#timer = setTimeout(() => this.#serve(), Math.max(1, at - performance.now()));
  }
}
