import { DAY } from '../protocol/time.js';

const MOST_ACCOUNTS = 1000;
const MOST_OF_ONE = 200;

/** Which instruments accounts have used within a day. */
export class UsedInstruments {
  /** By account, and by instrument: when it was used last, in ms of `performance.now()`. */
  readonly #accounts = new Map<string, Map<string, number>>();

  note(account: string, instrument: string): void {
    const used = this.#accounts.get(account) ?? new Map<string, number>();
    // Who was noted longest ago stands first.
    this.#accounts.delete(account);
    this.#accounts.set(account, used);
    used.delete(instrument);
    used.set(instrument, performance.now());
    forgetFirst(this.#accounts, MOST_ACCOUNTS);
    forgetFirst(used, MOST_OF_ONE);
  }

  of(account: string): string[] {
    const since = performance.now() - DAY;
    return [...(this.#accounts.get(account) ?? [])].filter(([, at]) => at >= since).map(([name]) => name);
  }
}

function forgetFirst(map: Map<string, unknown>, most: number): void {
  const [first] = map.keys();
  if (first !== undefined && map.size > most) map.delete(first);
}
