import * as v from 'valibot';
import { depth } from '../../protocol/structures.js';
import { type Assertion, assertion, findFar, findNeighbours, findStale } from './Assertion.js';

const asks = v.pick(depth, ['asks']);
const bids = v.pick(depth, ['bids']);
const both = v.pick(depth, ['asks', 'bids']);

/** What has to hold for GetDepth. */
export const depthAssertions: readonly Assertion[] = [
  assertion('asks-ascending', 'asks begin with the lowest price', asks, (book) => {
    const wrong = findNeighbours(book.asks, (before, after) => before[0] < after[0]);
    return wrong && `${wrong[1][0]} comes after ${wrong[0][0]}`;
  }),
  assertion('bids-descending', 'bids begin with the highest price', bids, (book) => {
    const wrong = findNeighbours(book.bids, (before, after) => before[0] > after[0]);
    return wrong && `${wrong[1][0]} comes after ${wrong[0][0]}`;
  }),
  assertion('bid-below-ask', 'the best bid is below the best ask', both, (book) => {
    const [bid, ask] = [book.bids[0]?.[0], book.asks[0]?.[0]];
    if (bid === undefined || ask === undefined) return undefined;
    return bid < ask ? undefined : `bid ${bid} is not below ask ${ask}`;
  }),
  assertion('positive', 'prices and amounts are above 0', both, (book) => {
    const wrong = [...book.asks, ...book.bids].find(([price, amount]) => price <= 0 || amount <= 0);
    return wrong && `[${wrong.join(', ')}]`;
  }),
  assertion('price', 'the best prices are close to the ticker', both, (book, expected) =>
    findFar(
      [...book.asks.slice(0, 1), ...book.bids.slice(0, 1)].map(([price]) => price),
      expected,
    ),
  ),
  assertion(
    'limit',
    'there are no more levels per side than asked for',
    both,
    (book, { limit = Infinity }) => {
      const most = Math.max(book.asks.length, book.bids.length);
      return most > limit ? `${most} levels, ${limit} were asked for` : undefined;
    },
  ),
  assertion(
    'recent',
    'time is the current time, in milliseconds',
    v.pick(depth, ['time']),
    ({ time }, { now }) => findStale(time, now, 1),
  ),
];
