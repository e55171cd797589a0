import { symbolOf } from '../../exchange/Instrument.js';
import { parseReply } from '../../exchange/parseReply.js';
import { rawOf } from '../../exchange/rawOf.js';
import { requireTicker } from '../../exchange/requireTicker.js';
import type { Reply } from '../../http/Reply.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import type { BybitApi, BybitMethods } from './BybitApi.js';
import { type Category, categories } from './instruments.js';
import { parseDepth, parseFunding, parseMarket, parseTicker, parseTrade } from './parse.js';
import { readBars } from './readBars.js';
import { bookReply, type TickerRow, tickerReply, tradesReply } from './replies.js';
import { selectInstruments } from './selectInstruments.js';

const MAX_LEVELS = 1000;
const RECENT_TRADES = { spot: 60, linear: 100, inverse: 100 };

/** Public market data. @see https://bybit-exchange.github.io/docs/v5/market/tickers */
export const market = {
  async ticker({ symbol }, api) {
    const { list, id } = await api.state.instruments.find(api, symbol);
    const { rows, time, reply } = await readTickers(api, list, id);
    const [row] = rows;
    const ticker = row && parseTicker(row, symbol.name, time);
    return { data: requireTicker(ticker, symbol.name), raw: reply.raw };
  },

  async tickers(_params, api) {
    const answers = await Promise.all(categories.map((category) => readTickers(api, category)));
    const nameOf = await api.state.instruments.namer(api, categories);
    return {
      data: answers.flatMap(({ rows, time, category }) =>
        rows.flatMap((row) => parseTicker(row, nameOf(row.symbol, category), time) ?? []),
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
    return { data: parseDepth(parseReply(bookReply, reply).result), raw: reply.raw };
  },

  async trades({ symbol }, api) {
    const { list: category, id } = await api.state.instruments.find(api, symbol);
    const reply = await api.get('/v5/market/recent-trade', {
      category,
      symbol: id,
      limit: RECENT_TRADES[category],
    });
    return { data: parseReply(tradesReply, reply).result.list.map(parseTrade).reverse(), raw: reply.raw };
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
    const data = answers.flatMap(({ rows, byId }) =>
      rows.flatMap((row) => {
        const perpetual = byId.get(row.symbol);
        if (perpetual?.kind !== 'swap' || row.fundingRate === '' || !holds(row)) return [];
        if (symbol && 'range' in symbol && !perpetual.standard) return [];
        return parseFunding(row, name ?? symbolOf(perpetual, now), perpetual.row.fundingInterval) ?? [];
      }),
    );
    return { data, raw: rawOf(answers.map(({ reply }) => reply)) };
  },
} satisfies BybitMethods;

/** The tickers of a category, or of one instrument. The answer's time is theirs. */
async function readTickers(
  api: BybitApi,
  category: Category,
  symbol?: string,
): Promise<{ category: Category; rows: TickerRow[]; time: number; reply: Reply }> {
  const reply = await api.get('/v5/market/tickers', { category, symbol });
  const { result, time } = parseReply(tickerReply, reply);
  return { category, rows: result.list, time, reply };
}
