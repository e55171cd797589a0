import { tickers } from './loads.js';
import { summarize } from './quarters.js';

/** The limit first. */
const WITHOUT = 'without';
const CALLERS = 16;

/** What is measured so, and what its server is called. */
export const parts = { counting: 'counted', guards: 'guarded' };

/**
 * Measures what a part of the server costs, such as counting requests and times for `/metrics` and `/healthz`: GetTicker by 16
 * callers from an exchange that answers at once, with and without, by one process in turns.
 *
 * @param part `counting` or `guards`.
 */
export async function measureSwitched(laboratory, part, { warmUp, rounds, milliseconds }) {
  try {
    const load = laboratory.startLoad();
    const server = await laboratory.startSwitched(await laboratory.startExchange());
    const order = { url: server.url, bodies: tickers(CALLERS) };
    const subjects = [WITHOUT, parts[part]].map((subject) => ({ subject, rounds: [] }));
    for (let round = -1; round < rounds; round += 1) {
      for (const one of round % 2 === 0 ? subjects : subjects.toReversed()) {
        await server.ask({ part, on: one.subject !== WITHOUT });
        if (round < 0) await load.ask({ ...order, requests: warmUp });
        else one.rounds.push(await measureRound(server, () => load.ask({ ...order, milliseconds })));
      }
    }
    return subjects.map((one) => summarize(one, subjects[0], 'cpu'));
  } finally {
    await laboratory.clear();
  }
}

async function measureRound({ usage }, ask) {
  const before = await usage();
  const { answers, late, failed, seconds } = await ask();
  const after = await usage();
  const cpu = (after.microseconds - before.microseconds) / (answers + late);
  return { answers, failed, rate: answers / seconds, cpu };
}
