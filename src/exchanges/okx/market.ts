import { ExchangeError } from '../../exchange/ExchangeError.js';
import { parseReply } from '../../exchange/parseReply.js';
import { rawOf } from '../../exchange/rawOf.js';
import { requireTicker } from '../../exchange/requireTicker.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import type { FmzSymbol } from '../../protocol/symbol.js';
import { createNamer, instrumentTypes, typeOfRange } from './instruments.js';
import type { OkxApi, OkxMethods } from './OkxApi.js';
import { parseDepth, parseFunding, parseMarket, parseTicker, parseTrade } from './parse.js';
import { readBars } from './readBars.js';
import { booksReply, fundingReply, tickerReply, tradesReply } from './replies.js';

const MAX_LEVELS = 400;
const RECENT_TRADES = 100;

/** Public market data. @see https://www.okx.com/docs-v5/en/#order-book-trading-market-data */
export const market = {
  async ticker({ symbol }, api) {
    const { id: instId } = await api.state.instruments.find(api, symbol);
    const reply = await api.get('/api/v5/market/ticker', { instId });
    const [row] = parseReply(tickerReply, reply).data;
    const ticker = row && parseTicker(row, symbol.name);
    return { data: requireTicker(ticker, symbol.name), raw: reply.raw };
  },

  async tickers(_params, api) {
    const replies = await Promise.all(
      instrumentTypes.map((instType) => api.get('/api/v5/market/tickers', { instType })),
    );
    const rows = replies.flatMap((reply) => parseReply(tickerReply, reply).data);
    const nameOf = await createNamer(
      api,
      rows.map(({ instId }) => instId),
    );
    return { data: rows.flatMap((row) => parseTicker(row, nameOf(row.instId)) ?? []), raw: rawOf(replies) };
  },

  async depth({ symbol, limit }, api) {
    const { id: instId } = await api.state.instruments.find(api, symbol);
    const reply = await api.get('/api/v5/market/books', {
      instId,
      sz: Math.min(limit, MAX_LEVELS),
    });
    const [row] = parseReply(booksReply, reply).data;
    if (!row) throw new ExchangeError({ message: `there is no order book of ${symbol.name}` });
    return { data: parseDepth(row), raw: reply.raw };
  },

  async trades({ symbol }, api) {
    const { id: instId } = await api.state.instruments.find(api, symbol);
    const reply = await api.get('/api/v5/market/trades', { instId, limit: RECENT_TRADES });
    return { data: parseReply(tradesReply, reply).data.map(parseTrade).reverse(), raw: reply.raw };
  },

  async records({ symbol, period, limit }, api) {
    const { id: instId } = await api.state.instruments.find(api, symbol);
    const { bars, replies } = await readBars(api, instId, period, limit);
    return { data: bars, raw: rawOf(replies) };
  },

  markets: (_params, api) =>
    api.state.instruments.markets(api, (instrument, symbol) =>
      instrument.row.state === 'live' ? parseMarket(instrument, symbol) : undefined,
    ),

  async fundings({ symbol }, api) {
    const instId = symbol === undefined || 'range' in symbol ? 'ANY' : await perpetualId(api, symbol);
    const reply = await api.get('/api/v5/public/funding-rate', { instId });
    const rows = parseReply(fundingReply, reply).data;
    if (symbol !== undefined && !('range' in symbol)) {
      return { data: rows.map((row) => parseFunding(row, symbol.name)), raw: reply.raw };
    }
    const nameOf = await createNamer(
      api,
      rows.map((row) => row.instId),
    );
    const list = symbol && (await api.state.instruments.list(api, typeOfRange(symbol)));
    const ids = symbol && list && new Set(list.inRange(symbol).map(({ id }) => id));
    const chosen = ids ? rows.filter((row) => ids.has(row.instId)) : rows;
    return { data: chosen.map((row) => parseFunding(row, nameOf(row.instId))), raw: reply.raw };
  },
} satisfies OkxMethods;

async function perpetualId(api: OkxApi, symbol: FmzSymbol): Promise<string> {
  const { row, kind } = await api.state.instruments.find(api, symbol);
  if (kind === 'swap' || row.ruleType === 'xperp') return row.instId;
  throw new ProtocolError(
    `${symbol.name} has no funding rate: only perpetual contracts have, like BTC_USDT.swap`,
  );
}
