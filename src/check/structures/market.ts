import * as v from 'valibot';
import { depth, market, ticker, trades } from '../../protocol/structures.js';
import { faultOfSymbol } from '../../protocol/symbolFaults.js';
import { say } from '../../wording/say.js';
import {
  type Assertion,
  assertion,
  type Expectation,
  findDouble,
  findFar,
  findNeighbours,
  findStale,
  findTwice,
  sayDisorder,
} from './Assertion.js';

/** What has to hold for GetTicker. */
export const tickerAssertions: readonly Assertion[] = [
  assertion(
    'symbol',
    'the symbol is the one asked for',
    v.pick(ticker, ['symbol']),
    ({ symbol }, expected) =>
      expected.symbol === undefined || symbol === expected.symbol
        ? undefined
        : say('"{found}", not "{expected}"', { found: symbol, expected: expected.symbol }),
  ),
  assertion('bid-below-ask', 'buy is below sell', v.pick(ticker, ['buy', 'sell']), findCrossed, true),
  assertion('low-below-high', 'low is not above high', v.pick(ticker, ['low', 'high']), ({ low, high }) =>
    Number(low) > Number(high) ? say('low {low} is above high {high}', { low, high }) : undefined,
  ),
  assertion(
    'recent',
    'time is the current time, in milliseconds',
    v.pick(ticker, ['time']),
    ({ time }, expected) => findStale(Number(time), expected, 1),
    true,
  ),
];

/** What has to hold for GetTickers. */
export const tickersAssertions: readonly Assertion[] = [
  assertion('unique', 'each symbol appears once', v.array(v.pick(ticker, ['symbol'])), (rows) =>
    findTwice(rows.map(({ symbol }) => symbol)),
  ),
  assertion(
    'symbols',
    'symbols are BASE_QUOTE or CODE.MARKET',
    v.array(v.pick(ticker, ['symbol'])),
    (rows) => {
      const wrong = rows.find(({ symbol }) => faultOfSymbol(symbol) !== undefined || !SYMBOL.test(symbol));
      return wrong && `"${wrong.symbol}"`;
    },
  ),
];

const SYMBOL = /^.+_.+$|^[^._/:]+\.[^._/:]+$/;

function findCrossed(
  { buy, sell }: { buy: string; sell: string },
  { closedSince }: Expectation,
): string | undefined {
  return Number(buy) < Number(sell) || closedSince !== undefined
    ? undefined
    : say('buy {buy} is not below sell {sell}', { buy, sell });
}

const byName = v.record(v.string(), v.pick(market, ['symbol', 'base_asset', 'quote_asset']));
const steps = ['tick_size', 'amount_size', 'ct_val'] as const;

/** What has to hold for GetMarkets. */
export const marketsAssertions: readonly Assertion[] = [
  assertion('keys', 'each key is the symbol of its market', byName, (markets) => {
    const wrong = Object.entries(markets).find(([key, { symbol }]) => key !== symbol);
    return wrong && say('{key} holds {symbol}', { key: wrong[0], symbol: wrong[1].symbol });
  }),
  assertion('pairs', 'symbols are BASE_QUOTE, or of a code like CODE.MARKET', byName, (markets) => {
    const wrong = Object.values(markets).find(({ symbol, base_asset: base, quote_asset: quote }) => {
      const pair = `${base}_${quote}`;
      // Of some contracts the exchange does not tell what they are quoted in: they go by their own names.
      if (!symbol.includes('_')) return quote !== '' && symbol.replace(/[-/:]/, '') === `${base}${quote}`;
      return symbol !== pair && !symbol.startsWith(`${pair}.`);
    });
    if (!wrong) return undefined;
    const { symbol, base_asset: base, quote_asset: quote } = wrong;
    return say('{symbol} has {base} and {quote}', { symbol, base, quote });
  }),
  assertion('steps', 'steps are above 0', v.record(v.string(), v.pick(market, steps)), (markets) => {
    const wrong = Object.entries(markets).find(([, row]) => steps.some((step) => (row[step] ?? 1) <= 0));
    return wrong && say('{symbol} has a step of 0 or less', { symbol: wrong[0] });
  }),
];

