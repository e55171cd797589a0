import type { SessionWatch, WatchedMessage } from '../../check/SessionWatch.js';
import type { FixPool } from '../../fix/FixPool.js';
import type { FixObserver } from '../../fix/FixTransport.js';
import { SECRET_TAGS } from '../../fix/redact.js';

/** Username (553) is told of an account as well. */
const PROOFS = SECRET_TAGS.filter((tag) => tag !== 553);

/** What goes over the FIX lines of a plugin in this process, and what it logs. */
export class WatchedSessions implements SessionWatch {
  readonly sent: WatchedMessage[] = [];
  readonly proofs = new Set<string>();
  /** For the pool of its sessions. */
  readonly observer: Pick<FixObserver, 'sent'> = {
    sent: (line, message) => {
      const { type } = message;
      this.sent.push({ line: line.line, type, id: message.get(11) });
      if (type === 'A') for (const tag of PROOFS) this.#hide(message.get(tag));
      if (type !== this.#cutsBehind) return;
      this.#cutsBehind = undefined;
      // It is on its way by then, and its answer has not been read.
      setImmediate(() => this.#pool?.cut(line.line));
    },
  };
  readonly #lines: string[] = [];
  #pool: Pick<FixPool, 'cut'> | undefined;
  #cutsBehind: string | undefined;

  /** Cuts connections of this pool from now on. */
  watch(pool: Pick<FixPool, 'cut'>): void {
    this.#pool = pool;
  }

  /** Takes a line of the log. */
  write(line: string): void {
    this.#lines.push(line);
  }

  log(): string {
    return this.#lines.join('');
  }

  cut(): void {
    this.#pool?.cut();
  }

  cutBehind(type: string): () => boolean {
    this.#cutsBehind = type;
    return () => {
      const done = this.#cutsBehind === undefined;
      this.#cutsBehind = undefined;
      return done;
    };
  }

  #hide(proof: string | undefined): void {
    if (proof !== undefined) this.proofs.add(proof);
  }
}
