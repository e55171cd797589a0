import { GUIDE } from './Laboratory.js';
import { RUN } from './strategy.js';

/**
 * What is far off, in a sentence each. The bounds are wide, and all of them are ratios within one run: a machine that is slow
 * or busy is so for both sides.
 */
export function faultsOf({ loads, streamed, startup, memory, switched, calls, go }) {
  return [
    ...loads.flatMap(faultsOfLoad),
    ...streamed.flatMap(faultsOfStreamed),
    ...startup.flatMap(faultsOfStartup),
    ...memory.flatMap(({ subject, growth }) =>
      tooMuch(`memory of ${subject}: the second count beside the first`, growth, 1.5),
    ),
    ...Object.entries(switched).flatMap(([part, results]) =>
      results.flatMap((result) => faultsOfSwitched(part, result)),
    ),
    ...calls.flatMap(faultsOfCalls),
    ...go.flatMap(({ count, most, failed }) => [
      ...(most === count ? [] : [`strategy: ${most} of ${count} calls were in flight at once`]),
      ...(failed === 0 ? [] : [`strategy: ${failed} of ${count} calls at once failed`]),
    ]),
  ];
}

/** A few per cent, and what another program takes of the caches of a processor meanwhile. */
const MOST_SWITCHED = 1.2;

function faultsOfSwitched(part, { subject, answers, failed, ratios }) {
  return [
    ...(answers > 0 ? [] : [`${part}: ${subject} answered nothing`]),
    ...(failed === 0 ? [] : [`${part}: ${failed} requests failed`]),
    ...(ratios ? tooMuch(`${part}: processor time of an answer`, ratios.cpu, MOST_SWITCHED) : []),
  ];
}

/** Of a strategy, beside a plain client: it has more threads to wake, which takes long on a machine that is busy. */
const LEAST_CALLS = 0.05;

function faultsOfCalls({ row, results }) {
  return results.flatMap(({ subject, answers, failed, ratios }) => [
    ...(answers > 0 ? [] : [`${row}: ${subject} got no answer`]),
    ...(failed === 0 ? [] : [`${row}: ${failed} requests of ${subject} failed`]),
    ...(subject === RUN ? tooLittle(`${row}: calls a second`, ratios.rate, LEAST_CALLS) : []),
  ]);
}

/** Of a load: the least answers a second, and the most processor time for one, as ratios to the limit. */
const BOUNDS = {
  /** What waits for the exchange hides much of what is done besides. */
  waiting: { rate: 0.4, cpu: 10 },
  working: { rate: 0.2, cpu: 8 },
  /** The limit does next to nothing. */
  memory: { rate: 0.1, cpu: 20 },
  orders: { rate: 0.08, cpu: 20 },
};

/** What is followed is asked for over REST only while a stream is behind. */
const overRest = (what, { requests, answers }) =>
  tooMuch(`${what}: answers from REST`, requests / answers, 0.1);

function faultsOfStreamed({ subject, failed, ...result }) {
  return [
    ...overRest(`streamed: ${subject}`, result),
    ...(failed === 0 ? [] : [`streamed: ${failed} requests to ${subject} failed`]),
  ];
}

function faultsOfLoad({ row, latency, streamed, fix, results }) {
  const kind = fix ? 'orders' : streamed ? 'memory' : latency > 0 ? 'waiting' : 'working';
  const { rate, cpu } = BOUNDS[kind];
  return results
    .filter(({ subject }) => subject !== GUIDE)
    .flatMap(({ subject, answers, failed, requests, ratios }) => [
      ...(answers > 0 ? [] : [`${row}: ${subject} answered nothing`]),
      ...(failed === 0 ? [] : [`${row}: ${failed} requests to ${subject} failed`]),
      ...(streamed ? overRest(row, { requests, answers }) : []),
      ...(ratios ? tooLittle(`${row}: answers a second`, ratios.rate, rate) : []),
      ...(ratios ? tooMuch(`${row}: processor time of an answer`, ratios.cpu, cpu) : []),
    ]);
}

function faultsOfStartup({ program, ratios }) {
  return ratios ? tooMuch(`startup of ${program}: processor time`, ratios.cpu, 8) : [];
}

function tooLittle(what, ratio, least) {
  return ratio >= least
    ? []
    : [`${what}: ${ratio.toFixed(2)} of the limit, which should be ${least} at least`];
}

function tooMuch(what, ratio, most) {
  return ratio <= most ? [] : [`${what}: ${ratio.toFixed(2)} times, which should be ${most} at most`];
}
