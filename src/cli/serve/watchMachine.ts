import { FILES_OF_CODE, faultOfOpening } from '../../files/loadCode.js';
import { fewDescriptors, readDescriptors } from '../../server/guards/descriptors.js';
import type { Log } from '../../server/Log.js';
import { say } from '../../wording/say.js';

/** How often it is looked, in ms. */
const PAUSE = 1000;
/** A clock that moves by more than this between two looks was set, in ms. */
const STEP = 1000;
/** Two clocks that were read further apart say nothing of each other, in ms. */
const TOGETHER = 50;

/**
 * Says at once whether this process may have few descriptors, and looks each second whether it still gets some, without which
 * it takes no connection, and whether somebody has set the clock of the machine: none of that is told by the system.
 *
 * @returns what ends it.
 */
export function watchMachine(
  log: Pick<Log, 'message'>,
  options: {
    /** Told in one sentence when there are no descriptors, and when there are again. */
    onTrouble(sentence: string, fails: boolean): void;
    /** Closes what can be done without while there are none. */
    makeRoom(): void;
  },
): () => void {
  const lookAtClock = createClockWatch((text) => log.message('warn', text));
  const few = fewDescriptors(readDescriptors());
  if (few) log.message('warn', say('{failure}: {advice}', { failure: few.text, advice: few.remedy }));
  let troubled = false;
  const look = () => {
    lookAtClock();
    // It is over when there is room for whatever comes next.
    const code = faultOfOpening(troubled ? FILES_OF_CODE : 1);
    troubled = code !== undefined;
    if (code === undefined) {
      options.onTrouble(say('files and connections can be opened again'), false);
      return;
    }
    options.onTrouble(
      say(
        'no more files and connections can be opened ({code}): new connections break off, raise the limit with ulimit -n or LimitNOFILE=',
        { code },
      ),
      true,
    );
    options.makeRoom();
  };
  const timer = setInterval(look, PAUSE).unref();
  return () => clearInterval(timer);
}

/** By how much the clock that people set is ahead of the one that only runs, in ms. */
function leadOf(): number | undefined {
  const before = performance.now();
  const lead = Date.now() - before;
  return performance.now() - before > TOGETHER ? undefined : lead;
}

function createClockWatch(tell: (text: string) => void): () => void {
  let known = leadOf();
  return () => {
    const lead = leadOf();
    if (lead === undefined) return;
    const step = lead - (known ?? lead);
    known = lead;
    if (Math.abs(step) < STEP) return;
    const seconds = Math.round(Math.abs(step) / 1000);
    tell(
      step > 0
        ? say(
            "the machine's clock went {seconds} s ahead, or the machine slept: waits go on as before, and what is signed has the exchange's time once that refuses this one",
            { seconds },
          )
        : say(
            "the machine's clock went {seconds} s back, or the machine slept: waits go on as before, and what is signed has the exchange's time once that refuses this one",
            { seconds },
          ),
    );
  };
}
