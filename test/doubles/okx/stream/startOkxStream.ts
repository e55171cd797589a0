import { type StreamDouble, startStream } from '../../exchange/stream/startStream.js';
import type { OkxDouble } from '../startOkxDouble.js';
import { OkxFeed } from './OkxFeed.js';
import { OkxPublisher } from './OkxPublisher.js';
import { operate } from './operate.js';
import { BUSINESS, PUBLIC } from './topics.js';

const SILENCE = 30_000;

/** The stream of a double of OKX. */
export interface OkxStream extends StreamDouble {
  /** What happens on its market. */
  readonly feed: OkxFeed;
  /** Says that all connections will soon be closed for an upgrade. */
  notice(): void;
}

/**
 * Puts the stream of a double on the network, on a port of its own. Nothing happens by itself: a test moves books,
 * makes trades and sets prices, and the double's answers over REST agree with what the stream has told.
 *
 * @param connections how many may be opened in a second. @default 3, as the exchange has it
 */
export async function startOkxStream(okx: OkxDouble, connections = 3): Promise<OkxStream> {
  const { market } = okx;
  const publisher: OkxPublisher = new OkxPublisher(market, () => stream.lines);
  const feed = new OkxFeed(market, publisher);
  const stream = await startStream({
    clock: market.clock,
    paths: [PUBLIC, BUSINESS],
    connections: { requests: connections, per: 1000 },
    maxBytes: 64 * 1024,
    silence: ({ heardAt, sentAt }, now) =>
      now - Math.max(heardAt, sentAt) >= SILENCE ? [4004, 'No data received in 30s.'] : undefined,
    receive: (line, text) => operate(line, text, market, (argument) => publisher.welcome(line, argument)),
  });
  const follow = (instId: string) => feed.follow(instId);
  market.onPrice.add(follow);
  const { close } = stream;
  const msg = 'The connection will soon be closed for a service upgrade. Please reconnect.';
  return Object.assign(stream, {
    feed,
    notice: () => stream.send(JSON.stringify({ event: 'notice', code: '64008', msg, connId: 'double' })),
    close() {
      market.onPrice.delete(follow);
      return close();
    },
  });
}
