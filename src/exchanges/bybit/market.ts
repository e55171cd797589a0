import { symbolOf } from '../../adapter/Instrument.js';
import { readBars } from '../../adapter/pageBars.js';
import { rawOf } from '../../adapter/readPages.js';
import { parseReply, readableRows, readLevels, requireTicker } from '../../adapter/rows.js';
import { selectInstruments } from '../../adapter/selection.js';
import type { Reply } from '../../http/Reply.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import type { Period } from '../../protocol/time.js';
import { say } from '../../wording/say.js';
import { type BybitInstrument, type Category, categories } from './instruments.js';
import { parseFunding, parseMarket, parseTicker, parseTrade } from './parse.js';
import { bookReply, fundingRow, publicReply, tickerReply, tickerRow, tradeRow } from './replies.js';
import type { BybitApi, BybitMethods } from './state.js';

const MAX_LEVELS = 1000;
export const RECENT_TRADES = { spot: 60, linear: 100, inverse: 100 };
const MAX_BARS = 1000;

// All open at midnight UTC; Bybit has none of three days.
export const BAR_NAMES: Readonly<Partial<Record<Period, string>>> = {
  1: '1',
  3: '3',
  5: '5',
  15: '15',
  30: '30',
  60: '60',
  120: '120',
  240: '240',
  360: '360',
  720: '720',
  1440: 'D',
  10080: 'W',
};

/** Public market data. @see https://bybit-exchange.github.io/docs/v5/market/tickers */
export const market = {
  async ticker({ symbol }, api) {
    const { list: category, id, name } = await api.state.instruments.find(api, symbol);
    const reply = await api.get('/v5/market/tickers', { category, symbol: id });
    const { result, time = Math.floor(api.now()) } = parseReply(tickerReply, reply);
    const [row] = result.list;
    return { data: requireTicker(row && parseTicker(row, name, time), name), raw: reply.raw };
  },

  async tickers(_params, api) {
    const answers = await Promise.all(categories.map((category) => readTickers(api, category)));
    const nameOf = await api.state.instruments.namer(api, categories);
    return {
      data: answers.flatMap(({ rows, time, category }) =>
        readableRows(api, { list: `${category} tickers`, rows, schema: tickerRow, id: 'symbol' }).flatMap(
          (row) => parseTicker(row, nameOf(row.symbol, category), time) ?? [],
        ),
      ),
      raw: rawOf(answers.map(({ reply }) => reply)),
    };
  },

  async depth({ symbol, limit }, api) {
    const { list: category, id } = await api.state.instruments.find(api, symbol);
    const reply = await api.get('/v5/market/orderbook', {
      category,
      symbol: id,
      limit: Math.min(limit, MAX_LEVELS),
    });
    const { ts, a, b } = parseReply(bookReply, reply).result;
    const [asks, bids] = [readLevels(api, a), readLevels(api, b)];
    return { data: { time: ts, asks, bids }, raw: reply.raw };
  },

  async trades({ symbol }, api) {
    const { list: category, id } = await api.state.instruments.find(api, symbol);
    const reply = await api.get('/v5/market/recent-trade', {
      category,
      symbol: id,
      limit: RECENT_TRADES[category],
    });
    const { list: sent } = parseReply(publicReply, reply).result;
    const rows = readableRows(api, {
      ...{ list: 'trades', rows: sent, schema: tradeRow },
      ...{ id: 'execId', wanted: true },
    });
    return { data: rows.map(parseTrade).reverse(), raw: reply.raw };
  },

  /** @see https://bybit-exchange.github.io/docs/v5/market/kline */
  async records(params, api) {
    const { list: category, id: symbol } = await api.state.instruments.find(api, params.symbol);
    return readBars(
      api,
      params,
      { names: BAR_NAMES, size: MAX_BARS },
      async (interval, { limit, before }) => {
        const reply = await api.get('/v5/market/kline', {
          ...{ category, symbol, interval, limit },
          // Without a start Bybit gives the bars next to the end, however far back they are.
          ...(before !== undefined && { end: before * 1000 - 1 }),
        });
        return { rows: parseReply(publicReply, reply).result.list, reply };
      },
    );
  },

  markets: (_params, api) =>
    api.state.instruments.markets(api, (instrument, symbol) =>
      instrument.row.status === 'Trading' ? parseMarket(instrument, symbol) : undefined,
    ),

  async fundings({ symbol }, api) {
    const { lists, range, instrument, holds } = await selectInstruments(api, symbol);
    if (instrument && instrument.kind !== 'swap') {
      throw new ProtocolError(
        say('{name} has no funding rate: only perpetual contracts have, like BTC_USDT.swap', {
          name: instrument.name,
        }),
      );
    }
    const contracts = lists.filter((category) => category !== 'spot');
    const answers = await Promise.all(
      contracts.map(async (category) => ({
        ...(await readTickers(api, category, instrument?.id)),
        ...(await api.state.instruments.list(api, category)),
      })),
    );
    const now = api.now();
    const data = answers.flatMap(({ category, rows, byId }) =>
      readableRows(api, {
        ...{ list: `${category} fundings`, schema: fundingRow },
        rows: rows.filter((row) => mayHaveFunding(row, byId)).map((row) => withInterval(row, byId)),
        ...{ id: 'symbol', wanted: instrument !== undefined },
      }).flatMap((row) => {
        const perpetual = byId.get(row.symbol);
        if (perpetual?.kind !== 'swap' || !holds(row.symbol)) return [];
        if (range && !perpetual.standard) return [];
        return parseFunding(row, instrument?.name ?? symbolOf(perpetual, now));
      }),
    );
    return { data, raw: rawOf(answers.map(({ reply }) => reply)) };
  },
} satisfies BybitMethods;

/** Dated contracts have none, and perpetuals that are not traded yet have "". */
function mayHaveFunding(row: unknown, byId: ReadonlyMap<string, BybitInstrument>): boolean {
  const { symbol, fundingRate }: Record<string, unknown> = Object(row);
  const instrument = typeof symbol === 'string' ? byId.get(symbol) : undefined;
  return (!instrument || instrument.kind === 'swap') && fundingRate !== '' && fundingRate !== null;
}

/** A ticker's row with what only the list of instruments tells. */
function withInterval(row: unknown, byId: ReadonlyMap<string, BybitInstrument>): unknown {
  return { ...Object(row), fundingInterval: byId.get(Object(row).symbol)?.row.fundingInterval };
}

/** The tickers of a category, or of one instrument, as they were sent. The answer's time is theirs. */
async function readTickers(
  api: BybitApi,
  category: Category,
  symbol?: string,
): Promise<{ category: Category; rows: unknown[]; time: number; reply: Reply }> {
  const reply = await api.get('/v5/market/tickers', { category, symbol });
  const { result, time = Math.floor(api.now()) } = parseReply(publicReply, reply);
  return { category, rows: result.list, time, reply };
}
