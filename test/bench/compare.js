import { setTimeout as sleep } from 'node:timers/promises';

/** Longer than what waits for its turn at a server takes until it is next, in ms. */
const QUIET = 500;
/** How often that is done in which nothing came before the time was over. */
const TRIES = 10;

/**
 * Measures each subject in several rounds. They take turns, so that what else the machine does hits all of them alike.
 *
 * @param pace.warmUp what is asked before anything is measured: code is compiled, connections are made, lists are loaded.
 * @param pace.rounds of so many `milliseconds`.
 * @returns a summary of each subject; the first one is the limit, and the others are told as ratios to it, too.
 */
export async function compare({ load, exchange, subjects, bodies }, { warmUp, rounds, milliseconds }) {
  const measured = subjects.map((subject) => ({
    subject,
    rounds: [],
    connections: 0,
    handshakes: 0,
    requests: 0,
  }));
  for (let round = -1; round < rounds; round += 1) {
    for (const one of round % 2 === 0 ? measured : measured.toReversed()) {
      const before = await exchange.ask('counters');
      const { url } = one.subject;
      if (round < 0) await load.ask({ url, bodies, ...warmUp });
      else one.rounds.push(await runRound(load, one.subject, { bodies, milliseconds }));
      const after = await untilQuiet(exchange);
      one.connections += after.connections - before.connections;
      one.handshakes += after.handshakes - before.handshakes;
      if (round >= 0) one.requests += after.requests - before.requests;
    }
  }
  const [limit] = measured;
  return measured.map((one) => summarize(one, one === limit ? undefined : limit));
}

/** A server may still be at work for callers that have gone: the next one's round begins when nothing is asked any more. */
async function untilQuiet(exchange) {
  for (let before = await exchange.ask('counters'); ; ) {
    await sleep(QUIET);
    const counters = await exchange.ask('counters');
    if (counters.requests === before.requests) return counters;
    before = counters;
  }
}

async function runRound(load, subject, order) {
  const { before, after, answers, late, failed, seconds, p50, p99 } = await until(
    (round) => round.answers + round.failed > 0,
    async () => {
      const before = await subject.usage();
      const answered = await load.ask({ url: subject.url, ...order });
      return { ...answered, before, after: await subject.usage() };
    },
  );
  const cpu = (after.microseconds - before.microseconds) / (answers + late);
  return { answers, failed, rate: answers / seconds, p50, p99, cpu };
}

/** Does something again while nothing comes of it, as on a machine that is busy; but not for ever. */
export async function until(isSeen, work) {
  let seen = await work();
  for (let tries = 1; tries < TRIES && !isSeen(seen); tries += 1) seen = await work();
  return seen;
}

/** The medians of the rounds, and of their ratios to the limit's in the same round. */
function summarize({ subject, rounds, connections, handshakes, requests }, limit) {
  const figures = {};
  const ratios = {};
  for (const name of ['rate', 'p50', 'p99', 'cpu']) {
    figures[name] = median(rounds.map((round) => round[name]));
    if (limit) ratios[name] = median(rounds.map((round, index) => round[name] / limit.rounds[index][name]));
  }
  const count = (name) => rounds.reduce((sum, round) => sum + round[name], 0);
  return {
    subject: subject.name,
    ...{ answers: count('answers'), failed: count('failed') },
    ...figures,
    ...(limit && { ratios }),
    ...{ connections, handshakes, requests },
  };
}

/** Of what could be measured. */
export function median(numbers) {
  const sorted = numbers.filter(Number.isFinite).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
