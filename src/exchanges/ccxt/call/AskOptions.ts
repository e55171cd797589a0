import type { Reply } from '../../../http/Reply.js';
import type { MethodName } from '../../../protocol/methods.js';
import type { ExactParams } from './ExactParams.js';

/** What ccxt made of an exchange's replies, and the replies themselves. */
export interface Asked<T> {
  value: T;
  replies: readonly Reply[];
}

/** How ccxt is asked. */
export interface AskOptions {
  /** The method that it is for. */
  method: MethodName;
  /** With the caller's keys. @default false */
  keyed?: boolean;
  /** It does not wait for the rate limit. @default false */
  unpaced?: boolean;
  /** It may change something at the exchange. @default false */
  writes?: boolean;
  /** It is for all calls that wait for it, and so for none of their accounts. @default false */
  shared?: boolean;
  /** GETs do so, too. @default where the exchange takes orders by GET */
  writesByGet?: boolean;
  /** Whether it cancels orders, where the method does not say. */
  cancels?: boolean;
  /** What has to arrive as FMZ wrote it. */
  exact?: ExactParams;
  within?: number | undefined;
  /** A decimal that what is sent has to hold, digit by digit. */
  carries?: string | undefined;
  /** The id of the order that it is about. */
  order?: string | undefined;
}
