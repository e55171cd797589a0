import { type ExchangeStreams, rowFeed } from 'fmzproto';
import * as v from 'valibot';
import { parseTicker } from './parse.ts';
import { tickerRow } from './replies.ts';
import type { __Exchange__Keys } from './sign.ts';
import type { __Exchange__State } from './state.ts';

/** What the exchange sends: an answer to a request, or what it pushes for a topic. */
const message = v.object({
  id: v.optional(v.string(), ''),
  error: v.optional(v.string()),
  op: v.optional(v.string()),
  topic: v.optional(v.string()),
  data: v.optional(v.unknown()),
});

/**
 * A start for prices that the exchange pushes, against a guessed API. It is not used until the two lines of index.ts that
 * name it are uncommented; delete it where the exchange has no streams. Other methods, and what pushes changes
 * instead of whole rows: "Prices from streams" in docs/adapters.md of fmzproto.
 */
export const streams: ExchangeStreams<__Exchange__Keys, __Exchange__State> = {
  url: 'wss://stream.example.com',
  paths: { public: '/ws' },
  ping: { text: '{"op":"ping"}', after: 5000, within: 5000 },
  limits: { connections: { requests: 1, per: 1000 }, topics: 10 },
  subscribe: (topics, id) => JSON.stringify({ op: 'subscribe', id, topics }),
  unsubscribe: (topics, id) => JSON.stringify({ op: 'unsubscribe', id, topics }),
  read(text) {
    const { id: request, error, op, topic, data } = v.parse(message, JSON.parse(text));
    if (topic !== undefined) return { kind: 'data', topic, snapshot: true, data };
    if (error !== undefined) return { kind: 'refused', request, reason: error };
    if (op === 'subscribe') return { kind: 'subscribed', request };
    return op === 'unsubscribe' ? { kind: 'unsubscribed', request } : undefined;
  },
  methods: {
    async ticker({ symbol }, api) {
      const { list, id, name } = await api.state.instruments.find(api, symbol);
      return rowFeed({
        topics: [{ address: 'public', name: `ticker:${list}:${id}` }],
        read: ([row]) => parseTicker(v.parse(tickerRow, row), name),
      });
    },
  },
};
