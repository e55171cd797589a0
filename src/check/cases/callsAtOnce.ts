import { setTimeout as sleep } from 'node:timers/promises';
import { say } from '../../wording/say.js';
import { Defect, Skip } from '../AnswerEnvelope.js';
import type { CheckContext } from '../CheckContext.js';
import { echo, MARKET_DATA, SLOW, timed } from './pace.js';

/** How many are sent at once. */
export const CALLS = 20;
/** How many go at once without delay, after a rest, where more are held back for an exchange's limits. */
const FEW = 8;
const REST = 10_000;

/**
 * What the exchange adds to an answer, alone and beside others: both times are taken relative to answers of the same
 * plugin that need no exchange, so that a busy machine slows down both alike.
 */
export async function callAtOnce(context: CheckContext): Promise<void> {
  // An exchange that is out of reach says nothing of the plugin before it.
  await context.needTicker();
  const samples = await Promise.all(
    MARKET_DATA.map(async (name) => ({ name, params: await context.paramsOf(name) })),
  );
  const ask = async (index: number) => {
    const sample = samples[index % samples.length];
    if (sample) await context.call(sample.name, sample.params);
  };
  const inTurn = async (work: (index: number) => Promise<unknown>) => {
    const times: number[] = [];
    for (const index of MARKET_DATA.keys()) times.push(await timed(() => work(index)));
    return times;
  };
  const together = (calls: number, work: (index: number) => Promise<unknown>) =>
    Promise.all(Array.from({ length: calls }, (_, index) => timed(() => work(index))));
  const own = averageOf(await inTurn(() => echo(context)));
  const alone = await inTurn(ask);
  if (Math.max(...alone) - own < SLOW)
    throw new Skip(say('the exchange takes less than {time} ms: too little to tell', { time: SLOW }));
  const added = averageOf(alone) - own;
  const crowd = middleOf(await together(CALLS, () => echo(context)));
  const half = middleOf(await together(CALLS, ask));
  // A plugin may hold back a few for the sake of the exchange's limits; half of them it answers at once.
  if (half - crowd <= 0.3 * CALLS * added) return;
  // Or it holds back many, which a rest shows: a plugin that answers one by one is no quicker after it.
  await sleep(REST);
  const few = Math.max(...(await together(FEW, () => echo(context))));
  const slowest = Math.max(...(await together(FEW, ask)));
  if (slowest - few <= 0.5 * FEW * added) return;
  throw new Defect(
    say('of {count} calls at once, half took over {half} ms; one alone takes {alone} ms', {
      count: CALLS,
      half: Math.round(half),
      alone: Math.round(averageOf(alone)),
    }),
  );
}

function averageOf(times: readonly number[]): number {
  return times.reduce((sum, time) => sum + time, 0) / times.length;
}

function middleOf(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}
