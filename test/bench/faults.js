import { FMZPROTO, GUIDE } from './Laboratory.js';

/**
 * What is far off, in a sentence each. The bounds are wide, and all of them are ratios within one run: a machine that is slow
 * or busy is so for both sides.
 */
export function faultsOf({ loads, startup, memory }) {
  return [
    ...loads.flatMap(faultsOfLoad),
    ...startup.flatMap(faultsOfStartup),
    ...memory.flatMap(({ subject, growth }) =>
      tooMuch(`memory of ${subject}: the second count beside the first`, growth, 1.5),
    ),
  ];
}

function faultsOfLoad({ row, latency, results }) {
  return results
    .filter(({ subject }) => subject !== GUIDE)
    .flatMap(({ subject, answers, failed, ratios }) => [
      ...(answers > 0 ? [] : [`${row}: ${subject} answered nothing`]),
      ...(failed === 0 ? [] : [`${row}: ${failed} requests to ${subject} failed`]),
      ...(subject === FMZPROTO
        ? tooLittle(`${row}: answers a second`, ratios.rate, latency > 0 ? 0.3 : 0.04)
        : []),
      ...(subject === FMZPROTO ? tooMuch(`${row}: processor time of an answer`, ratios.cpu, 25) : []),
    ]);
}

function faultsOfStartup({ program, ratios }) {
  return ratios ? tooMuch(`startup of ${program}: processor time`, ratios.cpu, 20) : [];
}

function tooLittle(what, ratio, least) {
  return ratio >= least
    ? []
    : [`${what}: ${ratio.toFixed(2)} of the limit, which should be ${least} at least`];
}

function tooMuch(what, ratio, most) {
  return ratio <= most ? [] : [`${what}: ${ratio.toFixed(2)} times, which should be ${most} at most`];
}
