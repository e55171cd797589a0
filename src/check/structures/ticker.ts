import * as v from 'valibot';
import { ticker } from '../../protocol/structures.js';
import { type Assertion, assertion, findDouble, findStale } from './Assertion.js';

/** What has to hold for GetTicker. */
export const tickerAssertions: readonly Assertion[] = [
  assertion(
    'symbol',
    'the symbol is the one asked for',
    v.pick(ticker, ['symbol']),
    ({ symbol }, expected) =>
      expected.symbol === undefined || symbol === expected.symbol
        ? undefined
        : `"${symbol}", not "${expected.symbol}"`,
  ),
  assertion('bid-below-ask', 'buy is below sell', v.pick(ticker, ['buy', 'sell']), findCrossed),
  assertion('low-below-high', 'low is not above high', v.pick(ticker, ['low', 'high']), ({ low, high }) =>
    Number(low) > Number(high) ? `low ${low} is above high ${high}` : undefined,
  ),
  assertion(
    'recent',
    'time is the current time, in milliseconds',
    v.pick(ticker, ['time']),
    ({ time }, { now }) => findStale(Number(time), now, 1),
  ),
];

/** What has to hold for GetTickers. */
export const tickersAssertions: readonly Assertion[] = [
  assertion('unique', 'each symbol appears once', v.array(v.pick(ticker, ['symbol'])), (rows) => {
    const double = findDouble(rows.map(({ symbol }) => symbol));
    return double === undefined ? undefined : `${double} appears twice`;
  }),
  assertion('symbols', 'symbols are BASE_QUOTE', v.array(v.pick(ticker, ['symbol'])), (rows) => {
    const wrong = rows.find(({ symbol }) => !/^[\p{L}\p{N}]+_[\p{L}\p{N}]+(\.\S+)?$/u.test(symbol));
    return wrong && `"${wrong.symbol}"`;
  }),
];

function findCrossed({ buy, sell }: { buy: string; sell: string }): string | undefined {
  return Number(buy) < Number(sell) ? undefined : `buy ${buy} is not below sell ${sell}`;
}
