import * as v from 'valibot';
import {
  decimalField,
  type FixFields,
  parseFields,
  parseReply,
  readBars,
  readGroup,
  requireTicker,
  type Ticker,
  toLevel,
  utcTimeField,
} from '../../../src/index.js';
import { parseMarket } from './instruments.js';
import { requestId } from './requestId.js';
import type { DeribitApi, DeribitMethods, Sent } from './state.js';

const entry = v.object({ price: decimalField, size: decimalField });
const entryTags = { price: 270, size: 271 };
const GROUP = [269, 270, 271, 272];
const [BID, ASK, TRADE] = ['0', '1', '2'];
const header = v.object({ time: utcTimeField });
const volume = v.object({ volume: decimalField });

const BARS = { 1: '1', 5: '5', 15: '15', 60: '60', 1440: '1D' };
const barsReply = v.object({
  result: v.object({
    ticks: v.array(v.number()),
    ...{ open: v.array(v.number()), high: v.array(v.number()), low: v.array(v.number()) },
    ...{ close: v.array(v.number()), volume: v.array(v.number()) },
  }),
});

/** Prices by snapshot: nothing is subscribed. */
export const market = {
  async ticker({ symbol }, api) {
    const { id, name } = await api.state.instruments.find(api, symbol);
    const reply = await snapshot(api, id, '1', [BID, ASK, TRADE]);
    const [[bid], [ask], [trade]] = [levels(reply, BID), levels(reply, ASK), levels(reply, TRADE)];
    const known = bid && ask && trade;
    const ticker: Ticker | undefined = known && {
      ...{ symbol: name, buy: bid.price, sell: ask.price, last: trade.price, open: trade.price },
      // Only the REST interface tells the prices of the day.
      ...{ high: ask.price, low: bid.price, time: String(timeOf(reply)) },
      vol: parseFields(volume, reply.message, { volume: 100087 }).volume,
    };
    return { data: requireTicker(ticker, name), raw: reply.raw };
  },

  async depth({ symbol, limit }, api) {
    const { id } = await api.state.instruments.find(api, symbol);
    const reply = await snapshot(api, id, String(limit), [BID, ASK]);
    const side = (type: string) => levels(reply, type).map(({ price, size }) => toLevel([price, size]));
    return { data: { time: timeOf(reply), asks: side(ASK), bids: side(BID) }, raw: reply.raw };
  },

  async records(params, api) {
    const { id } = await api.state.instruments.find(api, params.symbol);
    return readBars(api, params, { names: BARS, size: 500 }, async (resolution, { limit, before }) => {
      const end = before === undefined ? api.now() : before * 1000 - 1;
      const reply = await api.get('/api/v2/public/get_tradingview_chart_data', {
        ...{ instrument_name: id, resolution, end_timestamp: end },
        start_timestamp: end - limit * params.period * 60_000,
      });
      const { ticks, open, high, low, close, volume } = parseReply(barsReply, reply).result;
      const rows = ticks.map((time, at) => [time, open[at], high[at], low[at], close[at], volume[at]]);
      return { rows, reply };
    });
  },

  markets: (_params, api) => api.state.instruments.markets(api, parseMarket),
} satisfies DeribitMethods;

function snapshot(api: DeribitApi, symbol: string, depth: string, types: readonly string[]): Promise<Sent> {
  return api.fix.ask({
    type: 'V',
    fields: [
      ...([
        [262, requestId()],
        [263, '0'],
        [264, depth],
        [267, String(types.length)],
      ] as const),
      ...types.map((type) => [269, type] as const),
      ...([
        [146, '1'],
        [55, symbol],
      ] as const),
    ],
  });
}

/** In the order in which they were sent. */
function levels({ message }: Sent, type: string): v.InferOutput<typeof entry>[] {
  const isAsked = (fields: FixFields) => fields.get(269) === type;
  return readGroup(message, 268, GROUP)
    .filter(isAsked)
    .map((fields) => parseFields(entry, fields, entryTags));
}

/** When it was sent, in ms. */
function timeOf({ message }: Sent): number {
  return Number(parseFields(header, message, { time: 52 }).time);
}