const asks = v.pick(depth, ['asks']);
const bids = v.pick(depth, ['bids']);
const both = v.pick(depth, ['asks', 'bids']);

/** What has to hold for GetDepth. */
export const depthAssertions: readonly Assertion[] = [
  assertion('asks-ascending', 'asks begin with the lowest price', asks, (book) => {
    const wrong = findNeighbours(book.asks, (before, after) => before[0] < after[0]);
    return wrong && sayDisorder(wrong[0][0], wrong[1][0]);
  }),
  assertion('bids-descending', 'bids begin with the highest price', bids, (book) => {
    const wrong = findNeighbours(book.bids, (before, after) => before[0] > after[0]);
    return wrong && sayDisorder(wrong[0][0], wrong[1][0]);
  }),
  assertion(
    'bid-below-ask',
    'the best bid is below the best ask',
    both,
    (book, { closedSince }) => {
      const [bid, ask] = [book.bids[0]?.[0], book.asks[0]?.[0]];
      if (bid === undefined || ask === undefined || closedSince !== undefined) return undefined;
      return bid < ask ? undefined : say('bid {bid} is not below ask {ask}', { bid, ask });
    },
    true,
  ),
  assertion('positive', 'prices and amounts are above 0', both, (book) => {
    const wrong = [...book.asks, ...book.bids].find(([price, amount]) => price <= 0 || amount <= 0);
    return wrong && `[${wrong.join(', ')}]`;
  }),
  assertion(
    'price',
    'the best prices are close to the ticker',
    both,
    (book, expected) =>
      findFar(
        [...book.asks.slice(0, 1), ...book.bids.slice(0, 1)].map(([price]) => price),
        expected,
      ),
    true,
  ),
  assertion(
    'limit',
    'there are no more levels per side than asked for',
    both,
    (book, { limit = Infinity }) => {
      const most = Math.max(book.asks.length, book.bids.length);
      return most > limit ? say('{count} levels, {limit} were asked for', { count: most, limit }) : undefined;
    },
  ),
  assertion(
    'recent',
    'time is the current time, in milliseconds',
    v.pick(depth, ['time']),
    ({ time }, expected) => findStale(time, expected, 1),
    true,
  ),
];

const row = trades.item;

/** What has to hold for GetTrades. */
export const tradesAssertions: readonly Assertion[] = [
  assertion('oldest-first', 'the oldest trade comes first', v.array(v.pick(row, ['time'])), (rows) => {
    const wrong = findNeighbours(rows, (before, after) => before.time <= after.time);
    return wrong && sayDisorder(wrong[0].time, wrong[1].time);
  }),
  assertion('ids', 'each trade has an id of its own', v.array(v.pick(row, ['id'])), (rows) => {
    const id = findDouble(rows.map((trade) => trade.id));
    return id === undefined ? undefined : say('the id {id} appears twice', { id });
  }),
  assertion(
    'positive',
    'prices and amounts are above 0',
    v.array(v.pick(row, ['price', 'amount'])),
    (rows) => {
      const wrong = rows.find(({ price, amount }) => price <= 0 || amount <= 0);
      return wrong && `price ${wrong.price}, amount ${wrong.amount}`;
    },
  ),
  assertion(
    'price',
    'the latest price is close to the ticker',
    v.array(v.pick(row, ['price'])),
    (rows, expected) =>
      findFar(
        rows.slice(-1).map(({ price }) => price),
        expected,
      ),
    true,
  ),
  assertion(
    'recent',
    'times are recent, in milliseconds',
    v.array(v.pick(row, ['time'])),
    (rows, expected) => {
      const latest = rows.at(-1);
      return latest && findStale(latest.time, expected, 24);
    },
    true,
  ),
];
