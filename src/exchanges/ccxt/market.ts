import * as v from 'valibot';
import { ExchangeError } from '../../adapter/ExchangeError.js';
import { symbolOf } from '../../adapter/Instrument.js';
import { requireTicker } from '../../adapter/rows.js';
import type { Reply } from '../../http/Reply.js';
import { toNumber } from '../../protocol/decimal.js';
import { looseDecimal, looseText, looseTime } from '../../protocol/fields.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import type { Funding } from '../../protocol/structures.js';
import type { FmzSymbol } from '../../protocol/symbol.js';
import { HOUR } from '../../protocol/time.js';
import { say } from '../../wording/say.js';
import { parseRow } from './calls/answers.js';
import { isClassOfError, isRefusal } from './calls/errors.js';
import { type MethodCall, method, ONE_BY_ONE } from './calls/MethodCall.js';
import type { CcxtExchange } from './instance/ccxtTypes.js';
import { has } from './instance/features.js';
import { OddInfo } from './instance/internals.js';
import { bySymbol, type CcxtList, stepsOf } from './instruments.js';
import { listByMarketType, warnOfLost, warnOfOdd } from './listByMarketType.js';
import { readBars } from './market/bars.js';
import { bookRow, parseDepth, parseMarket, parseTicker, parseTrades, tradeRows } from './market/rows.js';
import { readTicker, readTickers } from './market/tickers.js';
import { type CcxtApi, type CcxtMethods, sharedInstanceOf } from './state.js';
import { factsOf } from './venues.js';

