import type { Run } from '../../strategy/Run.js';
import { say } from '../../wording/say.js';
import type { RunSignals } from './RunSignals.js';

/**
 * Waits for the end of a run, which a signal, the end of its time and a closed output stop.
 *
 * @param options.told takes what is happening, in one line.
 * @param options.time in ms; absent for a run without end.
 * @param options.unread of nobody reading any more, as behind `| head`.
 * @returns how it ended.
 */
export async function untilEnded(
  run: Run,
  options: {
    signals: RunSignals;
    told(line: string): void;
    time: number | undefined;
    unread: AbortSignal;
  },
): Promise<Awaited<Run['ended']>> {
  const { signals, told, time, unread } = options;
  let over = false;
  let stopping = false;
  const stop = (line: string) => {
    if (over || stopping) return;
    stopping = true;
    told(line);
    run.stop();
  };
  const end = (signal: NodeJS.Signals) => {
    if (over) return;
    told(
      run.writing
        ? say(
            '{signal}: ended at once, but for an order on its way, whose answer is waited for, 2 seconds at most',
            { signal },
          )
        : say('{signal}: ended at once', { signal }),
    );
    run.stop();
  };
  signals.first.then((signal) => {
    if (stopping) return signal === 'SIGINT' ? end(signal) : undefined;
    return stop(
      say('{cause}: stopping after the current call; onexit runs, Ctrl-C ends it at once', { cause: signal }),
    );
  });
  signals.second.then(end);
  const timeIsUp = () =>
    stop(
      say('{cause}: stopping after the current call; onexit runs, Ctrl-C ends it at once', {
        cause: say('time is up'),
      }),
    );
  const timer = time === undefined ? undefined : setTimeout(timeIsUp, time);
  unread.addEventListener('abort', () => stop(say('nobody reads: stopping')));
  try {
    return await run.ended;
  } finally {
    over = true;
    clearTimeout(timer);
  }
}
