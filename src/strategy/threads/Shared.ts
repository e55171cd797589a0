import { say } from '../../wording/say.js';
import type { Handlers } from '../bridge/protocol.js';
import { Lock } from './Lock.js';
import { waitIn } from './waitIn.js';

/** What waits until a condition is notified. */
interface Attendant {
  readonly thread: number;
  go(): void;
}

interface Entry {
  readonly lock: Lock;
  attendants: Attendant[];
  signaled: boolean;
  /** Those who wait until it is signaled. */
  readonly waiting: Set<(signaled: boolean) => void>;
  readonly values: Map<string, string>;
}

/** The locks, conditions, events and dictionaries of a strategy's threads, by number. */
export class Shared {
  readonly #entries = new Map<number, Entry>();

  /** What a thread can ask of them. */
  handlers(
    thread: number,
  ): Pick<
    Handlers,
    'sharedMake' | 'acquire' | 'release' | 'attend' | 'rouse' | 'signal' | 'signaled' | 'dictGet' | 'dictSet'
  > {
    return {
      sharedMake: () => this.#make(),
      acquire: (id) => this.#entry(id).lock.acquire(thread),
      release: (id) => void this.#entry(id).lock.release(),
      attend: (id) => this.#attend(this.#entry(id), thread),
      rouse: (id, all) => rouse(this.#entry(id), all),
      signal: (id, signaled) => signal(this.#entry(id), signaled),
      signaled: (id, ms) => untilSignaled(this.#entry(id), ms),
      dictGet: (id, key) => this.#entry(id).values.get(key) ?? null,
      dictSet: (id, key, json) => void this.#entry(id).values.set(key, json),
    };
  }

  /** A thread holds nothing and waits for nothing any more. */
  leave(thread: number): void {
    for (const entry of this.#entries.values()) {
      entry.attendants = entry.attendants.filter((one) => one.thread !== thread);
      entry.lock.leave(thread);
    }
  }

  #make(): number {
    const id = this.#entries.size + 1;
    const entry = { attendants: [], signaled: false, waiting: new Set<() => void>(), values: new Map() };
    this.#entries.set(id, { ...entry, lock: new Lock() });
    return id;
  }

  #entry(id: number): Entry {
    const entry = this.#entries.get(id);
    if (!entry) throw new Error(say('threads have no lock, event or dictionary {id}', { id }));
    return entry;
  }

  async #attend(entry: Entry, thread: number): Promise<null> {
    const roused = new Promise<void>((go) => {
      entry.attendants.push({ thread, go });
    });
    entry.lock.release();
    await roused;
    return entry.lock.acquire(thread);
  }
}

function rouse(entry: Entry, all: boolean): undefined {
  for (const { go } of entry.attendants.splice(0, all ? entry.attendants.length : 1)) go();
}

function signal(entry: Entry, signaled: boolean): undefined {
  entry.signaled = signaled;
  if (signaled) for (const go of entry.waiting) go(true);
}

function untilSignaled({ signaled, waiting }: Entry, ms: number): Promise<boolean> {
  return signaled || ms < 0 ? Promise.resolve(signaled) : waitIn(waiting, ms, false);
}
