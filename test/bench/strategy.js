import { bodyOf } from './Laboratory.js';
import { summarize } from './quarters.js';

/** What is measured beside plain clients. */
export const RUN = 'run';
/** The limit first. */
const PLAIN = ['node:http', 'undici', 'fetch'];
const BODY = bodyOf('ticker', { symbol: 'BTC_USDT' });

/**
 * Measures how often a strategy calls GetTicker, beside plain clients that post the same to the same plugin, one request
 * after the other. They take turns in short rounds, so that what else the machine does hits all of them alike.
 *
 * @param plugin `paper`, which `serve` has, or `bare`: the same bytes each time, over node:http.
 */
export async function measureCalls(laboratory, plugin, { warmUp, rounds, milliseconds }) {
  try {
    const { url } = plugin === 'paper' ? await laboratory.startPaper() : await laboratory.startBare();
    const clients = laboratory.startClients();
    const strategy = laboratory.startStrategy(url);
    const subjects = [
      ...PLAIN.map((client) => ({
        subject: client,
        usage: clients.usage,
        ask: (time) => clients.ask({ client, url, body: BODY, milliseconds: time }),
      })),
      { subject: RUN, usage: strategy.usage, ask: (time) => strategy.order('ask', time) },
    ].map((one) => ({ ...one, rounds: [] }));
    for (let round = -1; round < rounds; round += 1) {
      for (const one of round % 2 === 0 ? subjects : subjects.toReversed()) {
        if (round < 0) await one.ask(warmUp);
        else one.rounds.push(await measureRound(one, milliseconds));
      }
    }
    return subjects.map((one) => summarize(one, subjects[0], 'rate'));
  } finally {
    await laboratory.clear();
  }
}

async function measureRound({ usage, ask }, milliseconds) {
  const before = await usage();
  const { answers, failed, seconds } = await ask(milliseconds);
  const after = await usage();
  const cpu = (after.microseconds - before.microseconds) / answers;
  return { answers, failed, rate: answers / seconds, cpu };
}

/** Counts at the plugin how many calls of a strategy are in flight at once that makes so many. */
export async function measureGo(laboratory, { count }) {
  try {
    const plugin = await laboratory.startGate();
    const strategy = laboratory.startStrategy(plugin.url);
    const { answers, failed } = await strategy.order('go', count);
    const { most } = await plugin.ask('counters');
    return { count, most, answers, failed };
  } finally {
    await laboratory.clear();
  }
}

/**
 * Measures how much memory a run holds: when the strategy is ready, and after so many calls.
 *
 * @param options.counts numbers of calls, rising.
 */
export async function measureStrategyMemory(laboratory, { counts }) {
  try {
    const strategy = laboratory.startStrategy((await laboratory.startBare()).url);
    const call = async (number) => {
      const { failed } = await strategy.order('count', number);
      if (failed > 0) throw new Error(`${failed} calls of the strategy failed`);
      return (await strategy.usage()).bytes;
    };
    const bytes = { 0: await call(0) };
    let called = 0;
    for (const count of counts) {
      bytes[count] = await call(count - called);
      called = count;
    }
    const [last, before] = counts.toReversed();
    return [{ subject: RUN, bytes, growth: bytes[last] / bytes[before] }];
  } finally {
    await laboratory.clear();
  }
}
