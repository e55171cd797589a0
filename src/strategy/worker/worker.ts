import vm from 'node:vm';
import { MessagePort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { strip } from './strip.js';

/**
 * The entry of a strategy's thread. It hands Node's own functions to the runtime, which is a script and no module: nothing
 * that a strategy may reach can import. It begins from the event loop, so that promises are settled while a strategy blocks.
 */
setImmediate(() => {
  const { port, memory, runtime, settings, task, catalogue } = workerData;
  const natives = {
    port,
    memory,
    catalogue,
    postMessage: MessagePort.prototype.postMessage,
    receiveMessageOnPort,
    runInThisContext: vm.runInThisContext,
    drain: Reflect.get(process, '_tickCallback'),
    setTimeout,
    performance,
    now: performance.now,
  };
  const { process: own } = globalThis;
  strip(globalThis, own);
  const prepare = vm.runInThisContext(runtime, { filename: 'fmzproto:runtime' });
  const { run, rejected } = prepare(natives, settings, task);
  own.on('unhandledRejection', rejected);
  run();
});
