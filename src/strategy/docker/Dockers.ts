import type { PluginClient } from '../../http/PluginClient.js';
import type { Credentials } from '../../protocol/envelope.js';
import { say } from '../../wording/say.js';
import type { ExchangeAnswer } from '../bridge/protocol.js';
import type { CallEvent, LogEvent, OrderEvent } from '../events.js';
import { mayWrite } from '../exchangeFunctions.js';
import type { ExchangeSettings } from '../settings.js';
import { shownNames } from '../shownNames.js';
import { failureLine } from './logLines.js';
import { createPluginDocker, type PluginDocker } from './PluginDocker.js';

/** What all exchanges of a strategy have in common. */
interface DockersOptions {
  /** Of each exchange, in their order. */
  keys: readonly Credentials[];
  client: PluginClient;
  timeout: number;
  /** How long a write on its way is waited for where all has to end at once, in ms. @default 2000 */
  patience?: number | undefined;
  onEvent(event: CallEvent | LogEvent | OrderEvent): void;
}

/** How long a write on its way is waited for where all has to end at once, in ms. */
const PATIENCE = 2000;

/** FMZ's docker for the exchanges of a strategy. */
export class Dockers {
  readonly #dockers: readonly PluginDocker[];
  readonly #names: readonly string[];
  readonly #onEvent: DockersOptions['onEvent'];
  readonly #patience: number;
  /** What may have changed something at an exchange, and has no answer yet. */
  readonly #writes = new Set<Promise<unknown>>();
  /** Whether the strategy is gone. */
  #alone = false;

  constructor(
    exchanges: readonly ExchangeSettings[],
    { keys, patience = PATIENCE, ...options }: DockersOptions,
  ) {
    this.#names = shownNames(exchanges);
    this.#onEvent = options.onEvent;
    this.#patience = patience;
    this.#dockers = exchanges.map((settings, index) =>
      createPluginDocker({
        ...{ ...options, index, settings, exchange: this.#names[index] ?? settings.name },
        keys: keys[index] ?? { access_key: '', secret_key: '' },
      }),
    );
  }

  /** Whether a write is on its way. */
  get writing(): boolean {
    return this.#writes.size > 0;
  }

  /**
   * Carries out a function of `exchanges[index]`.
   *
   * @throws Error where there is none.
   */
  async call(index: number, fn: string, args: readonly unknown[]): Promise<ExchangeAnswer> {
    const docker = this.#dockers[index];
    if (!docker) throw new Error(say('there is no exchanges[{index}]', { index }));
    const call = docker.call(fn, args);
    if (!mayWrite(fn)) return call;
    this.#writes.add(call);
    try {
      const answer = await call;
      if (this.#alone && answer.error !== undefined)
        this.#onEvent(failureLine(this.#names[index] ?? '', fn, answer.error));
      return answer;
    } finally {
      this.#writes.delete(call);
    }
  }

  /** Waits for the answers of all writes. */
  async settled(): Promise<void> {
    while (this.writing) await Promise.allSettled(this.#writes);
  }

  /** The strategy is gone: writes that fail from now on are told in the log. */
  leave(): void {
    this.#alone = true;
  }

  /**
   * Waits for what is on its way, and tells what is known of the orders.
   *
   * @param signal says that all has to end at once: orders are not asked for, a write on its way is waited for only briefly.
   */
  async conclude(signal: AbortSignal): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const impatient = new Promise<void>((resolve) => {
      const wait = () => {
        timer = setTimeout(resolve, this.#patience);
      };
      if (signal.aborted) wait();
      else signal.addEventListener('abort', wait, { once: true });
    });
    await Promise.race([this.settled(), impatient]);
    clearTimeout(timer);
    await Promise.all(this.#dockers.map((docker) => docker.conclude(signal)));
  }
}
