import { ExchangeError } from '../../adapter/ExchangeError.js';
import type { FoundInstrument } from '../../adapter/Instrument.js';
import { readBars } from '../../adapter/pageBars.js';
import { rawOf } from '../../adapter/readPages.js';
import { parseReply, readableRows, readLevels, requireTicker } from '../../adapter/rows.js';
import { nameRows } from '../../adapter/selection.js';
import { toNumber } from '../../protocol/decimal.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import type { FmzSymbol } from '../../protocol/symbol.js';
import type { Period } from '../../protocol/time.js';
import { say } from '../../wording/say.js';
import { type InstrumentType, instrumentOf, instrumentTypes } from './instruments.js';
import { parseFunding, parseMarket, parseTicker, parseTrade } from './parse.js';
import {
  booksReply,
  fundingReply,
  fundingRow,
  type InstrumentRow,
  publicReply,
  tickerReply,
  tickerRow,
  tradeRow,
} from './replies.js';
import type { OkxApi, OkxMethods } from './state.js';

export const MAX_LEVELS = 400;
export const RECENT_TRADES = 100;
const MAX_BARS = 300;
const CANDLES = '/api/v5/market/candles';
const HISTORY = '/api/v5/market/history-candles';
// "candles" keeps the latest 1440 bars; some may have been closed since the first page was read.
const RECENT_BARS = 1400;

// From six hours on, OKX's plain names open at midnight in Hong Kong and the "utc" ones at midnight UTC.
export const BAR_NAMES: Readonly<Partial<Record<Period, string>>> = {
  1: '1m',
  3: '3m',
  5: '5m',
  15: '15m',
  30: '30m',
  60: '1H',
  120: '2H',
  240: '4H',
  360: '6Hutc',
  720: '12Hutc',
  1440: '1Dutc',
  4320: '3Dutc',
  10080: '1Wutc',
};

const ALL = { holds: () => true };

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
    const named = await nameRows(api, ALL, rows, instrumentOf);
    return { data: named.flatMap(({ row, symbol }) => parseTicker(row, symbol) ?? []), raw: rawOf(replies) };
  },

  async depth({ symbol, limit }, api) {
    const { id: instId, name } = await api.state.instruments.find(api, symbol);
    const reply = await api.get('/api/v5/market/books', {
      instId,
      sz: Math.min(limit, MAX_LEVELS),
    });
    const [row] = parseReply(booksReply, reply).data;
    if (!row) throw new ExchangeError({ message: say('there is no order book for {name}', { name }) });
    const [asks, bids] = [readLevels(api, row.asks), readLevels(api, row.bids)];
    return { data: { time: toNumber(row.ts), asks, bids }, raw: reply.raw };
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

  /** @see https://www.okx.com/docs-v5/en/#order-book-trading-market-data-get-candlesticks */
  async records(params, api) {
    const { id: instId } = await api.state.instruments.find(api, params.symbol);
    return readBars(
      api,
      params,
      { names: BAR_NAMES, size: MAX_BARS },
      async (bar, { limit, before, depth }) => {
        const after = before === undefined ? undefined : before * 1000;
        const read = async (path: string) => {
          const reply = await api.get(path, { instId, bar, limit, after });
          return { rows: parseReply(publicReply, reply).data, reply };
        };
        const recent = depth <= RECENT_BARS && (await read(CANDLES));
        // Where the store of the latest bars ends, the other one goes on.
        const ends = !recent || (recent.rows.length === 0 && before !== undefined);
        return ends ? read(HISTORY) : recent;
      },
    );
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
    const list = symbol?.range === 'swap' ? 'SWAP' : 'FUTURES';
    const ids =
      symbol &&
      new Set((await api.state.instruments.list(api, list)).standardInRange(symbol).map(({ id }) => id));
    const named = await nameRows(api, ids ? { holds: (id) => ids.has(id) } : ALL, rows, instrumentOf);
    return { data: named.map(({ row, symbol }) => parseFunding(row, symbol)), raw: reply.raw };
  },
} satisfies OkxMethods;

/** @throws ProtocolError when the symbol is not one of a perpetual contract. */
export async function findPerpetual(
  api: OkxApi,
  symbol: FmzSymbol,
): Promise<FoundInstrument<InstrumentRow, InstrumentType>> {
  const instrument = await api.state.instruments.find(api, symbol);
  if (instrument.kind === 'swap' || instrument.row.ruleType === 'xperp') return instrument;
  throw new ProtocolError(
    say('{name} has no funding rate: only perpetual contracts have, like BTC_USDT.swap', {
      name: instrument.name,
    }),
  );
}
