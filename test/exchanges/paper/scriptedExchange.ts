import * as v from 'valibot';
import { defineExchange } from '../../../src/adapter/defineExchange.js';
import type { Exchange } from '../../../src/adapter/Exchange.js';
import { ExchangeError } from '../../../src/adapter/ExchangeError.js';
import type { MethodName } from '../../../src/protocol/methods.js';
import type { Bar, Funding, Market } from '../../../src/protocol/structures.js';
import { MINUTE, START } from './openPaper.js';

const spot = { base_asset: 'BTC', quote_asset: 'USDT', tick_size: 0.1 };

/** What a scripted exchange trades: spot, linear and inverse contracts. */
const scriptedMarkets: Readonly<Record<string, Market>> = {
  BTC_USDT: { ...spot, symbol: 'BTC_USDT', amount_size: 0.00001, min_qty: 0.0001 },
  'BTC_USDT.swap': {
    ...{ ...spot, symbol: 'BTC_USDT.swap', amount_size: 0.1, min_qty: 0.1 },
    ...{ ct_val: 0.01, ct_val_ccy: 'BTC' },
  },
  'ETH_USDT.swap': {
    ...{ symbol: 'ETH_USDT.swap', base_asset: 'ETH', quote_asset: 'USDT' },
    ...{ tick_size: 0.1, amount_size: 1, min_qty: 2, ct_val: 0.1, ct_val_ccy: 'ETH' },
  },
  'BTC_USD.swap': {
    ...{ symbol: 'BTC_USD.swap', base_asset: 'BTC', quote_asset: 'USD' },
    ...{ tick_size: 0.1, amount_size: 1, min_qty: 1, ct_val: 100, ct_val_ccy: 'USD' },
  },
  'BTC_USDT.BTC-USDT-250307': {
    ...{ ...spot, symbol: 'BTC_USDT.BTC-USDT-250307', amount_size: 1 },
    ...{ ct_val: 0.01, ct_val_ccy: 'BTC' },
  },
  'BTC_USDT.quarter': {
    ...{ ...spot, symbol: 'BTC_USDT.quarter', amount_size: 1 },
    ...{ ct_val: 0.01, ct_val_ccy: 'BTC' },
  },
};

/** What a test sets, and what it can see of the reads. */
export interface Script {
  /** Unix ms. */
  now: number;
  prices: Record<string, number>;
  /** Each side of the book has five levels, a dollar apart from the price and each other, with so much each. */
  levelAmount: number;
  /** Bars of a minute, by symbol and start in ms; the others are flat and empty. */
  bars: Map<string, { high: number; low: number; close: number; volume: number }>;
  fundings: Record<string, { rate: number; interval: number }>;
  /** Symbols that are not traded any more. */
  gone: Set<string>;
  /** Symbols without a ticker right now. */
  silent: Set<string>;
  asked: string[];
  /** Ends the current minute with a bar, and goes on from its close. */
  minute(symbol: string, bar: { high?: number; low?: number; close: number; volume?: number }): void;
}

/** An exchange whose prices a test sets. */
export function scriptedExchange(without: readonly MethodName[] = []): {
  exchange: Exchange;
  script: Script;
} {
  const script: Script = {
    now: START,
    prices: {
      BTC_USDT: 50_000,
      'BTC_USDT.swap': 50_000,
      'ETH_USDT.swap': 2000,
      'BTC_USD.swap': 50_000,
      'BTC_USDT.BTC-USDT-250307': 50_000,
    },
    levelAmount: 10,
    bars: new Map(),
    fundings: {},
    gone: new Set(),
    silent: new Set(),
    asked: [],
    minute(symbol, { close, high = close, low = close, volume = 100 }) {
      const start = Math.floor(script.now / MINUTE) * MINUTE;
      script.bars.set(`${symbol} ${start}`, { high, low, close, volume });
      script.prices[symbol] = close;
      script.now = start + MINUTE + 1000;
    },
  };
  const priceOf = (symbol: string): number => {
    const price = script.gone.has(symbol) || script.silent.has(symbol) ? undefined : script.prices[symbol];
    if (price === undefined) throw new ExchangeError({ code: '51001', message: 'Instrument does not exist' });
    return price;
  };
  const levels = (price: number, step: 1 | -1): [number, number][] =>
    [1, 2, 3, 4, 5].map((index) => [price + step * index, script.levelAmount]);

  const exchange = defineExchange({
    name: 'Scripted',
    credentials: v.object({ access_key: v.pipe(v.string(), v.nonEmpty()), secret_key: v.string() }),
    createState: () => ({}),
    methods: {
      async ticker({ symbol: { name } }) {
        script.asked.push(`ticker ${name}`);
        const price = priceOf(name);
        const text = String(price);
        const day = { high: text, low: text, open: text, last: text, vol: '1' };
        return {
          data: {
            symbol: name,
            buy: String(price - 1),
            sell: String(price + 1),
            ...day,
            time: String(script.now),
          },
          raw: { from: 'scripted' },
        };
      },
      async depth({ symbol: { name } }) {
        script.asked.push(`depth ${name}`);
        const price = priceOf(name);
        return { data: { time: script.now, asks: levels(price, 1), bids: levels(price, -1) } };
      },
      async records({ symbol: { name }, period, limit }) {
        script.asked.push(`records ${name} ${period} ${limit}`);
        const length = period * MINUTE;
        const last = Math.floor(script.now / length) * length;
        const starts = Array.from({ length: limit }, (_, index) => last - (limit - 1 - index) * length);
        return { data: starts.map((start) => aggregate(script, name, start, length)) };
      },
      async markets() {
        script.asked.push('markets');
        return {
          data: Object.fromEntries(
            Object.entries(scriptedMarkets).filter(([name]) => !script.gone.has(name)),
          ),
        };
      },
      ...(!without.includes('fundings') && {
        async fundings({ symbol }: { symbol?: { name: string } | undefined }) {
          script.asked.push(`fundings ${symbol?.name ?? ''}`);
          const rows = Object.entries(script.fundings).map(([name, { rate, interval }]): Funding => {
            return { symbol: name, rate, interval, time: (Math.floor(script.now / interval) + 1) * interval };
          });
          return { data: rows.filter((row) => symbol === undefined || row.symbol === symbol.name) };
        },
      }),
    },
  });
  return { exchange, script };
}

function aggregate(script: Script, name: string, start: number, length: number): Bar {
  const price = script.prices[name] ?? 0;
  let [high, low, close, volume] = [0, Number.POSITIVE_INFINITY, price, 0];
  for (let time = start; time < start + length; time += MINUTE) {
    const bar = script.bars.get(`${name} ${time}`);
    if (!bar) continue;
    high = Math.max(high, bar.high);
    low = Math.min(low, bar.low);
    close = bar.close;
    volume += bar.volume;
  }
  return [start / 1000, close, high || price, low === Number.POSITIVE_INFINITY ? price : low, close, volume];
}
