import { FMZPROTO, PROXY } from './Laboratory.js';
import { tickers } from './loads.js';

const CALLERS = 16;

/**
 * Measures how much memory a server holds: when it is ready, and after so many answers.
 *
 * @param options.counts numbers of answers, rising.
 * @returns resident bytes of each server, by the number of answers; and how the last ones stand to each other.
 */
export async function measureMemory(laboratory, { counts }) {
  const bodies = tickers(CALLERS);
  const results = [];
  for (const name of [PROXY, FMZPROTO]) {
    try {
      const load = laboratory.startLoad();
      const server = await laboratory.start(name, await laboratory.startExchange());
      const bytes = { 0: (await server.usage()).bytes };
      let answered = 0;
      for (const count of counts) {
        const { failed } = await load.ask({ url: server.url, bodies, requests: count - answered });
        if (failed > 0) throw new Error(`${failed} requests to ${name} failed`);
        answered = count;
        bytes[count] = (await server.usage()).bytes;
      }
      const [last, before] = counts.toReversed();
      results.push({ subject: name, bytes, growth: bytes[last] / bytes[before] });
    } finally {
      await laboratory.clear();
    }
  }
  return results;
}
