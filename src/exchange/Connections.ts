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
  connection: Promise<Connection>;
  users: number;
  /** In ms of `performance.now()`, the clock that nobody sets. */
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

  /** Takes the connection of an account, which `open` makes where there is none. One that fails to open is not kept. */
  lease(account: string, open: () => Promise<Connection>): Lease<Connection> {
    const entry = this.#entries.get(account) ?? this.#add(account, open);
    entry.users += 1;
    let held = true;
    return {
      connection: entry.connection,
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

  #add(account: string, open: () => Promise<Connection>): Entry<Connection> {
    const entry = { connection: open(), users: 0, usedAt: performance.now() };
    this.#entries.set(account, entry);
    entry.connection.catch(() => {
      if (this.#entries.get(account) === entry) this.#entries.delete(account);
    });
    this.#sweep ??= setInterval(() => this.#closeIdle(), Math.min(this.#idle, 60_000)).unref();
    return entry;
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
    this.#entries.delete(account);
    // What cannot be closed is gone all the same.
    await entry?.connection.then(this.#close).catch(() => undefined);
  }
}
