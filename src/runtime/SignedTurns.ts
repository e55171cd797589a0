import type { CancelSignal } from '../http/Cancellation.js';
import { NetworkError } from '../http/NetworkError.js';
import { say } from '../wording/say.js';

/** For how many ms others wait for an answer, at most: whoever cancels an order does not wait for a read that hangs. */
const LONGEST = 3000;

/** Who waits, in the order of their arrival. */
interface Line {
  readonly cancels: Set<() => void>;
  readonly others: Set<() => void>;
}

/**
 * Sends the signed requests of each account one at a time, for exchanges that refuse a request which another one with a later
 * nonce has overtaken. Cancellations go first, all others as they came.
 */
export class SignedTurns {
  /** Of accounts that are sending. */
  readonly #lines = new Map<string, Line>();

  /**
   * Waits until a request may be signed.
   *
   * @returns to be called when it is answered, or failed.
   * @throws NetworkError (outcome rejected) when the signal is aborted before.
   */
  async take(account: string, turn: { cancels: boolean; signal: CancelSignal }): Promise<() => void> {
    const { cancels, signal } = turn;
    if (signal.aborted) throw late(signal);
    const line = this.#lines.get(account);
    if (!line) {
      this.#lines.set(account, { cancels: new Set(), others: new Set() });
      return this.#hold(account);
    }
    return new Promise((resolve, reject) => {
      const waiting = cancels ? line.cancels : line.others;
      const leave = () => {
        waiting.delete(go);
        reject(late(signal));
      };
      const go = () => {
        waiting.delete(go);
        signal.removeEventListener('abort', leave);
        resolve(this.#hold(account));
      };
      waiting.add(go);
      signal.addEventListener('abort', leave, { once: true });
    });
  }

  #hold(account: string): () => void {
    let held = true;
    const release = () => {
      if (!held) return;
      held = false;
      clearTimeout(timer);
      const line = this.#lines.get(account);
      const [next] = [...(line?.cancels ?? []), ...(line?.others ?? [])];
      if (next) next();
      else this.#lines.delete(account);
    };
    const timer = setTimeout(release, LONGEST);
    return release;
  }
}

function late({ reason }: CancelSignal): NetworkError {
  return new NetworkError(say('was not asked in time: signed requests of an account go one at a time'), {
    outcome: 'rejected',
    transient: false,
    cause: reason,
  });
}
