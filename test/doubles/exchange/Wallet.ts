import { BigNumber } from 'bignumber.js';

/** Amounts by currency. */
export class Wallet {
  readonly #amounts: Map<string, BigNumber>;

  constructor(amounts: Record<string, string> = {}) {
    const entries = Object.entries(amounts);
    this.#amounts = new Map(entries.map(([currency, amount]) => [currency, new BigNumber(amount)]));
  }

  currencies(): string[] {
    return [...this.#amounts.keys()];
  }

  amount(currency: string): BigNumber {
    return this.#amounts.get(currency) ?? new BigNumber(0);
  }

  credit(currency: string, amount: BigNumber): void {
    this.#amounts.set(currency, this.amount(currency).plus(amount));
  }

  set(currency: string, amount: string): void {
    this.#amounts.set(currency, new BigNumber(amount));
  }
}
