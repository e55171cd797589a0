import { say } from '../../wording/say.js';
import type { ThreadCall } from '../bridge/threadRequests.js';
import { eventLoop } from './eventLoop.js';
import type { Globals } from './Runtime.js';
import { sharedThings } from './sharedThings.js';
import { timeOf } from './timeOf.js';

/** EventLoop, `threading`, and the older functions that are the same. */
export const threadGlobals: Globals = (runtime) => {
  const { bridge, copies, notices, thread: self } = runtime;
  const EventLoop = eventLoop(runtime);
  const peek = (from: number, ms: unknown) => {
    notices.taken('message');
    const got = bridge.call('threadTake', [from, timeOf(ms)]);
    if (got === null) return undefined;
    return 'closed' in got ? null : copies.value(got.message);
  };
  const post = (to: number, message: unknown) => void bridge.call('threadSend', [to, copies.json(message)]);
  const join = (id: number, ms?: unknown) => bridge.call('threadJoin', [id, timeOf(ms)]);
  const end = (id: number) => void bridge.call('threadEnd', [id]);
  const get = (id: number, key: unknown) =>
    copies.value(bridge.call('threadGet', [id, String(key)]) ?? 'null');
  const set = (id: number, key: unknown, value: unknown) => {
    const json = value === undefined || value === null ? null : copies.json(value);
    bridge.call('threadSet', [id, String(key), json]);
  };
  const start = (...args: unknown[]) =>
    bridge.call('threadStart', [callsOf(args, (list) => copies.json(list))]);
  const pending = () => bridge.call('threadCount', []);
  const threadOf = copies.define('thread', (id) => ({
    peekMessage: (ms: unknown) => peek(id, ms),
    postMessage: (message: unknown) => post(id, message),
    join: (ms: unknown) => join(id, ms),
    terminate: () => end(id),
    getData: (key: unknown) => get(id, key),
    setData: (key: unknown, value: unknown) => set(id, key, value),
    eventLoop: EventLoop,
    id: () => id,
    name: () => (id === 0 ? 'MainThread' : `Thread-${id}`),
  }));
  const serve = () => {
    throw new Error(say('threading.Serve is not available: a strategy opens no ports of this machine'));
  };
  /** 0 is the thread itself. */
  const own = (id: unknown) => Number(id) || self;
  return {
    EventLoop,
    threading: {
      ...sharedThings(bridge, copies),
      Thread: (...args: unknown[]) => threadOf(start(...args)),
      getThread: (id: unknown) => threadOf(Number(id)),
      mainThread: () => threadOf(0),
      currentThread: () => threadOf(self),
      pending,
      Serve: serve,
    },
    __Serve: serve,
    __Thread: start,
    /** `(timeout)`; an older form has the number of a thread in front. */
    __threadPeekMessage: (...args: unknown[]) =>
      args.length > 1 ? peek(Number(args[0]), args[1]) : peek(self, args[0]),
    __threadPostMessage: (id: unknown, message: unknown) => post(Number(id), message),
    __threadJoin: (id: unknown, ms: unknown) => join(Number(id), ms),
    __threadTerminate: (id: unknown) => end(Number(id)),
    __threadGetData: (id: unknown, key: unknown) => get(own(id), key),
    __threadSetData: (id: unknown, key: unknown, value: unknown) => set(own(id), key, value),
    __threadId: () => self,
    __threadPending: pending,
  };
};

/** The two forms: a function and its arguments, or lists of the same. */
function callsOf(args: readonly unknown[], json: (list: readonly unknown[]) => string): ThreadCall[] {
  const calls = Array.isArray(args[0]) ? args : [args];
  return calls.map((call: unknown) => {
    const [code, ...rest]: unknown[] = Array.isArray(call) ? call : [];
    if (typeof code !== 'function')
      throw new TypeError(say('{caller} needs a function', { caller: say('a thread') }));
    return { code: String(code), args: json(rest) };
  });
}
