import { bars } from '../bars.js';
import type { Market } from '../Market.js';

export const PUBLIC = '/ws/v5/public';
export const BUSINESS = '/ws/v5/business';

/** What a client subscribes to. */
export interface Argument {
  channel: string;
  instId: string;
  /** Of `instruments`, which has no instrument. */
  instType: string;
}

/** How the double names a topic: `books:BTC-USDT`, `instruments:SPOT`. */
export function topicOf({ channel, instId, instType }: Argument): string {
  return `${channel}:${channel === 'instruments' ? instType : instId}`;
}

/** Whether the exchange has this on this path. */
export function isOffered(path: string, { channel, instId, instType }: Argument, market: Market): boolean {
  if (channel === 'instruments') {
    return path === PUBLIC && ['SPOT', 'SWAP', 'FUTURES', 'MARGIN', 'OPTION'].includes(instType);
  }
  const instrument = market.find(instId);
  if (!instrument || instrument.row.state === 'preopen') return false;
  const bar = barOf(channel);
  if (bar !== undefined) return path === BUSINESS && bar !== '1s' && bars.has(bar);
  if (path !== PUBLIC) return false;
  if (channel === 'funding-rate') return instrument.fundingHours !== undefined;
  return ['tickers', 'books', 'trades'].includes(channel);
}

/** The size of the candles of a channel: `1Dutc` of `candle1Dutc`. */
export function barOf(channel: string): string | undefined {
  return channel.startsWith('candle') ? channel.slice('candle'.length) : undefined;
}
