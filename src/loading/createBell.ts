/** In ms: how long nothing else may change until a change is told, and how long at most. */
const QUIET = 60;
const LONGEST = 240;
/** A watcher may miss what happens in a new folder before it watches it: so long after a change is looked again. */
const AGAIN = 400;

/**
 * Tells of what rings several times in a short while once, when it has come to rest, and once more a little later.
 */
export function createBell(onChange: () => void): { ring(): void; stop(): void } {
  let since = 0;
  let first: NodeJS.Timeout | undefined;
  let second: NodeJS.Timeout | undefined;
  const stop = () => {
    clearTimeout(first);
    clearTimeout(second);
  };
  return {
    ring() {
      const now = performance.now();
      if (first === undefined) since = now;
      stop();
      first = setTimeout(
        () => {
          first = undefined;
          second = setTimeout(onChange, AGAIN);
          onChange();
        },
        Math.max(0, Math.min(QUIET, since + LONGEST - now)),
      );
    },
    stop,
  };
}
