import { type Money, NOTHING } from './Money.js';

/** What contracts have brought and cost an account in one currency so far. */
export interface Flows {
  /** Profit of closed positions, before fees; below zero for a loss. */
  readonly realised: Money;
  /** Funding that was received; below zero where it was paid. */
  readonly funding: Money;
  /** Fees that were paid. */
  readonly fees: Money;
  /** Losses beyond all that there was, which liquidation does not ask for. */
  readonly insured: Money;
}

const NONE: Flows = { realised: NOTHING, funding: NOTHING, fees: NOTHING, insured: NOTHING };

/** Adds up why the balances of an account's margin currencies changed. */
export class Statement {
  readonly #flows: Map<string, Flows>;

  constructor(flows: Readonly<Record<string, Flows>> = {}) {
    this.#flows = new Map(Object.entries(flows));
  }

  get(currency: string): Flows {
    return this.#flows.get(currency) ?? NONE;
  }

  add(currency: string, kind: keyof Flows, amount: Money): void {
    const flows = this.get(currency);
    this.#flows.set(currency, { ...flows, [kind]: flows[kind].plus(amount) });
  }

  entries(): [string, Flows][] {
    return [...this.#flows];
  }
}
