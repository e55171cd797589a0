import type { Bridge } from '../bridge/Bridge.js';
import type { SharedKind } from '../bridge/threadRequests.js';
import type { Copies } from './Copies.js';
import { timeOf } from './timeOf.js';

/** `threading.Lock`, `Condition`, `Event` and `Dict`: what they hold is in the main thread, which all threads ask. */
export function sharedThings(bridge: Bridge, copies: Copies) {
  const lock = (id: number) => ({
    acquire: () => void bridge.call('acquire', [id]),
    release: () => void bridge.call('release', [id]),
  });
  const maker = (kind: SharedKind, make: (id: number) => object) => {
    const known = copies.define(kind, make);
    return () => known(bridge.call('sharedMake', [kind]));
  };
  return {
    Lock: maker('lock', lock),
    Condition: maker('condition', (id) => ({
      ...lock(id),
      notify: () => void bridge.call('rouse', [id, false]),
      notifyAll: () => void bridge.call('rouse', [id, true]),
      wait: () => void bridge.call('attend', [id]),
    })),
    Event: maker('event', (id) => ({
      set: () => void bridge.call('signal', [id, true]),
      clear: () => void bridge.call('signal', [id, false]),
      wait: (ms: unknown) => bridge.call('signaled', [id, timeOf(ms)]),
      isSet: () => bridge.call('signaled', [id, -1]),
    })),
    Dict: maker('dict', (id) => ({
      get: (key: unknown) => copies.value(bridge.call('dictGet', [id, String(key)]) ?? 'null'),
      set: (key: unknown, value: unknown) =>
        void bridge.call('dictSet', [id, String(key), copies.json(value)]),
    })),
  };
}
