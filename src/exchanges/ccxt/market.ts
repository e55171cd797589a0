import { ExchangeError } from '../../adapter/ExchangeError.js';
import { symbolOf } from '../../adapter/Instrument.js';
import { requireTicker } from '../../adapter/rows.js';
import { parseRow } from './calls/answers.js';
import { isRefusal } from './calls/errors.js';
import { method, ONE_BY_ONE } from './calls/method.js';
import { fundings } from './fundings.js';
import { OddInfo } from './instance/internals.js';
import { bySymbol, stepsOf } from './instruments.js';
import { warnOfOdd } from './listByMarketType.js';
import { readBars } from './market/bars.js';
import { bookRow, parseDepth, parseMarket, parseTicker, parseTrades, tradeRows } from './market/rows.js';
import { readTicker, readTickers } from './market/tickers.js';
import { type CcxtMethods, sharedInstanceOf } from './state.js';

/** Public market data. @see https://docs.ccxt.com/#/?id=market-data */
export const market = {
  ticker: method('ticker', async ({ symbol }, call) => {
    const { api } = call;
    const { row, name } = await call.find(symbol);
    const { value, replies } = await call.run((exchange) => readTicker(exchange, row));
    const data = parseTicker(value, name, api.now(), call.facts.ticker);
    return { data: requireTicker(data, name), replies: replies };
  }),

  tickers: method('tickers', async (_params, call) => {
    const { api } = call;
    const list = await call.list();
    const { value, replies } = await call.run((exchange) => readTickers(api, exchange, list));
    const now = api.now();
    const known = bySymbol(list);
    const data = value.flatMap((row) => {
      const instrument = known.get(row.symbol ?? '');
      return (instrument && parseTicker(row, symbolOf(instrument, now), now, call.facts.ticker)) ?? [];
    });
    if (data.length === 0 && value.length > 0)
      throw new ExchangeError({ message: `no best prices of all markets: ${ONE_BY_ONE}` });
    return { data, replies: replies };
  }),

  depth: method('depth', async ({ symbol, limit }, call) => {
    const { api } = call;
    const { row } = await call.find(symbol);
    const { value, replies } = await call.run(async (exchange) => {
      // Many take certain numbers only: without one they send what they usually do.
      return exchange.fetchOrderBook(row.symbol, limit).catch((error: unknown) => {
        if (!isRefusal(error)) throw error;
        return exchange.fetchOrderBook(row.symbol);
      });
    });
    return {
      data: parseDepth(parseRow(bookRow, value), limit, api.now()),
      replies: replies.slice(-1),
    };
  }),

  trades: method('trades', async ({ symbol }, call) => {
    const { api } = call;
    const { row } = await call.find(symbol);
    const { value, replies } = await call.run(async (exchange) => {
      const rows = parseRow(tradeRows, await exchange.fetchTrades(row.symbol));
      warnOfOdd(api, 'trades', rows);
      const trades = parseTrades(rows, call.facts.tradeId);
      const lost = rows.filter(({ info }) => !(info instanceof OddInfo)).length - trades.length;
      if (lost > 0)
        api.warn(
          'trades',
          `${lost} of ${rows.length} trades tell no side, price, amount or time and are left out`,
        );
      return trades;
    });
    return { data: value, replies: replies };
  }),

  records: method('records', async ({ symbol, period, limit }, call) => {
    const { api } = call;
    const instrument = await call.find(symbol);
    const { value, replies } = await call.run(async (exchange) => {
      return readBars(exchange, instrument, { period, limit, now: api.now() });
    });
    return { data: value, replies: replies };
  }),

  async markets(_params, api) {
    const { instruments, keyless } = sharedInstanceOf(api);
    const exchange = await keyless();
    return instruments.markets(api, (instrument, symbol) =>
      instrument.row.active === false
        ? undefined
        : parseMarket(instrument, symbol, stepsOf(exchange, instrument)),
    );
  },

  fundings,
} satisfies CcxtMethods;
