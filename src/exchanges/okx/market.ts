import type { Api } from '../../exchange/Api.js';
import type { Methods } from '../../exchange/defineExchange.js';
import { ExchangeError } from '../../exchange/ExchangeError.js';
import { parseReply } from '../../exchange/parseReply.js';
import type { Reply } from '../../http/Reply.js';
import type { OkxKeys } from './credentials.js';
import { parseDepth, parseMarket, parseTicker, parseTrade } from './parse.js';
import { readBars } from './readBars.js';
import { booksReply, type InstrumentRow, instrumentsReply, tickerReply, tradesReply } from './replies.js';
import type { OkxState } from './state.js';
import { toInstrumentId } from './symbols.js';

const MAX_LEVELS = 400;
const RECENT_TRADES = 100;

/** Public market data. @see https://www.okx.com/docs-v5/en/#order-book-trading-market-data */
export const market = {
  async ticker({ symbol }, api) {
    const reply = await api.get('/api/v5/market/ticker', { instId: toInstrumentId(symbol) });
    const [row] = parseReply(tickerReply, reply).data;
    const data = row && parseTicker(row);
    if (!data) {
      throw new ExchangeError({
        code: '',
        message: `${symbol.name} has no buyers, no sellers or no trades right now, and so no ticker`,
        hint: 'GetDepth shows the order book',
      });
    }
    return { data, raw: reply.raw };
  },

  async tickers(_params, api) {
    const reply = await api.get('/api/v5/market/tickers', { instType: 'SPOT' });
    const rows = parseReply(tickerReply, reply).data;
    return { data: rows.flatMap((row) => parseTicker(row) ?? []), raw: reply.raw };
  },

  async depth({ symbol, limit }, api) {
    const reply = await api.get('/api/v5/market/books', {
      instId: toInstrumentId(symbol),
      sz: Math.min(limit, MAX_LEVELS),
    });
    const [row] = parseReply(booksReply, reply).data;
    if (!row) throw new ExchangeError({ code: '', message: `there is no order book of ${symbol.name}` });
    return { data: parseDepth(row), raw: reply.raw };
  },

  async trades({ symbol }, api) {
    const reply = await api.get('/api/v5/market/trades', {
      instId: toInstrumentId(symbol),
      limit: RECENT_TRADES,
    });
    return { data: parseReply(tradesReply, reply).data.map(parseTrade).reverse(), raw: reply.raw };
  },

  async records({ symbol, period, limit }, api) {
    const { bars, replies } = await readBars(api, toInstrumentId(symbol), period, limit);
    return { data: bars, raw: rawOf(replies) };
  },

  async markets(_params, api) {
    const { rows, reply } = await readInstruments(api);
    const live = rows.filter((row) => row.state === 'live').map(parseMarket);
    return { data: Object.fromEntries(live.map((row) => [row.symbol, row])), raw: reply.raw };
  },
} satisfies Methods<OkxKeys, OkxState>;

/** One page as it is, several as their list. */
export function rawOf(replies: readonly Reply[]): unknown {
  const [only, ...more] = replies.map((reply) => reply.raw);
  return more.length === 0 ? only : [only, ...more];
}

function readInstruments(api: Api<OkxKeys, OkxState>): Promise<{ rows: InstrumentRow[]; reply: Reply }> {
  return api.state.instruments.get('SPOT', async () => {
    const reply = await api.get('/api/v5/public/instruments', { instType: 'SPOT' });
    return { rows: parseReply(instrumentsReply, reply).data, reply };
  });
}
