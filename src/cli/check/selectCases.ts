import type { CheckCase } from '../../check/CheckCase.js';
import { checkCases, checkGroups } from '../../check/runCases.js';
import { quote } from '../../protocol/oneLine.js';
import { suggest } from '../../protocol/suggest.js';
import { listed, say } from '../../wording/say.js';
import { UsageError } from '../terminal/errors.js';

/**
 * Which cases `--only` leaves: those of the groups, ids and numbers it names; all of them where it names none.
 *
 * @throws UsageError when a name is neither that of a group nor of a case.
 * @example selectCases(['transport', 'depth.limit', '7'])
 */
export function selectCases(only: readonly string[]): (found: CheckCase, number: number) => boolean {
  const names = only.flatMap((value) => value.split(/[\s,]+/)).filter(Boolean);
  for (const name of names) if (!isKnown(name.toLowerCase())) throw new UsageError(describe(name));
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  return ({ id, group }, number) =>
    wanted.size === 0 || wanted.has(group) || wanted.has(id) || wanted.has(String(number));
}

function isKnown(name: string): boolean {
  if (/^\d+$/.test(name)) return Number(name) >= 1 && Number(name) <= checkCases.length;
  return checkGroups.includes(name) || checkCases.some(({ id }) => id === name);
}

function describe(name: string): string {
  const near = suggest(name, [...checkGroups, ...checkCases.map(({ id }) => id)]);
  return near === undefined
    ? say('--only {name} is neither a group nor a case: the groups are {groups}', {
        name: quote(name),
        groups: listed(checkGroups),
      })
    : say('--only {name} is neither a group nor a case, did you mean {near}?', { name: quote(name), near });
}
