import fc from 'fast-check';
import { test } from 'vitest';
import { playHonestSession, playSession, type Resends } from '../fix/playSession.js';

const script = fc.uint8Array({ maxLength: 60 });

// In parts, each of which a busy machine gets through in its time.
test.each([1, 2, 3])(
  'whatever the other side of a FIX session says, each request ends in its own answer or in one error (%i of 3)',
  async () => {
    await fc.assert(fc.asyncProperty(script, playSession), { numRuns: 100_000 });
  },
);

test.each<Resends>(['all', 'lost', 'nothing'])(
  'what a FIX session loses is told when it comes again: %s',
  async (resends) => {
    await fc.assert(
      fc.asyncProperty(script, (steps) => playHonestSession(steps, resends)),
      { numRuns: 40_000 },
    );
  },
);
