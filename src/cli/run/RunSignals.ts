import { startedByNohup } from '../terminal/startedByNohup.js';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A Ctrl-C that follows so soon is the same one, in ms: npm hands on what the terminal has sent already. */
const SAME = 1000;

/** How long what is left may take once the user is in a hurry, in ms. */
const PATIENCE = 1000;

/**
 * The signals that ask a run to stop, from its start to its end. The first one stops it, and Ctrl-C after that ends it at once.
 * Others that follow change nothing: systemd and npx both send theirs to a process that npx has started.
 */
export class RunSignals {
  /** Resolves with the first. */
  readonly first: Promise<NodeJS.Signals>;
  /** Resolves with the Ctrl-C after it. */
  readonly second: Promise<NodeJS.Signals>;
  readonly #nohup = startedByNohup();
  #asked: number | undefined;

  constructor() {
    let first: (signal: NodeJS.Signals) => void = () => undefined;
    let second: (signal: NodeJS.Signals) => void = () => undefined;
    this.first = new Promise((resolve) => {
      first = resolve;
    });
    this.second = new Promise((resolve) => {
      second = resolve;
    });
    const take = (signal: NodeJS.Signals) => {
      if (signal === 'SIGHUP' && this.#nohup) return;
      if (this.#asked === undefined) {
        this.#asked = performance.now();
        first(signal);
      } else if (signal === 'SIGINT' && performance.now() - this.#asked > SAME) second(signal);
    };
    for (const signal of SIGNALS) process.on(signal, take);
  }

  /** Waits, unless one comes before that. */
  async unlessAsked<T>(wait: Promise<T>): Promise<{ value: T } | { signal: NodeJS.Signals }> {
    // Nobody else hears of it where it fails too late.
    wait.catch(() => undefined);
    return Promise.race([wait.then((value) => ({ value })), this.first.then((signal) => ({ signal }))]);
  }

  /** Waits for what is left when the strategy has ended: a Ctrl-C that did not stop it leaves a second for that. */
  async finish(wait: Promise<unknown>): Promise<void> {
    const next = this.#asked === undefined ? this.first : this.second;
    let timer: NodeJS.Timeout | undefined;
    const late = next.then(
      () =>
        new Promise<void>((resolve) => {
          timer = setTimeout(resolve, PATIENCE);
        }),
    );
    try {
      await Promise.race([wait, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}
