import type { Worker } from 'node:worker_threads';
import type { Ending, Notice } from '../bridge/protocol.js';
import type { ServedBridge } from '../bridge/serveBridge.js';
import type { ThreadEnd } from '../bridge/threadRequests.js';
import { Mailbox } from './Mailbox.js';
import { waitIn } from './waitIn.js';

/** What a thread runs in. */
interface Engine {
  readonly worker: Worker;
  readonly bridge: ServedBridge;
}

/** One thread of a strategy: what the others see of it. */
export class Thread {
  readonly id: number;
  readonly mailbox: Mailbox;
  /** What others may read and write, as JSON. */
  readonly data = new Map<string, string>();
  readonly notify: (notice: Notice) => void;
  #engine: Engine | undefined;
  #begun = 0;
  #ended: ThreadEnd | undefined;
  /** Those who wait for its end. */
  readonly #joining = new Set<(ended: ThreadEnd | null) => void>();

  /** @param notify of the main thread, whose engine is another's; absent where it gets one of its own. */
  constructor(id: number, notify?: (notice: Notice) => void) {
    this.id = id;
    this.notify = notify ?? ((notice) => this.#engine?.bridge.notify(notice));
    this.mailbox = new Mailbox((from) => this.notify({ messageOf: from }));
  }

  /** Whether it has an engine of its own that has not ended. */
  get running(): boolean {
    return this.#engine !== undefined && this.#ended === undefined;
  }

  get ended(): ThreadEnd | undefined {
    return this.#ended;
  }

  begin(engine: Engine): void {
    this.#engine = engine;
    this.#begun = performance.now();
  }

  /** Makes its next call throw. */
  stop(): void {
    this.#engine?.bridge.stop();
  }

  /** It has ended: whoever waits for that is told. */
  finish(ending: Ending | undefined): void {
    const elapsed = Math.round((performance.now() - this.#begun) * 1e6);
    const { id } = this;
    this.#ended = { id, terminated: ending === undefined, elapsed, ret: ending?.value ?? null };
    for (const settle of this.#joining) settle(this.#ended);
  }

  /** @param ms how long to wait for its end: below 0 not at all, 0 for ever. */
  async join(ms: number): Promise<ThreadEnd | null> {
    return this.#ended ?? (ms < 0 ? null : waitIn(this.#joining, ms, null));
  }

  /** Ends what it runs in. */
  async terminate(): Promise<void> {
    await this.#engine?.worker.terminate();
  }
}
