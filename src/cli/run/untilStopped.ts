import type { Run } from '../../strategy/Run.js';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A signal that follows so soon is the same Ctrl-C, in ms: npm hands on what the terminal has sent already. */
const SAME = 500;

const STOPPING = 'stopping after the current call; onexit runs, Ctrl-C ends it at once';

/**
 * Stops a run at Ctrl-C, and when its time is up; a second Ctrl-C ends it at once.
 *
 * @param options.told takes what is happening, in one line.
 * @param options.time in ms; absent for a run without end.
 * @param options.signal of nobody reading any more, as behind `| head`: it ends as at Ctrl-C.
 * @returns how it ended.
 */
export async function untilStopped(
  run: Run,
  options: { told(line: string): void; time: number | undefined; signal: AbortSignal },
): Promise<Awaited<Run['ended']>> {
  let stopping: number | undefined;
  const stop = (line: string) => {
    stopping = performance.now();
    options.told(line);
    run.stop();
  };
  const asked = (signal: NodeJS.Signals) => {
    if (stopping === undefined) return stop(`${signal}: ${STOPPING}`);
    if (performance.now() - stopping < SAME) return;
    stop(`${signal} again: ended at once`);
  };
  const timer =
    options.time === undefined
      ? undefined
      : setTimeout(() => stopping === undefined && stop(`time is up: ${STOPPING}`), options.time);
  for (const signal of SIGNALS) process.on(signal, asked);
  options.signal.addEventListener('abort', () => stopping === undefined && stop('nobody reads: stopping'));
  try {
    return await run.ended;
  } finally {
    clearTimeout(timer);
    for (const signal of SIGNALS) process.off(signal, asked);
  }
}
