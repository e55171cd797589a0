import { records } from '../../protocol/structures.js';
import { say } from '../../wording/say.js';
import { type Assertion, assertion, findFar, findNeighbours, findStale, sayDisorder } from './Assertion.js';

const DAY = 1440;

/** What has to hold for GetRecords. */
export const recordsAssertions: readonly Assertion[] = [
  assertion('oldest-first', 'the oldest bar comes first', records, (bars) => {
    const wrong = findNeighbours(bars, (before, after) => before[0] < after[0]);
    return wrong && sayDisorder(wrong[0][0], wrong[1][0]);
  }),
  assertion('spacing', 'bars are one period apart', records, (bars, { period, keepsHours }) => {
    if (period === undefined) return undefined;
    const wrong = findNeighbours(bars, ([before], [after]) => {
      const gap = Math.abs(after - before);
      return gap === period * 60 || (keepsHours === true && gap > period * 60);
    });
    return (
      wrong &&
      say('{gap} s instead of {period} s', {
        gap: Math.abs(wrong[1][0] - wrong[0][0]),
        period: period * 60,
      })
    );
  }),
  assertion(
    'grid',
    'bars open on the period, in seconds',
    records,
    (bars, { period = DAY + 1, keepsHours }) => {
      // Where a day begins at half past nine, so do its bars.
      const grid = Math.min(period, keepsHours ? 15 : 60) * 60;
      const wrong = period > DAY ? undefined : bars.find(([time]) => time % grid !== 0);
      return wrong && say('a bar of {period} minutes opens at {time}', { period, time: wrong[0] });
    },
  ),
  assertion('high-low', 'high and low enclose open and close', records, (bars) => {
    const wrong = bars.find(
      ([, open, high, low, close]) => high < Math.max(open, close) || low > Math.min(open, close),
    );
    return wrong && `open, high, low, close: ${wrong.slice(1, 5).join(', ')}`;
  }),
  assertion(
    'price',
    'the latest bar closes close to the ticker',
    records,
    (bars, expected) =>
      findFar(
        bars.slice(-1).map((bar) => bar[4]),
        expected,
      ),
    true,
  ),
  assertion('limit', 'there are as many bars as asked for', records, (bars, { limit }) =>
    limit === undefined || bars.length === limit
      ? undefined
      : say('{count} bars, {limit} were asked for', { count: bars.length, limit }),
  ),
  assertion(
    'recent',
    'the latest bar is the current one',
    records,
    (bars, { period = DAY, ...expected }) => {
      const latest = bars.reduce((time, bar) => Math.max(time, bar[0]), 0);
      return findStale(latest * 1000, expected, 1 + (2 * period) / 60);
    },
    true,
  ),
];
