import { escapeRegExp } from '../../protocol/oneLine.js';
import type { EndEvent } from '../../strategy/events.js';

/**
 * What to do about a strategy that stopped at a name which is nowhere defined: FMZ keeps parameters beside the code, so that
 * most such names are one. A function that is missing is none.
 *
 * @param sources of the strategy and its libraries.
 * @returns `undefined` where it ended for another reason.
 * @example adviceOn(end, [source]) // 'Levels may be a parameter of the strategy: set it with --arg Levels=VALUE'
 */
export function adviceOn({ reason, error }: EndEvent, sources: readonly string[]): string | undefined {
  const [, name] = /^ReferenceError: (\S+) is not defined$/.exec(error ?? '') ?? [];
  if (reason !== 'threw' || name === undefined) return undefined;
  const called = new RegExp(`(?<![\\p{L}\\p{N}_$.])${escapeRegExp(name)}\\s*\\(`, 'u');
  if (sources.some((source) => called.test(source))) return undefined;
  return `${name} may be a parameter of the strategy: set it with --arg ${name}=VALUE`;
}
