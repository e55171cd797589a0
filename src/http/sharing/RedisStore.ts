import { createHash } from 'node:crypto';
import { say } from '../../wording/say.js';
import { interruptible } from '../deadline.js';
import type { SharedStore, Told } from './SharedStore.js';
import { KEYS, SETTLE } from './script.js';
import { PATIENCE, RETRY, SILENCE } from './times.js';

/** What is asked of a client of Redis. */
interface Client {
  readonly isReady: boolean;
  connect(): Promise<unknown>;
  destroy(): void;
  on(event: 'error' | 'ready', listener: (error?: unknown) => void): unknown;
  sendCommand(args: string[]): Promise<unknown>;
}

/** The options of `createClient` of @redis/client that keep what waits for it short, and need no command besides scripts. */
export const clientOptions = {
  RESP: 2,
  disableClientInfo: true,
  disableOfflineQueue: true,
  socket: { connectTimeout: PATIENCE, socketTimeout: SILENCE, reconnectStrategy: () => RETRY },
} as const;

/** Redis, as far as {@link SETTLE} is run in it. It connects by itself, again and again. */
export class RedisStore implements SharedStore {
  readonly #client: Client;
  readonly #hash = createHash('sha1').update(SETTLE).digest('hex');
  /** Why it cannot be asked, as far as that is known. */
  #fault: Error | undefined;
  readonly #firstWord: Promise<void>;

  /** @param client made with {@link clientOptions}, not connected yet. */
  constructor(client: Client) {
    this.#client = client;
    this.#firstWord = new Promise((resolve) => {
      client.on('error', (error) => {
        this.#fault = error instanceof Error ? error : new Error(String(error));
        resolve();
      });
      client.on('ready', () => {
        this.#fault = undefined;
        resolve();
      });
    });
    // What becomes of it is told by both of these.
    client.connect().catch(() => undefined);
  }

  settle(told: Told): Promise<unknown> {
    return interruptible(
      () => this.#run([String(KEYS.length), ...KEYS, JSON.stringify(told)]),
      ({ reject }) => {
        const timer = setTimeout(() => reject(this.#fault ?? new Error('it does not answer')), PATIENCE);
        return () => clearTimeout(timer);
      },
    );
  }

  close(): void {
    this.#client.destroy();
  }

  async #run(rest: readonly string[]): Promise<unknown> {
    await this.#firstWord;
    if (!this.#client.isReady) throw this.#fault ?? new Error(say('the connection is gone'));
    return this.#client.sendCommand(['EVALSHA', this.#hash, ...rest]).catch((error: unknown) => {
      if (!String(error).includes('NOSCRIPT')) throw error;
      return this.#client.sendCommand(['EVAL', SETTLE, ...rest]);
    });
  }
}
