import type { CancelSignal } from '../http/Cancellation.js';
import { SharedLoad } from '../http/SharedLoad.js';
import { say } from '../wording/say.js';

/** A connection that is in use until it is released. */
export interface Lease<Connection> {
  connection: Promise<Connection>;
  release(): void;
}

/** How many connections are kept, and for how long when nobody uses them. */
export interface ConnectionLimits {
  /** @default 50 */
  most?: number;
  /** In ms. @default 10 minutes */
  idle?: number;
}

interface Entry<Connection> {
  /** Ends by itself where opening hangs. */
  opening: SharedLoad<Connection>;
  opened?: { connection: Connection };
  /** What is opened after that is closed at once. */
  dropped: boolean;
  users: number;
  /** On the clock of `performance.now()`. */
  usedAt: number;
}

/**
 * What is kept open for each account: made when it is first needed, shared by all calls of the account, and closed when
 * nobody has used it for a while, or when there are too many and it is the one that was used longest ago.
 *
 * @example
 * const lease = connections.lease(api.accountId, () => logIn(api.keys));
 * try { await work(await lease.connection) } finally { lease.release() }
 */
export class Connections<Connection> {
  readonly #close: (connection: Connection) => Promise<void>;
  readonly #most: number;
  readonly #idle: number;
  readonly #entries = new Map<string, Entry<Connection>>();
  #sweep: NodeJS.Timeout | undefined;

  constructor(close: (connection: Connection) => Promise<void>, limits: ConnectionLimits = {}) {
    this.#close = close;
    this.#most = limits.most ?? 50;
    this.#idle = limits.idle ?? 600_000;
  }

  /** How many are open. */
  get size(): number {
    return this.#entries.size;
  }

  /**
   * Takes the connection of an account, which `open` makes where there is none: for all who wait for it, with a deadline
   * of its own. One that fails to open is not kept.
   *
   * @param signal ends the waiting.
   */
  lease(account: string, open: () => Promise<Connection>, signal?: CancelSignal): Lease<Connection> {
    const entry = this.#entries.get(account) ?? this.#add(account);
    entry.users += 1;
    const connection = entry.opened
      ? Promise.resolve(entry.opened.connection)
      : entry.opening.join(
          (bounds) => this.#open(account, entry, open, bounds.signal),
          signal ? { signal } : {},
        );
    // Whoever leases it need not wait for it.
    connection.catch(() => undefined);
    let held = true;
    return {
      connection,
      release: () => {
        if (!held) return;
        held = false;
        entry.users -= 1;
        entry.usedAt = performance.now();
        this.#shrink();
      },
    };
  }

  /** Closes them all. */
  async close(): Promise<void> {
    clearInterval(this.#sweep);
    const accounts = [...this.#entries.keys()];
    await Promise.all(accounts.map((account) => this.#drop(account)));
  }

  #add(account: string): Entry<Connection> {
    const opening = new SharedLoad<Connection>(say('the connection of the account'), { beside: false });
    const entry: Entry<Connection> = { opening, dropped: false, users: 0, usedAt: performance.now() };
    this.#entries.set(account, entry);
    this.#sweep ??= setInterval(() => this.#closeIdle(), Math.min(this.#idle, 60_000)).unref();
    return entry;
  }

  async #open(
    account: string,
    entry: Entry<Connection>,
    open: () => Promise<Connection>,
    signal: CancelSignal,
  ): Promise<Connection> {
    const forget = () => {
      if (!entry.opened && this.#entries.get(account) === entry) this.#entries.delete(account);
    };
    signal.addEventListener('abort', forget, { once: true });
    const connection = await open();
    // Nobody waits for it any more.
    if (signal.aborted || entry.dropped) await this.#close(connection).catch(() => undefined);
    else entry.opened = { connection };
    return connection;
  }

  #shrink(): void {
    const unused = [...this.#entries].filter(([, { users }]) => users === 0);
    const oldest = unused.sort(([, a], [, b]) => a.usedAt - b.usedAt);
    for (const [account] of oldest.slice(0, Math.max(0, this.#entries.size - this.#most))) {
      void this.#drop(account);
    }
  }

  #closeIdle(): void {
    const before = performance.now() - this.#idle;
    for (const [account, { users, usedAt }] of this.#entries) {
      if (users === 0 && usedAt <= before) void this.#drop(account);
    }
    if (this.#entries.size > 0) return;
    clearInterval(this.#sweep);
    this.#sweep = undefined;
  }

  async #drop(account: string): Promise<void> {
    const entry = this.#entries.get(account);
    if (!entry) return;
    this.#entries.delete(account);
    entry.dropped = true;
    // What cannot be closed is gone all the same.
    if (entry.opened) await this.#close(entry.opened.connection).catch(() => undefined);
  }
}
