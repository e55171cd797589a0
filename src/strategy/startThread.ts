import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { spoken } from '../wording/say.js';
import { memory } from './bridge/memory.js';
import type { ThreadTask } from './bridge/threadRequests.js';
import type { StrategySettings } from './settings.js';
import { shownNames } from './shownNames.js';
import type { StrategyCode } from './strategyCode.js';

/** A thread for a strategy, with this side's end of the bridge. */
interface StrategyThread {
  worker: Worker;
  port: MessagePort;
  memory: Int32Array;
}

/** Starts a strategy's thread. It gets no environment and no arguments, and nobody reads what it prints. */
export function startThread(
  { exchanges, ...settings }: StrategySettings,
  code: StrategyCode,
  task?: ThreadTask,
): StrategyThread {
  const shared = new Int32Array(new SharedArrayBuffer(memory.length * Int32Array.BYTES_PER_ELEMENT));
  const { port1, port2 } = new MessageChannel();
  const worker = new Worker(code.worker, {
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
      runtime: code.runtime,
      task,
      catalogue: spoken(),
      settings: { ...settings, exchanges: shownNames(exchanges) },
    },
  });
  return { worker, port: port1, memory: shared };
}
