import { ExchangeError, Unsupported } from '../../adapter/ExchangeError.js';
import { requireTicker } from '../../adapter/rows.js';
import { rawAnswer } from './answers.js';
import { ask, askMarkets, requireMethod } from './ask.js';
import type { CcxtMethods } from './CcxtApi.js';
import { isRefusal } from './errors.js';
import { fundings } from './fundings.js';
import { OddInfo } from './instance/internals.js';
import { namesBySymbol, stepsOf } from './instruments.js';
import { parseRow } from './parse/fields.js';
import { bookRow, parseDepth, parseMarket, parseTicker, parseTrades, tradeRows } from './parse/market.js';
import { readBars } from './reads/bars.js';
import { warnOfOdd } from './reads/listByMarketType.js';
import { findInstrument, listInstruments } from './reads/select.js';
import { readTicker, readTickers } from './reads/tickers.js';
import { factsOf } from './venues.js';

const ONE_BY_ONE = 'the best prices are told of one market at a time, ask GetTicker';

/** Public market data. @see https://docs.ccxt.com/#/?id=market-data */
export const market = {
  async ticker({ symbol }, api) {
    await requireMethod(api, 'ticker');
    const { row, name } = await findInstrument(api, 'ticker', symbol);
    const { value, replies } = await ask(api, { method: 'ticker' }, (exchange) => readTicker(exchange, row));
    const data = parseTicker(value, name, api.now(), factsOf(api.state.id).ticker);
    return { data: requireTicker(data, name), raw: rawAnswer(replies) };
  },

  async tickers(_params, api) {
    const { bestOfOne, ticker } = factsOf(api.state.id);
    if (bestOfOne) throw new Unsupported(`${api.state.name} does not support GetTickers: ${ONE_BY_ONE}`);
    await requireMethod(api, 'tickers');
    const list = await listInstruments(api, 'tickers');
    const { value, replies } = await ask(api, { method: 'tickers' }, (exchange) =>
      readTickers(api, exchange, list),
    );
    const now = api.now();
    const nameOf = namesBySymbol(list, now);
    const data = value.flatMap((row) => {
      const name = nameOf.get(row.symbol ?? '');
      return (name !== undefined && parseTicker(row, name, now, ticker)) || [];
    });
    if (data.length === 0 && value.length > 0)
      throw new ExchangeError({ message: `no best prices of all markets: ${ONE_BY_ONE}` });
    return { data, raw: rawAnswer(replies) };
  },

  async depth({ symbol, limit }, api) {
    await requireMethod(api, 'depth');
    const { row } = await findInstrument(api, 'depth', symbol);
    const { value, replies } = await ask(api, { method: 'depth' }, async (exchange) => {
      // Many take certain numbers only: without one they send what they usually do.
      return exchange.fetchOrderBook(row.symbol, limit).catch((error: unknown) => {
        if (!isRefusal(error)) throw error;
        return exchange.fetchOrderBook(row.symbol);
      });
    });
    return {
      data: parseDepth(parseRow(bookRow, value), limit, api.now()),
      raw: rawAnswer(replies.slice(-1)),
    };
  },

  async trades({ symbol }, api) {
    await requireMethod(api, 'trades');
    const { row } = await findInstrument(api, 'trades', symbol);
    const { value, replies } = await ask(api, { method: 'trades' }, async (exchange) => {
      const rows = parseRow(tradeRows, await exchange.fetchTrades(row.symbol));
      warnOfOdd(api, 'trades', rows);
      const trades = parseTrades(rows, factsOf(api.state.id).tradeId);
      const lost = rows.filter(({ info }) => !(info instanceof OddInfo)).length - trades.length;
      if (lost > 0)
        api.warn(
          'trades',
          `${lost} of ${rows.length} trades tell no side, price, amount or time and are left out`,
        );
      return trades;
    });
    return { data: value, raw: rawAnswer(replies) };
  },

  async records({ symbol, period, limit }, api) {
    await requireMethod(api, 'records');
    const instrument = await findInstrument(api, 'records', symbol);
    const { value, replies } = await ask(api, { method: 'records' }, async (exchange) => {
      return readBars(exchange, instrument, { period, limit, now: api.now() });
    });
    return { data: value, raw: rawAnswer(replies) };
  },

  async markets(_params, api) {
    return askMarkets(api, 'markets', async (shared) => {
      const exchange = await shared.keyless();
      return shared.instruments.markets(api, (instrument, symbol) =>
        instrument.row.active === false
          ? undefined
          : parseMarket(instrument, symbol, stepsOf(exchange, instrument)),
      );
    });
  },

  fundings,
} satisfies CcxtMethods;
