import type { PluginClient } from '../../http/PluginClient.js';
import type { Credentials } from '../../protocol/envelope.js';
import type { ExchangeAnswer } from '../bridge/protocol.js';
import type { CallEvent, LogEvent, OrderEvent } from '../events.js';
import { mayWrite } from '../exchangeFunctions.js';
import type { ExchangeSettings } from '../settings.js';
import { createPluginDocker, type PluginDocker } from './PluginDocker.js';

/** What all exchanges of a strategy have in common. */
interface DockersOptions {
  /** Of each exchange, in their order. */
  keys: readonly Credentials[];
  client: PluginClient;
  timeout: number;
  onEvent(event: CallEvent | LogEvent | OrderEvent): void;
}

/** FMZ's docker for the exchanges of a strategy. */
export class Dockers {
  readonly #dockers: readonly PluginDocker[];
  /** What may have changed something at an exchange, and has no answer yet. */
  readonly #writes = new Set<Promise<unknown>>();

  constructor(exchanges: readonly ExchangeSettings[], { keys, ...options }: DockersOptions) {
    this.#dockers = exchanges.map((settings, index) =>
      createPluginDocker({
        ...options,
        index,
        settings,
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
    if (!docker) throw new Error(`there is no exchanges[${index}]`);
    const call = docker.call(fn, args);
    if (!mayWrite(fn)) return call;
    this.#writes.add(call);
    try {
      return await call;
    } finally {
      this.#writes.delete(call);
    }
  }

  /** Waits for the answers of all writes. */
  async settled(): Promise<void> {
    while (this.writing) await Promise.allSettled(this.#writes);
  }
}
