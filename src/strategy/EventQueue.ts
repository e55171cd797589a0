import { oneLine } from '../protocol/oneLine.js';
import { messageOf } from '../protocol/thrown.js';
import { say } from '../wording/say.js';
import type { StrategyEvent } from './events.js';

/** Hands on events one after the other, and only once the strategy has its answer: it does not wait for what is told. */
export class EventQueue {
  readonly #onEvent: (event: StrategyEvent) => void | Promise<void>;
  #events: StrategyEvent[] = [];
  #handing: Promise<void> | undefined;
  #closed = false;

  /** @param onEvent may take its time: the next one waits for its promise. */
  constructor(onEvent: (event: StrategyEvent) => void | Promise<void>) {
    this.#onEvent = onEvent;
  }

  add(event: StrategyEvent): void {
    if (this.#closed) return;
    this.#events.push(event);
    this.#handing ??= new Promise<void>((resolve) => setImmediate(resolve)).then(() => this.#hand());
  }

  /** Takes nothing any more. */
  close(): void {
    this.#closed = true;
  }

  /** Waits until all have been taken. */
  async taken(): Promise<void> {
    await this.#handing;
  }

  async #hand(): Promise<void> {
    while (this.#events.length > 0) {
      const events = this.#events;
      this.#events = [];
      for (const event of events) {
        try {
          const taking = this.#onEvent(event);
          if (taking) await taking;
        } catch (error) {
          this.#refused(event, error);
        }
      }
    }
    this.#handing = undefined;
  }

  /** A strategy may tell what nobody can show, such as lists that lie too deep in one another: the run goes on. */
  #refused({ kind }: StrategyEvent, error: unknown): void {
    if (kind === 'log') return;
    const text = say('what the strategy told could not be shown ({kind}): {reason}', {
      kind,
      reason: oneLine(messageOf(error)),
    });
    this.#events.push({ kind: 'log', time: Date.now(), level: 'error', text });
  }
}
