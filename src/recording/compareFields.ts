import type { FixField } from '../fix/FixMessage.js';
import { STRUCK } from '../fix/redact.js';
import { parseUtc } from '../fix/utc.js';
import { DAY, HOUR } from '../protocol/time.js';
import { ACCOUNT_TAGS } from './accountMasks.js';
import type { Difference, Moments } from './compareRequests.js';

const MADE_UP = /fmz[0-9a-f]{20,}/g;

/**
 * Compares what two requests over FIX ask for. Their own ids, times that lie as they do because of when they were asked for, and
 * accounts, which no recording has, may differ; everything else has to be the same.
 *
 * @param by.id the tag of a request's own id.
 * @returns `undefined` when they ask for different things.
 */
export function compareFields(
  recorded: readonly FixField[],
  asked: readonly FixField[],
  { id, moments }: { id: number | undefined; moments: Moments },
): Difference | undefined {
  const difference: Difference = { time: 0, ids: [] };
  const same = recorded.length === asked.length && recorded.every(matches);
  return same ? difference : undefined;

  function matches([tag, before]: FixField, index: number): boolean {
    const [other, now = ''] = asked[index] ?? [];
    if (tag !== other) return false;
    if (tag === id) return difference.ids.push([before, now]) > 0;
    if (before === now || before === STRUCK || ACCOUNT_TAGS.includes(tag)) return true;
    return matchesMadeUp(before, now) || matchesTime(before, now);
  }

  function matchesMadeUp(before: string, now: string): boolean {
    const [old, recent] = [before.match(MADE_UP) ?? [], now.match(MADE_UP) ?? []];
    if (old.length === 0 || before.replace(MADE_UP, '*') !== now.replace(MADE_UP, '*')) return false;
    old.forEach((one, index) => {
      difference.ids.push([one, recent[index] ?? '']);
    });
    return true;
  }

  function matchesTime(before: string, now: string): boolean {
    const [old, recent] = [parseUtc(before), parseUtc(now)];
    if (old === undefined || recent === undefined) return false;
    const ago = moments.recorded - old;
    const gap = Math.min(...moments.asked.map((moment) => Math.abs(moment - recent - ago)));
    const near = Math.abs(ago) < DAY && moments.asked.some((moment) => Math.abs(moment - recent) < DAY);
    if (!near && gap >= HOUR) return false;
    difference.time = Math.max(difference.time, gap, 1);
    return true;
  }
}
