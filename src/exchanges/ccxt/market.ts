import { ExchangeError } from '../../exchange/ExchangeError.js';
import { symbolsOf } from '../../exchange/Instrument.js';
import { Unsupported } from '../../exchange/Unsupported.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import { ask, askMarkets, need } from './ask.js';
import type { CcxtMethods } from './CcxtApi.js';
import type { CcxtExchange } from './CcxtExchange.js';
import { saysNo } from './ccxtErrors.js';
import { bySymbol, findInstrument, namesOf } from './names.js';
import { has } from './needs.js';
import { overKinds } from './overKinds.js';
import { parseDepth, parseFunding, parseMarket, parseTicker, parseTrades } from './parse.js';
import { quirksOf } from './quirksOf.js';
import { fillAllQuotes, fillQuotes } from './quotes.js';
import { rawOf } from './rawOf.js';
import { readBars } from './readBars.js';
import {
  bookRow,
  type FundingRow,
  fundingRow,
  fundingRows,
  type MarketRow,
  parseRow,
  type TickerRow,
  tickerRow,
  tickerRows,
  tradeRows,
} from './replies.js';
import { splitLists } from './splitLists.js';
import { stepsOf } from './stepsOf.js';

const ONE_BY_ONE = 'the best prices are told of one market at a time, ask GetTicker';

