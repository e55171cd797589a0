import * as v from 'valibot';
import { parseWith } from '../../protocol/parseWith.js';
import type { ExchangeFunction } from '../exchangeFunctions.js';
import { periodArgument } from './arguments.js';
import { infoOfRows } from './infoOf.js';
import type { Planner } from './Plan.js';
import { toDepth, toFunding, toMarket, toRecord, toTicker, toTrade } from './toStructures.js';
import { barRow, depthRow, fundingRow, marketRow, tickerRow, tradeRow } from './wireRows.js';

/** How many levels of the book the docker asks for. */
const LEVELS = '30';

/** How many bars, where the strategy names no number. */
const BARS = 500;

/** What everybody can see: prices, bars and lists. */
export const marketPlans = {
  GetTicker([argument], { state }) {
    const symbol = state.symbolFor(argument);
    const { rate } = state;
    return {
      method: 'ticker',
      params: { symbol },
      read: (data, raw) => toTicker(parseWith(tickerRow, data, 'data'), symbol, { info: raw, rate }),
    };
  },
  GetDepth([argument], { state }) {
    const { rate } = state;
    return {
      method: 'depth',
      params: { symbol: state.symbolFor(argument), limit: LEVELS },
      read: (data, raw) => toDepth(parseWith(depthRow, data, 'data'), { info: raw, rate }),
    };
  },
  GetTrades([argument], { state }) {
    const { rate } = state;
    return {
      method: 'trades',
      params: { symbol: state.symbolFor(argument) },
      read: (data) =>
        parseWith(v.array(tradeRow), data, 'data')
          .map((row) => toTrade(row, rate))
          .sort((a, b) => a.Time - b.Time),
    };
  },
  GetRecords(args, { state }) {
    // The symbol may be left out: GetRecords(period) and GetRecords(period, limit).
    const [symbol, period, count] = typeof args[0] === 'number' ? [undefined, ...args] : args;
    const seconds = period ? periodArgument(period) : state.settings.period;
    const limit = Number(count ?? 0) || state.maxBars || BARS;
    const { rate } = state;
    return {
      method: 'records',
      params: { symbol: state.symbolFor(symbol), period: String(seconds / 60), limit: String(limit) },
      read: (data) =>
        parseWith(v.array(barRow), data, 'data')
          .slice(-limit)
          .map((row) => toRecord(row, rate)),
    };
  },
  GetTickers(_, { state }) {
    const { rate } = state;
    return {
      method: 'tickers',
      params: {},
      read(data, raw) {
        const rows = parseWith(v.array(tickerRow), data, 'data');
        const info = infoOfRows(raw, rows);
        return rows.map((row, index) => toTicker(row, row.symbol, { info: info[index], rate }));
      },
    };
  },
  GetMarkets: () => ({
    method: 'markets',
    params: {},
    read(data) {
      const rows = Object.entries(parseWith(v.record(v.string(), marketRow), data, 'data'));
      return Object.fromEntries(rows.map(([symbol, row]) => [symbol, toMarket(row, symbol, row)]));
    },
  }),
  GetFundings([argument], { state }) {
    const symbol = typeof argument === 'string' && argument !== '' ? argument : state.range;
    return {
      method: 'fundings',
      params: { ...(symbol !== undefined && { symbol }) },
      read(data, raw) {
        const rows = parseWith(v.array(fundingRow), data, 'data');
        const info = infoOfRows(raw, rows);
        return rows.map((row, index) => toFunding(row, info[index]));
      },
    };
  },
} as const satisfies Partial<Record<ExchangeFunction, Planner>>;
