import { ExchangeError } from '../../adapter/ExchangeError.js';
import { codeOrMessageOf } from '../../protocol/thrown.js';
import { say } from '../../wording/say.js';
import { type Account, openAccount } from './engine/Account.js';
import { MOST_DONE } from './engine/Orders.js';
import { decodeAccount, encodeAccount } from './state-file/encodeAccount.js';
import type { StateFile } from './state-file/StateFile.js';

/** An account and the last thing that is being done with it. */
interface Slot {
  account: Account;
  last: Promise<unknown>;
  /** How much is being done or waits to be. */
  uses: number;
  /** Read from the disk. */
  kept?: boolean;
  /** How it is kept on the disk, at a revision of it. */
  encoded?: { text: string; revision: number } | undefined;
}

const MOST_ACCOUNTS = 1000;

/**
 * The accounts of one exchange, by key: up to 1000. After that, one that never traded is dropped for a new one, the one
 * that was not used for the longest time.
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
      [...this.#slots].map(([key, slot]) => encodeSlot(key, slot)),
    );
    for (const account of saved ?? []) {
      const slot: Slot = { account: decodeAccount(account), last: Promise.resolve(), uses: 0, kept: true };
      if (account.orders.length <= MOST_DONE) {
        slot.encoded = { text: JSON.stringify(account), revision: slot.account.revision };
      }
      this.#slots.set(account.key, slot);
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
      uses: 0,
    };
    this.#slots.delete(key);
    this.#makeRoom();
    this.#slots.set(key, slot);
    slot.uses += 1;
    const result = slot.last
      .then(() => this.#run(slot.account, work))
      .finally(() => {
        slot.uses -= 1;
      });
    slot.last = result.catch(() => undefined);
    return result;
  }

  /** Forgets the account that was not asked for the longest, of those that never traded. */
  #makeRoom(): void {
    if (this.#slots.size < MOST_ACCOUNTS) return;
    const untouched = [...this.#slots].find(
      ([, { account, uses, kept }]) => account.revision === 0 && uses === 0 && !kept,
    );
    if (!untouched) {
      throw new ExchangeError({
        code: 'TOO_MANY_ACCOUNTS',
        message: say('there are {most} accounts already', { most: MOST_ACCOUNTS }),
        hint: say('use the access key of one of them'),
      });
    }
    this.#slots.delete(untouched[0]);
  }

  async #run<T>(account: Account, work: (account: Account) => Promise<T>): Promise<T> {
    const before = account.revision;
    const save = async () => {
      if (account.revision !== before) await this.#save();
    };
    let result: T;
    try {
      result = await work(account);
    } catch (error) {
      // What was asked for was not done: that it was brought up to date does not answer it.
      await save().catch(() => undefined);
      throw error;
    }
    await save();
    return result;
  }

  async #save(): Promise<void> {
    await this.#file?.save().catch((error: unknown) => {
      throw new ExchangeError({
        code: 'STATE_FILE',
        message: say('done, but not saved to disk: {reason}', { reason: codeOrMessageOf(error) }),
        hint: say('it is lost when the plugin stops: make room for the file of --paper-state'),
        outcome: 'unknown',
      });
    });
  }

  /**
   * Writes what has not been written yet.
   *
   * @throws Error that says what is lost where that cannot be done.
   */
  async close(): Promise<void> {
    // Marks and the like change without a new revision.
    for (const slot of this.#slots.values()) slot.encoded = undefined;
    try {
      if (this.#slots.size > 0) await this.#file?.save();
    } catch (cause) {
      throw new Error(
        say(
          "{path} could not be written at the end: {reason}; what has changed in Paper's accounts since it was last written is lost",
          { path: String(this.#file?.path), reason: codeOrMessageOf(cause) },
        ),
        { cause },
      );
    } finally {
      this.#file?.close();
    }
  }
}

/** An account that has not changed since is not encoded again. */
function encodeSlot(key: string, slot: Slot): string {
  const { revision } = slot.account;
  if (slot.encoded?.revision !== revision) {
    slot.encoded = { text: JSON.stringify(encodeAccount(key, slot.account)), revision };
  }
  return slot.encoded.text;
}

/**
 * The accounts of Paper, and those of Paper around each other exchange. They are kept until the last of all these is
 * closed: an exchange that is loaded anew finds the accounts that Paper has around it.
 */
export class AccountStores {
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