/** Public market data. @see https://docs.ccxt.com/#/?id=market-data */
export const market = {
  ticker: method('ticker', async ({ symbol }, call) => {
    const { api } = call;
    const { row, name } = await call.find(symbol);
    const { value, replies } = await call.run((exchange) => readTicker(exchange, row));
    const data = parseTicker(value, name, api.now(), call.facts.ticker);
    return { data: requireTicker(data, name), replies };
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
      throw new ExchangeError({
        message: say('no best prices of all markets: {advice}', { advice: say(ONE_BY_ONE) }),
      });
    return { data, replies };
  }),

  depth: method('depth', async ({ symbol, limit }, call) => {
    const { api } = call;
    const { row } = await call.find(symbol);
    const { value, replies } = await call.run((exchange) => {
      // Many take certain numbers only: without one they send what they usually do.
      return exchange.fetchOrderBook(row.symbol, limit).catch((error: unknown) => {
        if (!isRefusal(error)) throw error;
        return exchange.fetchOrderBook(row.symbol);
      });
    });
    const data = parseDepth(parseRow(bookRow, value), limit, api.now());
    return { data, replies: replies.slice(-1) };
  }),

  trades: method('trades', async ({ symbol }, call) => {
    const { api } = call;
    const { row } = await call.find(symbol);
    const { value: data, replies } = await call.run(async (exchange) => {
      const rows = parseRow(tradeRows, await exchange.fetchTrades(row.symbol));
      warnOfOdd(api, 'trades', rows);
      const trades = parseTrades(rows, call.facts.tradeId);
      const lost = rows.filter(({ info }) => !(info instanceof OddInfo)).length - trades.length;
      if (lost > 0) warnOfLost(api, lost, rows.length);
      return trades;
    });
    return { data, replies };
  }),

  records: method('records', async ({ symbol, period, limit }, call) => {
    const { api } = call;
    const instrument = await call.find(symbol);
    const { value: data, replies } = await call.run((exchange) =>
      readBars(exchange, instrument, { period, limit, now: api.now() }),
    );
    return { data, replies };
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

  /** @see https://docs.ccxt.com/#/?id=funding-rate */
  fundings: method('fundings', async ({ symbol }, call) => {
    const { api } = call;
    if (symbol !== undefined && !('range' in symbol)) return fundingOf(call, symbol);
    const list = await call.list();
    const { value, replies } = await call.run((exchange) => readFundings(api, exchange, list));
    warnOfOdd(api, 'fundings', value);
    const now = api.now();
    const inRange = symbol && new Set(list.standardInRange(symbol));
    const known = bySymbol(list);
    const data = value.flatMap((row) => {
      const instrument = known.get(row.symbol ?? '');
      if (!instrument || (inRange && !inRange.has(instrument))) return [];
      return parseFunding(row, symbolOf(instrument, now), now) ?? [];
    });
    return { data, replies };
  }),
} satisfies CcxtMethods;

async function fundingOf(
  call: MethodCall,
  symbol: FmzSymbol,
): Promise<{ data: Funding[]; replies: readonly Reply[] }> {
  const { row, kind, name } = await call.find(symbol);
  if (kind !== 'swap') {
    throw new ProtocolError(
      say('{name} has no funding rate: only perpetual contracts have, like BTC_USDT.swap', { name }),
    );
  }
  const { value, replies } = await call.run((exchange) => readFunding(exchange, row.symbol));
  const data = value.flatMap((found) => parseFunding(found, name, call.api.now()) ?? []);
  return { data, replies };
}

/** Some exchanges want to be told which contracts there are. */
async function fetchRates(exchange: CcxtExchange, list: CcxtList, params: object): Promise<unknown> {
  try {
    return await exchange.fetchFundingRates(undefined, params);
  } catch (error) {
    if (!isClassOfError(error, 'ArgumentsRequired')) throw error;
    const perpetual = [...list.byId.values()].filter(
      ({ kind, row }) => kind === 'swap' && row.active !== false,
    );
    return exchange.fetchFundingRates(
      perpetual.map(({ row }) => row.symbol),
      params,
    );
  }
}

/** The funding rates of all perpetual contracts. */
function readFundings(api: CcxtApi, exchange: CcxtExchange, list: CcxtList): Promise<FundingRow[]> {
  const split = factsOf(exchange.id).lists?.fetchFundingRates;
  return listByMarketType(
    api.state.context,
    { instruments: list.byId.values(), kinds: ['swap'], split },
    async (params) => Object.values(parseRow(fundingRows, await fetchRates(exchange, list, params))),
  );
}

/** The funding rate of a perpetual contract. */
async function readFunding(exchange: CcxtExchange, symbol: string): Promise<FundingRow[]> {
  if (has(exchange.has, 'fetchFundingRate'))
    return [parseRow(fundingRow, await exchange.fetchFundingRate(symbol))];
  const rows = parseRow(fundingRows, await exchange.fetchFundingRates([symbol]));
  return Object.values(rows).filter((row) => row.symbol === symbol);
}

const fundingRow = v.object({
  symbol: looseText,
  fundingRate: looseDecimal,
  fundingTimestamp: looseTime,
  nextFundingTimestamp: looseTime,
  interval: looseText,
  info: v.optional(v.unknown()),
});

const fundingRows = v.record(v.string(), fundingRow);

type FundingRow = v.InferOutput<typeof fundingRow>;

const EIGHT_HOURS = 8 * HOUR;

/** A funding rate; where the exchange does not tell when it is paid, that is at the next full eight hours. */
function parseFunding(row: FundingRow, symbol: string, now: number): Funding | undefined {
  if (row.fundingRate === undefined) return undefined;
  const { fundingTimestamp: this_, nextFundingTimestamp: next } = row;
  const gap = this_ !== undefined && next !== undefined && next > this_ ? next - this_ : undefined;
  const interval = intervalOf(row.interval) ?? gap ?? EIGHT_HOURS;
  const told = [this_, next].find((time) => time !== undefined && time > now);
  const time = told ?? Math.ceil((now + 1) / interval) * interval;
  return { symbol, rate: toNumber(row.fundingRate), time, interval };
}

/** @param text such as 8h or 60m. */
function intervalOf(text: string | undefined): number | undefined {
  const [, count, unit] = /^(\d+)([mhd])$/.exec(text ?? '') ?? [];
  const minutes = unit === 'm' ? 1 : unit === 'h' ? 60 : unit === 'd' ? 1440 : undefined;
  return minutes === undefined || Number(count) === 0 ? undefined : Number(count) * minutes * 60_000;
}
