// Reads odd streams of FIX, and plays sessions whose other side says what it likes: npm run fuzz:fix -- [--streams N]
// [--sessions N] [--seed N]. Exit code 0 when each stream ended in its messages or in one error, and each request of a session
// in its own answer or in one error.
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { checkStreams } from '../fix/codecCases.js';
import { playHonestSession, playSession, type Resends } from '../fix/playSession.js';

const USAGE = 'usage: npm run fuzz:fix -- [--streams N] [--sessions N] [--seed N]';
/** So many streams come of one seed. */
const BATCH = 1000;
const RESENDS: readonly Resends[] = ['all', 'lost', 'nothing'];
const script = fc.uint8Array({ maxLength: 60 });

const { streams, sessions, seed } = readFlags();
const print = (text: string) => process.stdout.write(`${text}\n`);
print(`fuzz:fix: seed ${seed}, ${streams} streams, ${sessions} sessions`);
try {
  readStreams();
  await playSessions();
  print('nothing found');
} catch (error) {
  print(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

function readStreams(): void {
  const read = { streams: 0, failed: 0 };
  fc.assert(
    fc.property(fc.integer(), (from) => {
      read.failed += checkStreams(from, BATCH).failed;
      read.streams += BATCH;
    }),
    { numRuns: Math.ceil(streams / BATCH), seed },
  );
  print(`${read.streams} streams: ${read.failed} ended in an error`);
  // Both happen often.
  const failed = read.failed / read.streams;
  if (failed < 1 / 6 || failed > 5 / 6) throw new Error('the streams were not odd enough, or too odd');
}

/** In seven of ten the other side keeps no rule; in the others messages are lost on their way. */
async function playSessions(): Promise<void> {
  const honest = Math.ceil(sessions / 10);
  const odd = Math.max(0, sessions - RESENDS.length * honest);
  await fc.assert(fc.asyncProperty(script, playSession), { numRuns: odd, seed });
  print(`${odd} sessions in which the other side says what it likes`);
  for (const resends of RESENDS) {
    const play = (steps: Uint8Array) => playHonestSession(steps, resends);
    await fc.assert(fc.asyncProperty(script, play), { numRuns: honest, seed });
    print(`${honest} sessions that lose messages; sent again: ${resends}`);
  }
}

function readFlags(): { streams: number; sessions: number; seed: number } {
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({ options: { streams: text, sessions: text, seed: text } });
    const numberOf = (value: string | undefined, otherwise: number) => {
      const number = value === undefined ? otherwise : Number(value);
      if (!Number.isSafeInteger(number) || number < 1) throw new Error('a number above 0 was expected');
      return number;
    };
    return {
      streams: numberOf(values.streams, 600_000),
      sessions: numberOf(values.sessions, 420_000),
      seed: numberOf(values.seed, Math.trunc(Date.now() / 1000)),
    };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n${USAGE}\n`);
    process.exit(2);
  }
}
