import type { Globals } from './Runtime.js';

/** What `_G()` tells: the number of the robot. */
const ROBOT = 1;

/**
 * _G: what a strategy keeps beyond its end, by keys whose case does not matter. Values are kept as their JSON, so that nobody
 * shares an object with what is kept.
 */
export const stateGlobals: Globals = ({ settings, bridge, notices }) => {
  const kept = new Map(
    Object.entries(settings.state).map(([key, value]) => [key.toLowerCase(), JSON.stringify(value)]),
  );
  // Another thread writes, too.
  notices.whenWritten(({ key, value }) => {
    if (key === undefined) kept.clear();
    else if (value === null) kept.delete(key);
    else kept.set(key, JSON.stringify(value));
  });
  return {
    _G(...args: unknown[]) {
      const [key, value] = args;
      if (args.length === 0) return ROBOT;
      if (key === null) {
        kept.clear();
        bridge.tell({ kind: 'state', value: null });
        return undefined;
      }
      const name = String(key).toLowerCase();
      bridge.receive();
      if (value === undefined) return JSON.parse(kept.get(name) ?? 'null');
      const json = JSON.stringify(value) ?? 'null';
      if (json === 'null') kept.delete(name);
      else kept.set(name, json);
      bridge.tell({ kind: 'state', key: name, value: JSON.parse(json) });
      return value;
    },
  };
};
