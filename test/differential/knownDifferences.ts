import { BigNumber } from 'bignumber.js';
import type { Difference } from './compare.js';
import { exact, nearest, nearestOrNone } from './figures.js';
import { expired } from './instruments.js';
import type { Source } from './payloads/Payload.js';

/** A difference that is no mistake of this adapter's, and why. */
export interface KnownDifference {
  kinds: readonly string[];
  field: string;
  reason: string;
  /** Whether a difference is this one: judged by what was sent and by what both sides made of it. */
  explains(difference: Difference, source: Source, all: ReadonlyMap<string, Source>): boolean;
}

const orderKinds = ['order', 'open orders', 'order history'];
const text = (value: unknown) => (typeof value === 'string' ? value : '');
const minus = (a: unknown, b: unknown) => new BigNumber(text(a)).minus(text(b)).toFixed();
const isMarketOrder = ({ instType, ordType }: Source) => instType === 'SPOT' && ordType === 'market';
const isMarketBuy = (source: Source) => isMarketOrder(source) && source.side === 'buy';
const isInQuote = (source: Source) =>
  isMarketOrder(source) && (source.tgtCcy === 'quote_ccy' || (source.side === 'buy' && source.tgtCcy === ''));
const least = (...amounts: unknown[]) => BigNumber.max(0, BigNumber.min(...amounts.map(text))).toFixed();
const onlyTheirs = ({ ours, theirs }: Difference) => ours === 'absent' && theirs === 'there';

const sort = (orders: Source[]) => orders.toSorted((a, b) => Number(a.cTime) - Number(b.cTime));

/** Every difference between the two sides. One that no longer occurs has to be taken off the list. */
export const knownDifferences: readonly KnownDifference[] = [
  {
    kinds: ['ticker', 'tickers'],
    field: 'row',
    reason: 'FMZ has no word for a price that is missing: a ticker without one is refused or left out',
    explains: (difference, { askPx, bidPx, last }) =>
      onlyTheirs(difference) && [askPx, bidPx, last].includes(''),
  },
  {
    kinds: ['candles'],
    field: 'time',
    reason: "FMZ's bars are in seconds, ccxt's in milliseconds",
    explains: ({ ours, theirs }) => `${ours}000` === theirs,
  },
  {
    kinds: ['candles'],
    field: 'volume',
    reason: "contracts: FMZ's volume is in contracts, as its amounts are; ccxt's is in coins",
    explains: ({ ours, theirs }, { instType, volume, volumeInCoins }) =>
      instType !== 'SPOT' && ours === nearest(text(volume)) && theirs === nearest(text(volumeInCoins)),
  },
  {
    kinds: ['instruments'],
    field: 'row',
    reason: 'GetMarkets lists what can be traded; ccxt lists the others too, as not active',
    explains: (difference, { state }) => onlyTheirs(difference) && state !== 'live',
  },
  {
    kinds: ['instruments'],
    field: 'contractSize',
    reason: 'a contract holds ctVal x ctMult; ccxt leaves the multiplier to its users',
    explains: ({ ours, theirs }, { ctVal, ctMult }) =>
      ours === nearest(new BigNumber(text(ctVal)).times(text(ctMult)).toFixed()) &&
      theirs === nearest(text(ctVal)),
  },
  {
    kinds: ['balance'],
    field: 'frozen',
    reason:
      'frozen is what the exchange says is frozen, as far as it is owned, and all of it where nothing is said to be available; ccxt takes equity less what is available',
    explains: ({ ours, theirs }, { availEq, availBal, eq, frozenBal }) => {
      const available = text(availEq) || text(availBal);
      const frozen = least(frozenBal, minus(eq, least(available || '0', eq)));
      return (
        ours === exact(available === '' ? least(eq, eq) : frozen) &&
        theirs === (text(availEq) === '' ? exact(text(frozenBal)) : minus(eq, availEq))
      );
    },
  },
  {
    kinds: ['balance'],
    field: 'free',
    reason:
      'where nothing is said to be available, nothing is promised; ccxt takes equity less what is frozen',
    explains: ({ ours, theirs }, { availEq, availBal, eq, frozenBal }) =>
      availEq === '' && availBal === '' && ours === exact('0') && theirs === minus(eq, frozenBal),
  },
  {
    kinds: ['order', 'order history'],
    field: 'status',
    reason: 'what an order for an amount of quote currency traded is all of it; ccxt knows that some is left',
    explains: ({ ours, theirs }, source) =>
      isInQuote(source) && ours === 'filled' && theirs === 'partial-canceled',
  },
  {
    kinds: orderKinds,
    field: 'price',
    reason: 'a market order has no price, which FMZ writes as 0; ccxt gives the average of its fills',
    explains: ({ ours, theirs }, { ordType, px, avgPx }) =>
      ordType === 'market' && px === '' && ours === undefined && theirs === nearestOrNone(text(avgPx)),
  },
  {
    kinds: orderKinds,
    field: 'amount',
    reason:
      'a buy for an amount of quote currency: FMZ gets what was bought so far; ccxt knows only when filled',
    explains: ({ ours, theirs }, source) =>
      isMarketBuy(source) &&
      source.tgtCcy === 'quote_ccy' &&
      source.state !== 'filled' &&
      ours === nearestOrNone(text(source.accFillSz)) &&
      theirs === undefined,
  },
  {
    kinds: orderKinds,
    field: 'amount',
    reason:
      'a market buy that does not say in what it was sized is in quote currency; ccxt takes it for base currency',
    explains: ({ ours, theirs }, source) =>
      isMarketBuy(source) &&
      source.tgtCcy === '' &&
      ours === nearestOrNone(text(source.accFillSz)) &&
      theirs === nearest(text(source.sz)),
  },
  {
    kinds: orderKinds,
    field: 'offset',
    reason:
      'in hedge mode the side of the position tells what closes it; ccxt heeds reduceOnly, which does not count there',
    explains: ({ ours, theirs }, { posSide, side }) =>
      (posSide === 'long' || posSide === 'short') &&
      ours === ((posSide === 'long') === (side === 'sell') ? 'close' : 'open') &&
      theirs === 'open',
  },
  {
    kinds: ['open orders', 'order history'],
    field: 'place',
    reason:
      'orders of one millisecond are oldest first, too; ccxt leaves them as they were sent, newest first',
    explains: ({ ours, theirs, key }, _source, all) => {
      const sent = [...all.values()];
      const place = (orders: Source[]) => `${sort(orders).findIndex(({ ordId }) => ordId === key)}`;
      return ours === place(sent.toReversed()) && theirs === place(sent);
    },
  },
  {
    kinds: ['order history'],
    field: 'symbol',
    reason: 'a contract that has expired keeps a symbol with its pair; ccxt gives the id alone',
    explains: ({ ours, theirs }, { instId }) =>
      expired.some((contract) => contract.instId === instId && contract.symbol === ours) && theirs === instId,
  },
  {
    kinds: ['positions'],
    field: 'row',
    reason: 'coins that were bought with borrowed money are no contracts; ccxt lists them with the positions',
    explains: (difference, { instType }) => onlyTheirs(difference) && instType === 'MARGIN',
  },
  {
    kinds: ['positions'],
    field: 'row',
    reason: 'a position of no contracts is none; ccxt lists it',
    explains: (difference, { pos }) => onlyTheirs(difference) && pos === '0',
  },
];
