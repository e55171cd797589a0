import type { Arrival } from './Notices.js';
import type { Globals } from './Runtime.js';

const ALONE =
  'threads are not supported here: a strategy runs in one; exchange.Go, HttpQuery_Go and setTimeout do things at the same time';

/** EventLoop, and of `threading` what has a meaning in a strategy that runs in one thread. */
export const threadGlobals: Globals = ({ clock, bridge, notices }) => {
  let seen = 0;
  const main = mainThread();
  const refuse = () => {
    throw new Error(ALONE);
  };
  const legacy = [
    '__Thread',
    '__threadPeekMessage',
    '__threadPostMessage',
    '__threadJoin',
    '__threadTerminate',
  ];
  return {
    /**
     * Waits until a call of Go has ended, or a connection of Dial can be read: above 0 for so many ms, 0 for ever, below 0 not
     * at all. Timers run meanwhile.
     */
    EventLoop(timeout: unknown) {
      const ms = Number(timeout ?? 0) || Number.POSITIVE_INFINITY;
      let arrival: Arrival | undefined;
      clock.sleep(ms, () => {
        arrival ??= notices.take();
        return arrival !== undefined;
      });
      bridge.receive();
      arrival ??= notices.take();
      if (!arrival) return null;
      seen += 1;
      return { Seq: seen, ThreadId: 0, ...arrival, Queue: notices.left, Nano: Date.now() * 1e6 };
    },
    threading: {
      Thread: refuse,
      getThread: refuse,
      Serve: refuse,
      mainThread: () => main,
      currentThread: () => main,
      Lock: () => ({ acquire: () => undefined, release: () => undefined }),
      Condition: refuse,
      Event: () => createSignal((ms, woken) => clock.sleep(ms, woken)),
      Dict: createDict,
      pending: () => 0,
    },
    __Serve: refuse,
    __threadId: () => 0,
    __threadPending: () => 0,
    ...Object.fromEntries(legacy.map((name) => [name, refuse])),
  };
};

function mainThread() {
  const data = createDict();
  return { id: () => 0, name: () => 'MainThread', getData: data.get, setData: data.set };
}

function createSignal(sleep: (ms: number, woken: () => boolean) => void) {
  let isSet = false;
  return {
    set() {
      isSet = true;
    },
    clear() {
      isSet = false;
    },
    isSet: () => isSet,
    /** A timer may set it meanwhile. */
    wait(timeout: unknown) {
      sleep(Number(timeout ?? 0) || Number.POSITIVE_INFINITY, () => isSet);
      return isSet;
    },
  };
}

function createDict() {
  const values = new Map<string, unknown>();
  return {
    get: (key: unknown) => values.get(String(key)),
    set(key: unknown, value: unknown) {
      values.set(String(key), value);
    },
  };
}
