import { type StreamDouble, startStream } from '../../exchange/stream/startStream.js';
import type { Instrument } from '../Instrument.js';
import type { BybitDouble } from '../startBybitDouble.js';
import { BybitFeed } from './BybitFeed.js';
import { BybitPublisher } from './BybitPublisher.js';
import { operate } from './operate.js';
import { paths } from './topics.js';

// When Bybit closes is not documented. It asks for a ping every 20 seconds: whoever sends none is closed here.
const SILENCE = 30_000;

/** The stream of a double of Bybit. */
export interface BybitStream extends StreamDouble {
  /** What happens on its market. */
  readonly feed: BybitFeed;
}

/**
 * Puts the public streams of a double on the network, on a port of their own. Nothing happens by itself: a test moves
 * books, makes trades and sets prices, and the double's answers over REST agree with what the stream has told.
 *
 * @param connections how many may be opened in 5 minutes. @default 500, as the exchange has it
 */
export async function startBybitStream(bybit: BybitDouble, connections = 500): Promise<BybitStream> {
  const { market } = bybit;
  const publisher: BybitPublisher = new BybitPublisher(market, () => stream.lines);
  const feed = new BybitFeed(market, publisher);
  const stream = await startStream({
    clock: market.clock,
    paths,
    connections: { requests: connections, per: 300_000 },
    maxBytes: 1024 * 1024,
    silence: ({ heardAt }, now) => (now - heardAt >= SILENCE ? [1001, 'no ping'] : undefined),
    receive: (line, text) => operate(line, text, market, (topic) => publisher.welcome(line, topic)),
  });
  const follow = (instrument: Instrument) => feed.follow(instrument);
  market.onPrice.add(follow);
  const { close } = stream;
  return Object.assign(stream, {
    feed,
    close() {
      market.onPrice.delete(follow);
      return close();
    },
  });
}
