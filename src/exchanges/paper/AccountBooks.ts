import { Accounts } from './Accounts.js';
import type { StateFile } from './state-file/StateFile.js';

/**
 * The accounts of Paper, and those of Paper around each other exchange. They are kept until the last of all these is
 * closed: an exchange that is loaded anew finds the accounts that Paper has around it.
 */
export class AccountBooks {
  readonly #options: { balances: Readonly<Record<string, string>>; file: StateFile | undefined };
  readonly #books = new Map<string, Accounts>();
  #users = 0;

  /** @param options.balances what a new account has, as decimal strings by currency. */
  constructor(options: { balances: Readonly<Record<string, string>>; file: StateFile | undefined }) {
    this.#options = options;
  }

  /**
   * To be given back with `close`.
   *
   * @param exchange the name that the accounts are kept under.
   */
  open(exchange: string): Accounts {
    const accounts = this.#books.get(exchange) ?? new Accounts({ exchange, ...this.#options });
    this.#books.set(exchange, accounts);
    this.#users += 1;
    return accounts;
  }

  /** Writes what has not been written yet, when it is the last. */
  async close(): Promise<void> {
    this.#users -= 1;
    if (this.#users > 0) return;
    const all = [...this.#books.values()];
    this.#books.clear();
    await Promise.all(all.map((accounts) => accounts.close()));
  }
}