/** Public market data. @see https://docs.ccxt.com/#/?id=market-data */
export const market = {
  async ticker({ symbol }, api) {
    await need(api, 'ticker');
    const { row } = await findInstrument(api, 'ticker', symbol);
    const { value: data, replies } = await ask(api, { method: 'ticker' }, async (exchange) => {
      const found = await readTicker(exchange, row);
      const { quotesOfSize, ticker } = quirksOf(exchange.id);
      const noBest = quotesOfSize && { bid: undefined, ask: undefined };
      const full = await fillQuotes(exchange, row.symbol, { ...found, ...noBest });
      return parseTicker(full, symbol.name, api.now(), ticker);
    });
    if (!data) {
      throw new ExchangeError({
        message: `${symbol.name} has no buyers, no sellers or no trades right now, and so no ticker`,
        hint: 'GetDepth shows the order book',
      });
    }
    return { data, raw: rawOf(replies) };
  },

  async tickers(_params, api) {
    const { id } = await askMarkets(api, 'tickers', (venue) => venue.keyless());
    const { bestOfOne, ticker } = quirksOf(id);
    if (bestOfOne) throw new Unsupported(`${api.state.name} does not support GetTickers: ${ONE_BY_ONE}`);
    await need(api, 'tickers');
    const list = await askMarkets(api, 'tickers', ({ instruments }) => instruments.list(api, 'all'));
    const { value, replies } = await ask(api, { method: 'tickers' }, async (exchange) => {
      const { trips } = api.state;
      const split = splitLists(exchange.id, 'fetchTickers');
      const rows = await overKinds(trips, { instruments: list.byId.values(), split }, async (params) =>
        Object.values(parseRow(tickerRows, await exchange.fetchTickers(undefined, params))),
      );
      const known = bySymbol(list);
      return fillAllQuotes(
        exchange,
        rows.filter((row) => known.has(row.symbol ?? '')),
        (symbols, read) =>
          overKinds(
            trips,
            { instruments: [...symbols].flatMap((symbol) => known.get(symbol) ?? []), split },
            read,
          ),
      );
    });
    const now = api.now();
    const nameOf = namesOf(list, now);
    const data = value.flatMap((row) => {
      const name = nameOf.get(row.symbol ?? '');
      return (name !== undefined && parseTicker(row, name, now, ticker)) || [];
    });
    if (data.length === 0 && value.length > 0)
      throw new ExchangeError({ message: `no best prices of all markets: ${ONE_BY_ONE}` });
    return { data, raw: rawOf(replies) };
  },

  async depth({ symbol, limit }, api) {
    await need(api, 'depth');
    const { row } = await findInstrument(api, 'depth', symbol);
    const { value, replies } = await ask(api, { method: 'depth' }, async (exchange) => {
      // Many take certain numbers only: without one they send what they usually do.
      return exchange.fetchOrderBook(row.symbol, limit).catch((error: unknown) => {
        if (!saysNo(error)) throw error;
        return exchange.fetchOrderBook(row.symbol);
      });
    });
    return { data: parseDepth(parseRow(bookRow, value), limit, api.now()), raw: rawOf(replies.slice(-1)) };
  },

  async trades({ symbol }, api) {
    await need(api, 'trades');
    const { row } = await findInstrument(api, 'trades', symbol);
    const { value, replies } = await ask(api, { method: 'trades' }, async (exchange) => {
      const rows = parseRow(tradeRows, await exchange.fetchTrades(row.symbol));
      return parseTrades(rows, quirksOf(exchange.id).tradeId);
    });
    return { data: value, raw: rawOf(replies) };
  },

  async records({ symbol, period, limit }, api) {
    await need(api, 'records');
    const instrument = await findInstrument(api, 'records', symbol);
    const { value, replies } = await ask(api, { method: 'records' }, async (exchange) => {
      return readBars(exchange, instrument, period, limit);
    });
    return { data: value, raw: rawOf(replies) };
  },

  async markets(_params, api) {
    const { list, exchange } = await askMarkets(api, 'markets', async (venue) => ({
      list: await venue.instruments.list(api, 'all'),
      exchange: await venue.keyless(),
    }));
    const now = api.now();
    const rows = [...list.byId.values()]
      .filter(({ row }) => row.active !== false)
      .flatMap((instrument) =>
        symbolsOf(instrument, now).map((symbol) =>
          parseMarket(instrument, symbol, stepsOf(exchange, instrument)),
        ),
      );
    return { data: Object.fromEntries(rows.map((row) => [row.symbol, row])), raw: rawOf(list.replies) };
  },

  async fundings({ symbol }, api) {
    await need(api, 'fundings');
    const now = api.now();
    if (symbol !== undefined && !('range' in symbol)) {
      const { row, kind } = await findInstrument(api, 'fundings', symbol);
      const { value, replies } = await ask(api, { method: 'fundings' }, (exchange) => {
        if (kind !== 'swap') {
          throw new ProtocolError(
            `${symbol.name} has no funding rate: only perpetual contracts have, like BTC_USDT.swap`,
          );
        }
        return readFunding(exchange, row.symbol);
      });
      return {
        data: value.flatMap((found) => parseFunding(found, symbol.name, now) ?? []),
        raw: rawOf(replies),
      };
    }
    const list = await askMarkets(api, 'fundings', ({ instruments }) => instruments.list(api, 'all'));
    const { value, replies } = await ask(api, { method: 'fundings' }, async (exchange) => {
      return overKinds(
        api.state.trips,
        {
          instruments: list.byId.values(),
          kinds: ['swap'],
          split: splitLists(exchange.id, 'fetchFundingRates'),
        },
        async (params) =>
          Object.values(parseRow(fundingRows, await exchange.fetchFundingRates(undefined, params))),
      );
    });
    const inRange = symbol && new Set(list.inRange(symbol).map(({ row }) => row.symbol));
    const nameOf = namesOf(list, now);
    const data = value.flatMap((row) => {
      const name = nameOf.get(row.symbol ?? '');
      if (name === undefined || (inRange && !inRange.has(row.symbol ?? ''))) return [];
      return parseFunding(row, name, now) ?? [];
    });
    return { data, raw: rawOf(replies) };
  },
} satisfies CcxtMethods;

async function readTicker(exchange: CcxtExchange, { symbol, type }: MarketRow): Promise<TickerRow> {
  const byKind = quirksOf(exchange.id).tickersByKind;
  if (has(exchange.has, 'fetchTicker') && !byKind)
    return parseRow(tickerRow, await exchange.fetchTicker(symbol));
  const rows = parseRow(tickerRows, await exchange.fetchTickers([symbol], byKind ? { type } : {}));
  return parseRow(tickerRow, rows[symbol]);
}

async function readFunding(exchange: CcxtExchange, symbol: string): Promise<FundingRow[]> {
  if (has(exchange.has, 'fetchFundingRate'))
    return [parseRow(fundingRow, await exchange.fetchFundingRate(symbol))];
  const rows = parseRow(fundingRows, await exchange.fetchFundingRates([symbol]));
  return Object.values(rows).filter((row) => row.symbol === symbol);
}
