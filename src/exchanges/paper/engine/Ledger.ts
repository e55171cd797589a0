import { ExchangeError } from '../../../exchange/ExchangeError.js';
import type { Balance } from '../../../protocol/data.js';
import { Money, NOTHING } from './Money.js';

interface Entry {
  free: Money;
  frozen: Money;
}

/** The balances of an account: what is free, and what open orders hold. Neither ever falls below zero. */
export class Ledger {
  readonly #entries = new Map<string, Entry>();

  /** @param balances free amounts as decimal strings, by currency. */
  constructor(balances: Readonly<Record<string, string>>) {
    for (const [currency, amount] of Object.entries(balances)) this.receive(currency, new Money(amount));
  }

  /** Adds to what is free. */
  receive(currency: string, amount: Money): void {
    const { free, frozen } = this.#entry(currency);
    this.#set(currency, free.plus(amount), frozen);
  }

  /** @throws ExchangeError INSUFFICIENT_BALANCE, with nothing changed. */
  freeze(currency: string, amount: Money): void {
    const { free, frozen } = this.#entry(currency);
    if (free.lt(amount)) {
      throw new ExchangeError({
        code: 'INSUFFICIENT_BALANCE',
        message: `${amount.toFixed()} ${currency} needed, ${free.toFixed()} ${currency} free`,
        hint: frozen.gt(0) ? `open orders hold ${frozen.toFixed()} ${currency}` : undefined,
      });
    }
    this.#set(currency, free.minus(amount), frozen.plus(amount));
  }

  /** Makes frozen money free again. */
  release(currency: string, amount: Money): void {
    const { free, frozen } = this.#entry(currency);
    this.#set(currency, free.plus(amount), frozen.minus(amount));
  }

  /** Pays frozen money away. */
  pay(currency: string, amount: Money): void {
    const { free, frozen } = this.#entry(currency);
    this.#set(currency, free, frozen.minus(amount));
  }

  /** Every currency that the account was ever given any of. */
  list(): Balance[] {
    return [...this.#entries].map(([currency, { free, frozen }]) => ({
      currency,
      free: free.toFixed(),
      frozen: frozen.toFixed(),
    }));
  }

  #entry(currency: string): Entry {
    return this.#entries.get(currency) ?? { free: NOTHING, frozen: NOTHING };
  }

  #set(currency: string, free: Money, frozen: Money): void {
    if (free.lt(0) || frozen.lt(0)) throw new RangeError(`the balance of ${currency} would fall below zero`);
    this.#entries.set(currency, { free, frozen });
  }
}
