import { symbolOf } from '../../adapter/Instrument.js';
import { rawOf } from '../../adapter/readPages.js';
import { requireTicker } from '../../adapter/requireTicker.js';
import { parseReply, readableRows } from '../../adapter/rows.js';
import type { Reply } from '../../http/Reply.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import type { BybitApi, BybitMethods } from './BybitApi.js';
import { type BybitInstrument, type Category, categories } from './instruments.js';
import { parseDepth, parseFunding, parseMarket, parseTicker, parseTrade } from './parse.js';
import { readBars } from './readBars.js';
import { bookReply, fundingRow, level, publicReply, tickerReply, tickerRow, tradeRow } from './replies.js';
import { selectInstruments } from './selectInstruments.js';

const MAX_LEVELS = 1000;
const RECENT_TRADES = { spot: 60, linear: 100, inverse: 100 };

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
    const levels = (rows: readonly unknown[]) =>
      readableRows(api, { list: 'levels of the order book', rows, schema: level, wanted: true });
    return { data: parseDepth({ ts, a: levels(a), b: levels(b) }), raw: reply.raw };
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

  async records({ symbol, period, limit }, api) {
    const instrument = await api.state.instruments.find(api, symbol);
    const { bars, replies } = await readBars(api, instrument, period, limit);
    return { data: bars, raw: rawOf(replies) };
  },

  markets: (_params, api) =>
    api.state.instruments.markets(api, (instrument, symbol) =>
      instrument.row.status === 'Trading' ? parseMarket(instrument, symbol) : undefined,
    ),

  async fundings({ symbol }, api) {
    const { queries, holds, name, instrument } = await selectInstruments(api, symbol);
    if (instrument && instrument.kind !== 'swap') {
      throw new ProtocolError(
        `${name} has no funding rate: only perpetual contracts have, like BTC_USDT.swap`,
      );
    }
    const asked = new Map(queries.map((query) => [query.category, query.symbol]));
    asked.delete('spot');
    const answers = await Promise.all(
      [...asked].map(async ([category, id]) => ({
        ...(await readTickers(api, category, id)),
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
        if (perpetual?.kind !== 'swap' || !holds(row)) return [];
        if (symbol && 'range' in symbol && !perpetual.standard) return [];
        return parseFunding(row, name ?? symbolOf(perpetual, now));
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
