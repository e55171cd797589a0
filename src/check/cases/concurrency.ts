import { setTimeout as sleep } from 'node:timers/promises';
import { type MethodName, methods } from '../../protocol/methods.js';
import { say } from '../../wording/say.js';
import { Defect, Skip } from '../AnswerEnvelope.js';
import { type CheckCase, casesOf } from '../CheckCase.js';
import type { CheckContext } from '../CheckContext.js';
import type { RoundTrip } from '../RawHttpClient.js';
import { CALLS, callAtOnce } from './callsAtOnce.js';
import { echo, MARKET_DATA, SLOW, timed } from './pace.js';

/** How long a request that needs no exchange may take, in ms, or how many times as long as it takes alone. */
const PATIENCE = 2000;
const TIMES_ALONE = 20;
/** How many times as long as a quick call a slow one has to take to be told apart from it. */
const TOLD_APART = 4;
/** How often quick calls are sent beside a slow one: a plugin that answers one by one holds them up each time. */
const ROUNDS = 4;

const ONE_BY_ONE = 'exchange.Go makes parallel calls: the server has to be concurrent';

/** Another request is answered while one connection is open on which `text` was sent, and no more. */
const whileOpen = (text: (context: CheckContext) => string) => async (context: CheckContext) => {
  const alone = await timed(() => echo(context));
  const socket = await context.http.open().catch((error: Error) => {
    throw new Defect(say('no second connection: {reason}', { reason: error.message }));
  });
  socket.on('error', () => undefined);
  try {
    socket.write(text(context));
    await sleep(50);
    await echo(context, { patience: Math.max(PATIENCE, TIMES_ALONE * alone) });
  } finally {
    socket.destroy();
  }
};

/** The slowest of the methods whose answers are small: what takes its time there is the exchange, not the plugin's work. */
async function slowest(context: CheckContext): Promise<MethodName> {
  let best: { name: MethodName; took: number } | undefined;
  for (const name of MARKET_DATA) {
    const answer = await context.sample(name).catch(() => undefined);
    const took = answer?.trip.milliseconds ?? 0;
    if (!best || took > best.took) best = { name, took };
  }
  if (!best || best.took < SLOW)
    throw new Skip(say('no call takes {time} ms: none is slow enough to tell', { time: SLOW }));
  return best.name;
}

/**
 * Quick calls, one after the other, beside a slow one. Where answers come one by one, the first may still have been ahead
 * of the slow call; no second one overtakes it.
 */
async function callBeside(context: CheckContext): Promise<void> {
  const name = await slowest(context);
  const params = await context.paramsOf(name);
  let held: RoundTrip | undefined;
  for (let round = 0; round < ROUNDS; round += 1) {
    let running = true;
    const slow = context
      .call(name, params)
      .catch(() => undefined)
      .finally(() => {
        running = false;
      });
    let overtook = 0;
    while (running && overtook < 2) {
      const { trip } = await echo(context);
      if (running) overtook += 1;
      else held = trip;
    }
    const took = (await slow)?.trip.milliseconds ?? Number.POSITIVE_INFINITY;
    // Where a quick answer alone takes long as well, the machine is busy, and nothing can be told.
    const alone = await timed(() => echo(context));
    if (overtook === 2 || took < Math.max(SLOW, TOLD_APART * alone)) return;
  }
  throw new Defect(
    say('an error that needs no exchange came after a slow {method}', { method: methods[name].fmz }),
    held,
  );
}

/** Signed reads at once: requests with nonces that overtake one another are refused by exchanges that want these to increase. */
async function signedAtOnce(context: CheckContext): Promise<void> {
  const alone = await context.sample('accounts').catch(() => undefined);
  if (alone?.data === undefined) {
    context.needKeys();
    throw new Skip(say('GetAccount itself does not return data'));
  }
  const answers = await Promise.all(Array.from({ length: CALLS }, () => context.call('accounts', {})));
  const refused = answers.filter(({ error }) => error !== undefined);
  const [first] = refused;
  if (!first) return;
  const { error = '', trip } = first;
  throw new Defect(
    say('{refused} of {count} were not: {error}', { refused: refused.length, count: CALLS, error }),
    trip,
  );
}

/** Calls do not wait for one another. */
export const concurrencyCases: readonly CheckCase[] = casesOf('concurrency', [
  ['idle-connection', 'an idle connection holds up no other request', ONE_BY_ONE, whileOpen(() => '')],
  [
    'half-a-body',
    'an unfinished body holds up no other request',
    ONE_BY_ONE,
    whileOpen(
      ({ http }) =>
        `POST ${http.path} HTTP/1.1\r\nHost: fmz\r\nContent-Type: application/json\r\nContent-Length: 400\r\n\r\n{"access_key":"`,
    ),
  ],
  ['beside-a-slow-call', 'a quick answer does not wait for a slow one', ONE_BY_ONE, callBeside],
  [
    'at-once',
    () => say('{count} calls at once do not take as long as one after the other', { count: CALLS }),
    ONE_BY_ONE,
    callAtOnce,
  ],
  [
    'signed-at-once',
    () => say('{count} reads of the account at once are all answered', { count: CALLS }),
    'a nonce that is overtaken is refused: an adapter whose exchange wants increasing ones says inOrder',
    signedAtOnce,
  ],
  [
    'deadline',
    'every request of this check was answered in time',
    'a strategy waits for each answer: an error in time is better than none',
    async ({ http }) => {
      const late = http.trips.find((trip) => trip.late);
      if (late) throw new Defect(late.failure ?? say('no answer in time'), late);
    },
  ],
]);
