/** What a session does to stay alive, and when nothing is heard any more. */
interface LifeSigns {
  beat(): void;
  ask(): void;
  end(): void;
}

/** Heartbeats of one side: one after each interval without a message, a question after 1.2 without an answer, the end after 2.2. */
export class FixLife {
  readonly #interval: number;
  readonly #signs: LifeSigns;
  readonly #timers: NodeJS.Timeout[] = [];

  /** @param seconds HeartBtInt (108); 0 for none. */
  constructor(seconds: number, signs: LifeSigns) {
    this.#interval = seconds * 1000;
    this.#signs = signs;
    if (!(seconds > 0)) return;
    const { beat, ask, end } = this.#signs;
    const after = (factor: number, act: () => void) => setTimeout(act, factor * this.#interval).unref();
    this.#timers.push(after(1, beat), after(1.2, ask), after(2.2, end));
  }

  /** Something was sent. */
  sent(): void {
    this.#timers[0]?.refresh();
  }

  /** Something has come. */
  heard(): void {
    this.#timers[1]?.refresh();
    this.#timers[2]?.refresh();
  }

  end(): void {
    for (const timer of this.#timers.splice(0)) clearTimeout(timer);
  }
}
