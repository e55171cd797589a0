import { MessageChannel, Worker } from 'node:worker_threads';
import type { PluginClient } from '../http/PluginClient.js';
import type { Credentials } from '../protocol/envelope.js';
import { oneLine } from '../protocol/oneLine.js';
import { messageOf } from '../protocol/thrown.js';
import { memory } from './bridge/memory.js';
import type { Ending, Handlers } from './bridge/protocol.js';
import { serveBridge } from './bridge/serveBridge.js';
import { createPluginDocker } from './docker/PluginDocker.js';
import type { EndEvent, StrategyEvent } from './events.js';
import { createHost } from './host/Host.js';
import type { StrategySettings } from './settings.js';
import type { StrategyCode } from './strategyCode.js';

/** What a run needs besides the strategy's settings. */
export interface RunOptions {
  /** Of each exchange, in the settings' order. They stay in this thread. */
  readonly keys: readonly Credentials[];
  readonly client: PluginClient;
  /** How long a request may take, in ms. */
  readonly timeout: number;
  readonly code: StrategyCode;
  /** Is told what happens, in order; the strategy waits for a promise that it returns, sooner or later. */
  onEvent(event: StrategyEvent): void | Promise<void>;
  /** How long a strategy that has to stop may go on without a call, in ms. @default 5000 */
  readonly grace?: number;
}

/** How long `onexit` and `onerror` may take, as on FMZ. */
const EXIT_TIME = 5 * 60_000;

/** A strategy that runs. */
export interface Run {
  /** Makes the strategy's next call throw; `onexit` runs. A second time it ends at once. */
  stop(): void;
  /** Says something to the strategy, which GetCommand gets: `name` or `name:value`. */
  command(text: string): void;
  /** How it ended: what the last event told. */
  readonly ended: Promise<EndEvent>;
}

/**
 * Runs a strategy in a thread of its own, and plays FMZ's docker for it.
 *
 * @example
 * const run = startRun(settings, { keys, client, timeout: 30_000, code, onEvent: console.log });
 * const { reason } = await run.ended;
 */
export function startRun(settings: StrategySettings, options: RunOptions): Run {
  const events = new EventQueue(options.onEvent);
  const inFlight = new Set<Promise<unknown>>();
  const dockers = settings.exchanges.map((exchange, index) =>
    createPluginDocker({
      settings: exchange,
      keys: options.keys[index] ?? { access_key: '', secret_key: '' },
      client: options.client,
      timeout: options.timeout,
      onEvent: (event) => events.add(event),
    }),
  );
  let deadline: NodeJS.Timeout | undefined;
  let stopping = false;
  let finish: (ending: Omit<EndEvent, 'kind' | 'time'>) => void = () => undefined;
  const host = createHost();
  const handlers: Handlers = {
    ...host.handlers,
    async exchange(index, fn, args) {
      const docker = dockers[index];
      if (!docker) throw new Error(`there is no exchanges[${index}]`);
      const call = docker.call(fn, args);
      inFlight.add(call);
      try {
        return await call;
      } finally {
        inFlight.delete(call);
      }
    },
    tell(event) {
      events.add(event);
      return undefined;
    },
    async flush() {
      await events.taken();
      return null;
    },
    exiting() {
      clearTimeout(deadline);
      deadline = setTimeout(() => kill('onexit takes too long'), EXIT_TIME);
      return undefined;
    },
    end(ending: Ending) {
      finish(ending);
      return undefined;
    },
  };
  const shared = new Int32Array(new SharedArrayBuffer(memory.length * Int32Array.BYTES_PER_ELEMENT));
  const { port1, port2 } = new MessageChannel();
  const bridge = serveBridge({ port: port1, memory: shared, handlers });
  const { exchanges, ...own } = settings;
  const worker = new Worker(options.code.worker, {
    argv: [],
    execArgv: [],
    env: {},
    stdin: false,
    stdout: true,
    stderr: true,
    name: 'strategy',
    transferList: [port2],
    workerData: {
      port: port2,
      memory: shared,
      runtime: options.code.runtime,
      settings: { ...own, exchanges: exchanges.map(({ name, label }) => ({ name, label })) },
    },
  });
  const kill = (error: string) => finish({ reason: 'killed', error });
  const ended = new Promise<Omit<EndEvent, 'kind' | 'time'>>((resolve) => {
    finish = resolve;
    worker.once('error', (error) => kill(oneLine(messageOf(error))));
    worker.once('exit', () => kill('the strategy ended without a word'));
  }).then(async (ending): Promise<EndEvent> => {
    clearTimeout(deadline);
    await worker.terminate();
    port1.close();
    host.close();
    // What was sent is heard of, even where the strategy is gone.
    await Promise.allSettled(inFlight);
    const event: EndEvent = { kind: 'end', time: Date.now(), ...ending };
    events.add(event);
    await events.taken();
    return event;
  });
  return {
    ended,
    command: host.command,
    stop() {
      if (stopping) return kill('the strategy was ended at once');
      stopping = true;
      bridge.stop();
      deadline = setTimeout(
        () => kill('the strategy went on without a call, and was ended without onexit'),
        options.grace ?? 5000,
      );
    },
  };
}

/** Hands on events one after the other. */
class EventQueue {
  readonly #onEvent: (event: StrategyEvent) => void | Promise<void>;
  #last: Promise<void> = Promise.resolve();

  constructor(onEvent: (event: StrategyEvent) => void | Promise<void>) {
    this.#onEvent = onEvent;
  }

  add(event: StrategyEvent): void {
    this.#last = this.#last.then(() => this.#onEvent(event));
  }

  /** Waits until all have been taken. */
  taken(): Promise<void> {
    return this.#last;
  }
}
