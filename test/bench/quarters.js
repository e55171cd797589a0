import { median } from './compare.js';

/**
 * The medians of many short rounds; of the ratios to the limit in the same round the quarters, too.
 *
 * @param compared what the ratios are of: `rate` or `cpu`.
 */
export function summarize({ subject, rounds }, limit, compared) {
  const ratios = rounds
    .map((round, index) => round[compared] / limit.rounds[index][compared])
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  const quantile = (part) => ratios[Math.floor((ratios.length - 1) * part)];
  const count = (name) => rounds.reduce((sum, round) => sum + round[name], 0);
  return {
    ...{ subject, answers: count('answers'), failed: count('failed') },
    rate: median(rounds.map(({ rate }) => rate)),
    cpu: median(rounds.map(({ cpu }) => cpu)),
    ...(subject !== limit.subject && {
      ratios: { [compared]: median(ratios), from: quantile(0.25), to: quantile(0.75) },
    }),
  };
}
