import { ExchangeError } from '../../exchange/ExchangeError.js';
import { type Account, openAccount } from './engine/Account.js';
import { decodeAccount } from './saved/decodeAccount.js';
import { encodeAccount } from './saved/encodeAccount.js';
import type { StateFile } from './saved/StateFile.js';

/** An account and the last thing that is being done with it. */
interface Slot {
  account: Account;
  last: Promise<unknown>;
}

const MOST_ACCOUNTS = 1000;

/**
 * The accounts of one exchange, by key: up to 1000, after that, the one that was not used for the longest time is dropped
 * for a new one.
 */
export class Accounts {
  readonly #slots = new Map<string, Slot>();
  readonly #balances: Readonly<Record<string, string>>;
  readonly #file: StateFile | undefined;

  /**
   * @param options.exchange the name that they are kept under.
   * @param options.balances what a new account has, as decimal strings by currency.
   */
  constructor(options: {
    exchange: string;
    balances: Readonly<Record<string, string>>;
    file: StateFile | undefined;
  }) {
    this.#balances = options.balances;
    this.#file = options.file;
    const saved = options.file?.adopt(options.exchange, () =>
      [...this.#slots].map(([key, { account }]) => encodeAccount(key, account)),
    );
    for (const account of saved ?? []) {
      this.#slots.set(account.key, { account: decodeAccount(account), last: Promise.resolve() });
    }
  }

  /**
   * Does something with an account that no one else does anything with meanwhile. What it changed is on the disk before
   * it is over, whether it failed or not.
   *
   * @param now Unix time in ms, when a new account is opened.
   */
  use<T>(key: string, now: number, work: (account: Account) => Promise<T>): Promise<T> {
    const slot = this.#slots.get(key) ?? {
      account: openAccount(this.#balances, now),
      last: Promise.resolve(),
    };
    this.#slots.delete(key);
    this.#slots.set(key, slot);
    for (const oldest of this.#slots.keys()) {
      if (this.#slots.size <= MOST_ACCOUNTS) break;
      this.#slots.delete(oldest);
    }
    const result = slot.last.then(() => this.#run(slot.account, work));
    slot.last = result.catch(() => undefined);
    return result;
  }

  async #run<T>(account: Account, work: (account: Account) => Promise<T>): Promise<T> {
    const before = account.revision;
    try {
      return await work(account);
    } finally {
      if (account.revision !== before) await this.#save();
    }
  }

  async #save(): Promise<void> {
    await this.#file?.save().catch((error: unknown) => {
      throw new ExchangeError({
        code: 'STATE_FILE',
        message: `done, but not kept on the disk: ${error instanceof Error && 'code' in error ? error.code : error}`,
        hint: 'it is lost when the plugin stops: make room for the file of --paper-state',
        outcome: 'unknown',
      });
    });
  }

  /** Writes what has not been written yet. */
  async close(): Promise<void> {
    if (this.#slots.size > 0) await this.#file?.save();
  }
}
