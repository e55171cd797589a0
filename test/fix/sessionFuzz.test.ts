import fc from 'fast-check';
import { test } from 'vitest';
import { playHonestSession, playSession, type Resends } from './playSession.js';

const script = fc.uint8Array({ maxLength: 60 });

test('whatever the other side says, each request ends in its own answer or in one error', async () => {
  await fc.assert(fc.asyncProperty(script, playSession), { numRuns: 3000 });
});

test.each<Resends>(['all', 'lost', 'nothing'])(
  'what is lost on its way is told when it comes again: %s',
  async (resends) => {
    await fc.assert(
      fc.asyncProperty(script, (steps) => playHonestSession(steps, resends)),
      { numRuns: 1000 },
    );
  },
);
