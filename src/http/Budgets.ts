import { Budget, type NamedLimit } from './Budget.js';
import type { LimitSharing } from './LimitSharing.js';

const MOST = 1000;
/** Of the requests beyond the former, all together: whoever sends to so many endpoints at once waits for himself. */
export const OVERFLOW = 'others';

/** The limits that account is kept of: of each what is spent, as long as that has to be remembered. */
export class Budgets {
  readonly #name: string;
  readonly #margin: number;
  readonly #sharing: LimitSharing | undefined;
  readonly #changed: () => void;
  readonly #budgets = new Map<string, Budget>();

  /**
   * @param name of the exchange.
   * @param options.margin by which windows are longer than the limits say.
   * @param options.sharing keeps them together with other processes.
   * @param options.changed called when those may have left more room than before.
   */
  constructor(name: string, options: { margin: number; sharing: LimitSharing | undefined; changed(): void }) {
    this.#name = name;
    this.#margin = options.margin;
    this.#sharing = options.sharing;
    this.#changed = options.changed;
  }

  get size(): number {
    return this.#budgets.size;
  }

  of({ name, requests, per }: NamedLimit): Budget {
    const kept = this.#budgets.get(name);
    if (kept) return kept;
    if (this.#budgets.size >= MOST) this.#forgetIdle();
    if (this.#budgets.size >= MOST && name !== OVERFLOW) return this.of({ name: OVERFLOW, requests, per });
    const limit = { requests, per };
    const sharing = this.#sharing;
    const budget = new Budget(
      name,
      limit,
      this.#margin,
      sharing && ((demand) => sharing.join(`${this.#name} ${name}`, limit, demand, this.#changed)),
    );
    this.#budgets.set(name, budget);
    return budget;
  }

  #forgetIdle(): void {
    const now = performance.now();
    for (const [name, budget] of this.#budgets) {
      if (!budget.isIdle(now)) continue;
      budget.leave();
      this.#budgets.delete(name);
    }
  }
}
