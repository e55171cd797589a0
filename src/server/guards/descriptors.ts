import { readFileSync } from 'node:fs';
import { say } from '../../wording/say.js';
import { BEYOND, KEPT, LIMITS } from './limits.js';

/** Each connection of a client takes one, and each request at work may have a connection to its exchange. */
const WANTED = LIMITS.connections + BEYOND + LIMITS.requests + KEPT;

/**
 * How many files and connections this process may open; `undefined` where that is unlimited, and on systems other than Linux,
 * which do not say.
 */
export function readDescriptors(): number | undefined {
  try {
    const [, limit] = /^Max open files +(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
    return limit === undefined ? undefined : Number(limit);
  } catch {
    return undefined;
  }
}

/**
 * What is wrong with how many it may open, and what to do; `undefined` where there are enough for a server with many clients.
 *
 * @param most as {@link readDescriptors} has it.
 */
export function fewDescriptors(most: number | undefined): { text: string; remedy: string } | undefined {
  if (most === undefined || most >= WANTED) return undefined;
  return {
    text: say(
      'this process may open {most} files and connections at once, and many clients need up to {wanted}',
      { most, wanted: WANTED },
    ),
    remedy: say('raise that with ulimit -n or LimitNOFILE='),
  };
}
