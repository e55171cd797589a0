import type { Socket } from 'node:net';
import { Budget, type Spent } from './Budget.js';
import type { CancelSignal } from './Cancellation.js';

/** As long as the windows of other limits are, beside what is published. */
const MARGIN = 1.1;

/** What a request has of the connections to a host, from before it is sent until it is answered. */
export interface ConnectionTurn {
  /** Waits until a connection may be opened for it. @throws DOMException when the request has ended before. */
  open(): Promise<void>;
  /** Tells what became of that connection; `undefined` where it could not be made. */
  opened(socket: Socket | undefined): void;
  leave(): void;
}

interface Waiting {
  /** Whether it is for a connection that is opened, though others may be free. */
  opens: boolean;
  go(spent: Spent | undefined): void;
}

/**
 * Opens no more connections to a host in a second than it allows. A request that no new one may be opened for waits
 * until it may, or until one that stands is free.
 *
 * @example
 * const turn = await pace.enter(signal);
 * try { await send(turn); } finally { turn.leave(); }
 */
export class ConnectionPace {
  readonly perSecond: number;
  readonly #budget: Budget;
  readonly #waiting = new Set<Waiting>();
  /** Connections that stand or are being made, and requests that have a place in one. */
  #connections = 0;
  #busy = 0;
  #timer: NodeJS.Timeout | undefined;

  /** @param perSecond how many new connections the host takes. */
  constructor(perSecond: number) {
    this.perSecond = perSecond;
    this.#budget = new Budget('connections', { requests: perSecond, per: 1000 }, MARGIN);
  }

  /** Waits for a place in a connection. @throws why the signal is aborted. */
  async enter(signal: CancelSignal): Promise<ConnectionTurn> {
    let promised = await this.#wait(false, (giveUp) => {
      if (signal.aborted) giveUp(signal.reason);
      signal.addEventListener('abort', () => giveUp(signal.reason), { once: true });
    });
    let opening: Spent | undefined;
    let end: (reason: unknown) => void = () => undefined;
    return {
      open: async () => {
        const known = promised;
        promised = undefined;
        opening = known ?? (await this.#wait(true, (giveUp) => (end = giveUp)));
      },
      opened: (socket) => {
        if (!opening) return;
        opening.answeredAt = performance.now();
        opening = undefined;
        const closed = () => {
          this.#connections -= 1;
          this.#serve();
        };
        if (!socket || socket.destroyed) closed();
        else socket.once('close', closed);
      },
      leave: () => {
        end(new DOMException('the request has ended', 'AbortError'));
        this.#busy -= 1;
        // It was sent over another one.
        if (promised) this.#connections -= 1;
        promised = undefined;
        this.#serve();
      },
    };
  }

  #wait(opens: boolean, watch: (giveUp: (reason: unknown) => void) => void): Promise<Spent | undefined> {
    return new Promise((resolve, reject) => {
      const waiting = { opens, go: resolve };
      this.#waiting.add(waiting);
      watch((reason) => {
        if (this.#waiting.delete(waiting)) reject(reason);
      });
      this.#serve();
    });
  }

  #serve(): void {
    clearTimeout(this.#timer);
    const now = performance.now();
    for (const waiting of this.#waiting) {
      const free = !waiting.opens && this.#connections > this.#busy;
      if (!free && !this.#budget.has(1, now)) continue;
      this.#waiting.delete(waiting);
      if (!waiting.opens) this.#busy += 1;
      if (!free) this.#connections += 1;
      waiting.go(free ? undefined : this.#budget.spend(1, '', now));
    }
    if (this.#waiting.size === 0) return;
    this.#timer = setTimeout(() => this.#serve(), Math.max(1, this.#budget.nextAt - now));
  }
}
