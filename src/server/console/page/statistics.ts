import type { ShownRequest } from '../model.js';

/** The value that a share of all does not exceed. @param sorted ascends. */
export function quantile(sorted: readonly number[], share: number): number | undefined {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

/** Their times in ms, ascending. */
export function timesOf(requests: readonly ShownRequest[]): number[] {
  return requests.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
}

/** The requests of a function of an exchange. */
interface Group {
  exchange: string;
  method: string;
  count: number;
  errors: number;
  median: number;
  slow: number;
  longest: number;
}

/** Requests by exchange and function, those with the most first. */
export function groupsOf(requests: readonly ShownRequest[]): Group[] {
  const groups = groupBy(requests, ({ exchange, method }) => `${exchange}\n${method}`);
  return [...groups.values()]
    .map((all) => {
      const times = timesOf(all);
      const { exchange = '', method = '' } = all[0] ?? {};
      return {
        exchange,
        method,
        count: all.length,
        errors: all.filter(({ ok }) => !ok).length,
        median: quantile(times, 0.5) ?? 0,
        slow: quantile(times, 0.95) ?? 0,
        longest: times.at(-1) ?? 0,
      };
    })
    .sort((a, b) => b.count - a.count);
}

/** How many parts of the time there are in the plot of what is usual. */
const PARTS = 40;

/** The usual times, in parts of the time that all requests span: `x` is the middle of each. */
export function usualTimes(requests: readonly ShownRequest[]): {
  x: number[];
  median: (number | null)[];
  slow: (number | null)[];
} {
  const [first = 0, last = 0] = [requests[0]?.time, requests.at(-1)?.time];
  const width = Math.max(1000, (last - first) / PARTS);
  const parts = [...groupBy(requests, ({ time }) => Math.floor((time - first) / width))];
  const told = parts.map(([part, all]) => ({ x: first + (part + 0.5) * width, times: timesOf(all) }));
  return {
    x: told.map(({ x }) => x),
    median: told.map(({ times }) => quantile(times, 0.5) ?? null),
    slow: told.map(({ times }) => quantile(times, 0.95) ?? null),
  };
}

function groupBy<Key>(
  requests: readonly ShownRequest[],
  keyOf: (request: ShownRequest) => Key,
): Map<Key, ShownRequest[]> {
  const groups = new Map<Key, ShownRequest[]>();
  for (const request of requests) {
    const key = keyOf(request);
    groups.set(key, [...(groups.get(key) ?? []), request]);
  }
  return groups;
}
