import { bars } from '../bars.js';
import { type Category, type Instrument, isCategory } from '../Instrument.js';
import type { Market } from '../Market.js';

/** The paths of the public streams. */
export const paths = ['/v5/public/spot', '/v5/public/linear', '/v5/public/inverse'];

/** A topic with what it is of. */
export interface Topic {
  /** As clients name it: `orderbook.50.BTCUSDT`. */
  name: string;
  kind: 'orderbook' | 'tickers' | 'publicTrade' | 'kline';
  /** The depth of a book, the interval of candles. */
  part: string;
  instrument: Instrument;
}

/** What a topic means on a path; undefined where the exchange has no such topic. */
export function findTopic(path: string, name: unknown, market: Market): Topic | undefined {
  const category = categoryOf(path);
  if (typeof name !== 'string' || !category) return undefined;
  const [kind, ...rest] = name.split('.');
  const part = rest.length > 1 ? (rest[0] ?? '') : '';
  const instrument = market.find(category, rest.slice(part === '' ? 0 : 1).join('.'));
  if (instrument?.status !== 'Trading') return undefined;
  if (kind === 'orderbook') {
    return ['1', '50', '200', '1000'].includes(part) ? { name, kind, part, instrument } : undefined;
  }
  if (kind === 'kline') return bars.has(part) ? { name, kind, part, instrument } : undefined;
  if (kind !== 'tickers' && kind !== 'publicTrade') return undefined;
  return part === '' ? { name, kind, part, instrument } : undefined;
}

function categoryOf(path: string): Category | undefined {
  const named = path.split('/').at(-1);
  return isCategory(named) ? named : undefined;
}
