import { Money, NOTHING } from './Money.js';

/** What an account owns of each currency, whatever of it is held by orders or is margin. */
export class Ledger {
  readonly #balances = new Map<string, Money>();

  /** @param balances decimal strings, by currency. */
  constructor(balances: Readonly<Record<string, string>>) {
    for (const [currency, amount] of Object.entries(balances)) this.add(currency, new Money(amount));
  }

  /** Every currency that the account was ever given any of. */
  get currencies(): string[] {
    return [...this.#balances.keys()];
  }

  balance(currency: string): Money {
    return this.#balances.get(currency) ?? NOTHING;
  }

  /** Adds to a balance, or takes from it what is below zero. */
  add(currency: string, amount: Money): void {
    this.#balances.set(currency, this.balance(currency).plus(amount));
  }
}
