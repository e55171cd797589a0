import { ExchangeError } from '../../adapter/ExchangeError.js';
import { rawOf } from '../../adapter/readPages.js';
import { requireTicker } from '../../adapter/requireTicker.js';
import { parseReply, readableRows } from '../../adapter/rows.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import type { FmzSymbol } from '../../protocol/symbol.js';
import { createNamer, instrumentTypes, typeOfRange } from './instruments.js';
import type { OkxApi, OkxMethods } from './OkxApi.js';
import { parseDepth, parseFunding, parseMarket, parseTicker, parseTrade } from './parse.js';
import { readBars } from './readBars.js';
import {
  booksReply,
  fundingReply,
  fundingRow,
  level,
  publicReply,
  tickerReply,
  tickerRow,
  tradeRow,
} from './replies.js';

const MAX_LEVELS = 400;
const RECENT_TRADES = 100;

/** Public market data. @see https://www.okx.com/docs-v5/en/#order-book-trading-market-data */
export const market = {
  async ticker({ symbol }, api) {
    const { id: instId, name } = await api.state.instruments.find(api, symbol);
    const reply = await api.get('/api/v5/market/ticker', { instId });
    const [row] = parseReply(tickerReply, reply).data;
    return { data: requireTicker(row && parseTicker(row, name), name), raw: reply.raw };
  },

  async tickers(_params, api) {
    const replies = await Promise.all(
      instrumentTypes.map((instType) => api.get('/api/v5/market/tickers', { instType })),
    );
    const sent = replies.flatMap((reply) => parseReply(publicReply, reply).data);
    const rows = readableRows(api, { list: 'tickers', rows: sent, schema: tickerRow, id: 'instId' });
    const nameOf = await createNamer(
      api,
      rows.map(({ instId }) => instId),
    );
    return { data: rows.flatMap((row) => parseTicker(row, nameOf(row.instId)) ?? []), raw: rawOf(replies) };
  },

  async depth({ symbol, limit }, api) {
    const { id: instId, name } = await api.state.instruments.find(api, symbol);
    const reply = await api.get('/api/v5/market/books', {
      instId,
      sz: Math.min(limit, MAX_LEVELS),
    });
    const [row] = parseReply(booksReply, reply).data;
    if (!row) throw new ExchangeError({ message: `there is no order book for ${name}` });
    const levels = (rows: readonly unknown[]) =>
      readableRows(api, { list: 'levels of the order book', rows, schema: level, wanted: true });
    return {
      data: parseDepth({ ts: row.ts, asks: levels(row.asks), bids: levels(row.bids) }),
      raw: reply.raw,
    };
  },

  async trades({ symbol }, api) {
    const { id: instId } = await api.state.instruments.find(api, symbol);
    const reply = await api.get('/api/v5/market/trades', { instId, limit: RECENT_TRADES });
    const rows = readableRows(api, {
      ...{ list: 'trades', rows: parseReply(publicReply, reply).data, schema: tradeRow },
      ...{ id: 'tradeId', wanted: true },
    });
    return { data: rows.map(parseTrade).reverse(), raw: reply.raw };
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
    const path = '/api/v5/public/funding-rate';
    if (symbol !== undefined && !('range' in symbol)) {
      const { id: instId, name } = await findPerpetual(api, symbol);
      const reply = await api.get(path, { instId });
      const rows = parseReply(fundingReply, reply).data;
      return { data: rows.map((row) => parseFunding(row, name)), raw: reply.raw };
    }
    const reply = await api.get(path, { instId: 'ANY' });
    const rows = readableRows(api, {
      ...{ list: 'fundings', rows: parseReply(publicReply, reply).data, schema: fundingRow },
      id: 'instId',
    });
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

async function findPerpetual(api: OkxApi, symbol: FmzSymbol): Promise<{ id: string; name: string }> {
  const { id, row, kind, name } = await api.state.instruments.find(api, symbol);
  if (kind === 'swap' || row.ruleType === 'xperp') return { id, name };
  throw new ProtocolError(`${name} has no funding rate: only perpetual contracts have, like BTC_USDT.swap`);
}
