import { until } from './compare.js';
import { FMZPROTO, MEMORY } from './Laboratory.js';
import { tickers } from './loads.js';

const PAIRS = 200;

/**
 * Measures what it costs to follow 200 pairs, each of which changes ten times a second and is asked for once a second; and
 * what it costs to be asked so alone.
 *
 * @param options.settle how long in ms before anything is measured, and again until all is followed: the first answers come over
 * REST.
 * @param options.milliseconds for how long it is measured.
 * @returns what was seen of each server, the limit first; of the other one, the ratios to it as well.
 */
export async function measureStreamed(laboratory, times) {
  try {
    const load = laboratory.startLoad();
    const exchange = await laboratory.startExchange();
    const stream = await laboratory.startStream();
    const limit = await measure({ load, exchange, stream }, await laboratory.start(MEMORY), times);
    const server = await laboratory.start(FMZPROTO, exchange, stream);
    const ours = await measure({ load, exchange, stream }, server, times);
    const ratios = { p99: ours.p99 / limit.p99, processor: ours.processor / limit.processor };
    return [limit, { ...ours, ratios }];
  } finally {
    await laboratory.clear();
  }
}

async function measure({ load, exchange, stream }, server, { settle, milliseconds }) {
  const ask = (time) =>
    load.ask({ url: server.url, bodies: tickers(PAIRS), pause: 1000, milliseconds: time });
  const look = async () => ({
    ...(await server.usage()),
    requests: (await exchange.ask('counters')).requests,
    messages: (await stream.ask('counters')).messages,
  });
  const follow = async (time) => {
    const before = await look();
    const answered = await ask(time);
    const after = await look();
    return { before, after, ...answered, messages: after.messages - before.messages };
  };
  const isStreamed = server.name === FMZPROTO;
  await until(
    ({ messages }) => !isStreamed || messages >= PAIRS,
    () => follow(settle),
  );
  const { before, after, answers, failed, seconds, p50, p99, messages } = await until(
    (seen) => seen.answers + seen.failed > 0,
    () => follow(milliseconds),
  );
  return {
    ...{ subject: server.name, pairs: PAIRS, seconds, answers, failed, p50, p99 },
    messages,
    requests: after.requests - before.requests,
    processor: (after.microseconds - before.microseconds) / 1_000_000 / seconds,
    bytes: after.bytes,
  };
}
