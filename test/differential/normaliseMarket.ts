import * as v from 'valibot';
import * as data from '../../src/protocol/structures.js';
import * as ccxt from './ccxtAnswers.js';
import { type Row, type Rows, rowsOf } from './compare.js';
import { decimalsOf, exact, nearest } from './figures.js';
import { toSymbol } from './toSymbol.js';

// What both sides say of the market. A place in a list is part of what a list says.

export const ticker = {
  ours: (answer: unknown): Rows => rowsOf([v.parse(data.ticker, answer)], ourTicker),
  theirs: (answer: unknown): Rows => rowsOf([v.parse(ccxt.ticker, answer)], theirTicker),
};

export const tickers = {
  ours: (answer: unknown): Rows => rowsOf(v.parse(v.array(data.ticker), answer), ourTicker),
  theirs: (answer: unknown): Rows => rowsOf(Object.values(v.parse(ccxt.tickers, answer)), theirTicker),
};

function ourTicker({ symbol, time, ...figures }: data.Ticker): [string, Row] {
  const { buy, sell, high, low, open, last, vol } = figures;
  return [toSymbol(symbol), { ...exactly({ buy, sell, high, low, open, last, vol }), time }];
}

function theirTicker(row: v.InferOutput<typeof ccxt.ticker>): [string, Row] {
  const { bid: buy, ask: sell, high, low, open, last, baseVolume: vol } = row;
  return [row.symbol, { ...exactly({ buy, sell, high, low, open, last, vol }), time: `${row.timestamp}` }];
}

export const book = {
  ours(answer: unknown): Rows {
    const { asks, bids, time } = v.parse(data.depth, answer);
    return bookRows(asks, bids, time);
  },
  theirs(answer: unknown): Rows {
    const { asks, bids, timestamp } = v.parse(ccxt.book, answer);
    return bookRows(asks, bids, timestamp);
  },
};

type Figure = string | number | undefined;

function bookRows(asks: Figure[][], bids: Figure[][], time: number): Rows {
  const side = (name: string, levels: Figure[][]) =>
    levels.map(([price, amount], place): [string, Row] => [
      `${name} ${place}`,
      { price: nearest(price), amount: nearest(amount) },
    ]);
  return new Map([...side('ask', asks), ...side('bid', bids), ['book', { time: `${time}` }]]);
}

export const trades = {
  ours: (answer: unknown): Rows =>
    rowsOf(v.parse(data.trades, answer), ({ id, time, price, amount, type: side }, place) => [
      id,
      { place: `${place}`, time: `${time}`, price: nearest(price), amount: nearest(amount), side },
    ]),
  theirs: (answer: unknown): Rows =>
    rowsOf(v.parse(ccxt.trades, answer), ({ id, timestamp, price, amount, side }, place) => [
      id,
      { place: `${place}`, time: `${timestamp}`, price: nearest(price), amount: nearest(amount), side },
    ]),
};

export const candles = {
  ours: (answer: unknown): Rows => rowsOf(v.parse(data.records, answer), bar),
  theirs: (answer: unknown): Rows => rowsOf(v.parse(ccxt.candles, answer), bar),
};

function bar([time, open, high, low, close, volume]: readonly Figure[], place: number): [string, Row] {
  const figures = { open: nearest(open), high: nearest(high), low: nearest(low), close: nearest(close) };
  return [`${place}`, { time: `${time}`, ...figures, volume: nearest(volume) }];
}

export const instruments = {
  ours: (answer: unknown): Rows =>
    rowsOf(Object.values(v.parse(v.record(v.string(), data.market), answer)), (row) => [
      toSymbol(row.symbol),
      {
        ...{ base: row.base_asset, quote: row.quote_asset, active: 'true' },
        ...{ priceStep: nearest(row.tick_size), amountStep: nearest(row.amount_size) },
        ...{
          priceDecimals: row.price_precision?.toString(),
          amountDecimals: row.amount_precision?.toString(),
        },
        ...{ minAmount: nearest(row.min_qty), maxAmount: nearest(row.max_qty) },
        contractSize: nearest(row.ct_val),
      },
    ]),
  theirs: (answer: unknown): Rows =>
    rowsOf(v.parse(ccxt.markets, answer), ({ precision, limits, ...row }) => [
      row.symbol,
      {
        ...{ base: row.base, quote: row.quote, active: `${row.active}` },
        ...{ priceStep: nearest(precision.price), amountStep: nearest(precision.amount) },
        ...{ priceDecimals: decimalsOf(precision.price), amountDecimals: decimalsOf(precision.amount) },
        ...{ minAmount: nearest(limits.amount.min), maxAmount: nearest(limits.amount.max) },
        contractSize: nearest(row.contractSize),
      },
    ]),
};

const HOUR = 3_600_000;

export const fundings = {
  ours: (answer: unknown): Rows =>
    rowsOf(v.parse(v.array(data.funding), answer), ({ symbol, rate, time, interval }) => [
      toSymbol(symbol),
      { rate: nearest(rate), time: `${time}`, interval: `${interval}` },
    ]),
  theirs: (answer: unknown): Rows =>
    rowsOf(Object.values(v.parse(ccxt.fundings, answer)), (row) => [
      row.symbol,
      {
        rate: nearest(row.fundingRate),
        time: `${row.fundingTimestamp}`,
        // Hours where ccxt has a word for the interval, else milliseconds.
        interval: row.interval.endsWith('h') ? `${Number.parseInt(row.interval, 10) * HOUR}` : row.interval,
      },
    ]),
};

function exactly(figures: Record<string, string | undefined>): Row {
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, exact(value)]));
}
