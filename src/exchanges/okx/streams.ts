import * as v from 'valibot';
import type { StreamFeed } from '../../adapter/ExchangeStreams.js';
import { barFeed, bookFeed, rowFeed, tradeFeed, uncrossed, whileTraded } from '../../adapter/streamFeeds.js';
import { RawJson } from '../../protocol/json.js';
import { barName } from '../../protocol/time.js';
import type { StreamTopic } from '../../streams/StreamProtocol.js';
import type { OkxInstrument } from './instruments.js';
import { BAR_NAMES, findPerpetual, MAX_LEVELS, RECENT_TRADES } from './market.js';
import { parseFunding, parseTicker, parseTrade } from './parse.js';
import { read, readBars, readBook, readStates } from './pushes.js';
import { fundingRow, tickerRow, tradeRow } from './replies.js';
import type { OkxStreams } from './state.js';

/** OKX's public streams. @see https://www.okx.com/docs-v5/en/#overview-websocket */
export const streams: OkxStreams = {
  url: 'wss://ws.okx.com:8443',
  paths: { public: '/ws/v5/public', business: '/ws/v5/business' },
  // OKX closes after 30 s of silence; long before that a price may not be the price any more.
  ping: { text: 'ping', after: 5000, within: 5000 },
  limits: {
    connections: { requests: 3, per: 1000 },
    operations: { requests: 480, per: 3_600_000 },
    bytes: 60_000,
  },
  subscribe: (topics) => request('subscribe', topics),
  unsubscribe: (topics) => request('unsubscribe', topics),
  read,
  methods: {
    async ticker({ symbol }, api) {
      const instrument = await api.state.instruments.find(api, symbol);
      return traded(instrument, (id) =>
        rowFeed({
          topics: [topicOf('tickers', id)],
          read: ([row]) => uncrossed(parseTicker(v.parse(tickerRow, row), instrument.name)),
        }),
      );
    },

    async depth({ symbol, limit }, api) {
      const instrument = await api.state.instruments.find(api, symbol);
      return traded(instrument, (id) =>
        bookFeed({
          topic: topicOf('books', id),
          limit,
          levels: MAX_LEVELS,
          // OKX repeats a book without changes about once a minute.
          quiet: 90_000,
          read: readBook,
          raw: ({ asks, bids, time, sequence }) =>
            new RawJson(
              `{"asks":${JSON.stringify(asks)},"bids":${JSON.stringify(bids)},"ts":"${time}","seqId":${sequence}}`,
            ),
        }),
      );
    },

    async trades({ symbol }, api) {
      const instrument = await api.state.instruments.find(api, symbol);
      return traded(instrument, (id) =>
        tradeFeed({
          topic: topicOf('trades', id),
          count: RECENT_TRADES,
          rows: (data) => v.parse(v.array(v.unknown()), data),
          read: (rows) => v.parse(v.array(tradeRow), rows).map(parseTrade),
        }),
      );
    },

    async records({ symbol, period, limit }, api) {
      const instrument = await api.state.instruments.find(api, symbol);
      const bar = barName(BAR_NAMES, period);
      return traded(instrument, (id) =>
        barFeed({
          topic: topicOf(`candle${bar}`, id, 'business'),
          limit,
          length: period * 60,
          read: readBars,
        }),
      );
    },

    async fundings({ symbol }, api) {
      if (symbol === undefined || 'range' in symbol) return undefined;
      const instrument = await findPerpetual(api, symbol);
      return traded(instrument, (id) =>
        rowFeed({
          topics: [topicOf('funding-rate', id)],
          read: ([row]) => [parseFunding(v.parse(fundingRow, row), instrument.name)],
          // From the settlement on, it is the rate of the next one that is asked for.
          until: ([funding]) => funding?.time ?? 0,
        }),
      );
    },
  },
};

/** A topic is named by the argument that subscribes to it. */
function topicOf(channel: string, instId: string, address = 'public'): StreamTopic {
  return { address, name: JSON.stringify({ channel, instId }) };
}

function request(op: string, topics: readonly string[]): string {
  return `{"op":"${op}","args":[${topics.join(',')}]}`;
}

/** A feed that answers while OKX lists its instrument as live: `instruments` tells each change. */
function traded<T>(
  { id, list, row }: OkxInstrument,
  make: (id: string) => StreamFeed<T> | undefined,
): StreamFeed<T> | undefined {
  const feed = row.state === 'live' ? make(id) : undefined;
  const topic = { address: 'public', name: JSON.stringify({ channel: 'instruments', instType: list }) };
  return feed && whileTraded(feed, { topic, id, read: readStates });
}
