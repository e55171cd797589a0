import { setTimeout as sleep } from 'node:timers/promises';
import type { MethodName } from '../../protocol/methods.js';
import { say } from '../../wording/say.js';
import { Defect, Skip } from '../AnswerEnvelope.js';
import type { CheckContext } from '../CheckContext.js';
import { echo, MARKET_DATA, SLOW, timed } from './pace.js';

/** How many are sent at once. */
export const CALLS = 20;
/** How many go at once without delay, after a rest, where more are held back for an exchange's limits. */
const FEW = 8;
const REST = 10_000;

/** How often each is called alone: the quickest is nearest to what the exchange takes. */
const ALONE = 2;
/** Answers one by one take at least this part of what the exchange takes for all of them together. */
const PART = 0.7;
/** How often calls are sent at once, and how often they have to be answered one by one, for a defect. */
const ROUNDS = 5;
const PROVEN = 2;
/** How many times as long as quick calls at once the slow ones have to take, one by one, to be told apart from them. */
const TOLD_APART = 2;

/** An answer in the order in which they came. */
interface Arrival {
  /** In ms, since all were asked for. */
  at: number;
  /** What the exchange takes for it, in ms. */
  added: number;
}

/**
 * Where answers come one by one, they are as far apart as the exchange takes for each, however quick the machine is. A busy
 * one may delay answers that do not wait for one another, but hardly each time, and then it delays answers that need no
 * exchange as well.
 */
export async function callAtOnce(context: CheckContext): Promise<void> {
  // An exchange that is out of reach says nothing of the plugin before it.
  await context.needTicker();
  const calls = await callsAlone(context);
  if (Math.max(...calls.map(({ added }) => added)) < SLOW)
    throw new Skip(say('the exchange takes less than {time} ms: too little to tell', { time: SLOW }));
  let proven = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    // A plugin may hold back many for the sake of the exchange's limits, which a rest shows.
    if (round > 0) await sleep(REST);
    const batch = Array.from({ length: round === 0 ? CALLS : FEW }, (_, index) => index);
    const arrivals = await together(batch, async (index) => {
      const call = calls[index % calls.length];
      if (call) await context.call(call.name, call.params);
      return call?.added ?? 0;
    });
    if (overlap(arrivals)) return;
    const quick = await together(batch, async () => {
      await echo(context);
      return 0;
    });
    const oneByOne = sumOf(arrivals.map(({ added }) => added));
    if (oneByOne >= TOLD_APART * (quick.at(-1)?.at ?? 0)) proven += 1;
    if (proven < PROVEN) continue;
    throw new Defect(
      say('of {count} calls at once, half took over {half} ms; one alone takes {alone} ms', {
        count: batch.length,
        half: Math.round(arrivals[batch.length / 2]?.at ?? 0),
        alone: Math.round(sumOf(calls.map(({ took }) => took)) / calls.length),
      }),
    );
  }
  throw new Skip(say('this machine is too busy to tell'));
}

/** What is asked for, how long it takes alone, and what of that the exchange adds, in ms. */
async function callsAlone(context: CheckContext) {
  const own: number[] = [];
  for (const _ of MARKET_DATA) own.push(await timed(() => echo(context)));
  const measure = async (name: MethodName) => {
    const params = await context.paramsOf(name);
    const times: number[] = [];
    for (let count = 0; count < ALONE; count += 1) times.push(await timed(() => context.call(name, params)));
    const took = Math.min(...times);
    return { name, params, took, added: Math.max(0, took - sumOf(own) / own.length) };
  };
  const calls: Awaited<ReturnType<typeof measure>>[] = [];
  for (const name of MARKET_DATA) calls.push(await measure(name));
  return calls;
}

async function together(
  batch: readonly number[],
  work: (index: number) => Promise<number>,
): Promise<Arrival[]> {
  const arrivals: Arrival[] = [];
  const started = performance.now();
  await Promise.all(
    batch.map(async (index) => {
      const added = await work(index);
      arrivals.push({ at: performance.now() - started, added });
    }),
  );
  return arrivals;
}

/** Whether at least half of the answers, one behind the other, came sooner than one by one. */
function overlap(arrivals: readonly Arrival[]): boolean {
  const moments = [{ at: 0, added: 0 }, ...arrivals];
  return moments.some((first, from) =>
    moments.some(
      (last, to) =>
        to - from >= arrivals.length / 2 &&
        last.at - first.at < PART * sumOf(moments.slice(from + 1, to + 1).map(({ added }) => added)),
    ),
  );
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
