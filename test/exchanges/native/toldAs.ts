/** What FMZ is told of a write, always in accordance with what happened: `unknown` where it cannot be known. */
export type Told = 'done' | 'not done' | 'unknown';

/** The error in which FMZ is told so, empty where there is none. */
export const toldAs: Record<Told, RegExp> = {
  done: /^$/,
  'not done': /^not carried out: .*; there is no /,
  unknown: /^outcome unknown: .* may have been carried out: (ask GetOrder for|cancel it again|set it again)/,
};
