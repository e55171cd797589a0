import type { Served } from './startServe.js';

/** What a plugin has logged of `--share`, without time and level. */
export function sharedLines(served: Served): string[] {
  return served
    .log()
    .split('\n')
    .filter((line) => line.includes('--share'))
    .map((line) => line.replace(/^.*?--share/, '--share'));
}
