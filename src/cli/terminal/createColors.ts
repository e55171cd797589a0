import chalk, { Chalk, type ChalkInstance, chalkStderr } from 'chalk';

/**
 * Colors for one of the two outputs: none unless it is a terminal. NO_COLOR (https://no-color.org) switches them off
 * whatever else is set; FORCE_COLOR switches them on for a pipe.
 */
export function createColors(output: 'stdout' | 'stderr'): ChalkInstance {
  // chalk itself heeds FORCE_COLOR but not NO_COLOR.
  const level = process.env.NO_COLOR ? 0 : (output === 'stdout' ? chalk : chalkStderr).level;
  return new Chalk({ level });
}
