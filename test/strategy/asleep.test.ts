import { MessageChannel, MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { Bridge } from '../../src/strategy/bridge/Bridge.js';
import { memory } from '../../src/strategy/bridge/memory.js';
import type { Natives } from '../../src/strategy/bridge/natives.js';
import { Clock } from '../../src/strategy/worker/Clock.js';

/** What a thread does before and after it sleeps, and when it is woken. */
const FEW = 20;

/** The bridge of a strategy's thread, which counts how often it looks around: one that never sleeps does so without end. */
function openBridge() {
  const { port1, port2 } = new MessageChannel();
  const shared = new Int32Array(new SharedArrayBuffer(memory.length * Int32Array.BYTES_PER_ELEMENT));
  const looks = { count: 0 };
  const natives: Natives = {
    catalogue: undefined,
    port: port2,
    memory: shared,
    performance,
    postMessage: MessagePort.prototype.postMessage,
    receiveMessageOnPort(port) {
      looks.count += 1;
      return port instanceof MessagePort ? receiveMessageOnPort(port) : undefined;
    },
    now() {
      looks.count += 1;
      return performance.now();
    },
    runInThisContext: () => undefined,
    drain: () => undefined,
    setTimeout,
  };
  const bridge = new Bridge(natives);
  return { bridge, clock: new Clock(bridge, natives), port: port1, shared, looks };
}

test('a strategy that sleeps takes no processor time', () => {
  const { clock, looks, port } = openBridge();
  clock.sleep(300);
  expect(looks.count).toBeLessThan(FEW);
  port.close();
});

test('nor does one that waits for an answer', async () => {
  const { bridge, looks, port, shared } = openBridge();
  const other = new Worker(
    `const { workerData: { port, shared } } = require('node:worker_threads');
     port.once('message', (message) => setTimeout(() => {
       port.postMessage([JSON.parse(message)[0], false, '"answered"']);
       Atomics.add(shared, 0, 1);
       Atomics.notify(shared, 0);
     }, 300));`,
    { eval: true, workerData: { port, shared }, transferList: [port] },
  );
  expect(bridge.call('uuid', [])).toBe('answered');
  expect(looks.count).toBeLessThan(FEW);
  await other.terminate();
});
