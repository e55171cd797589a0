import type { IncomingHttpHeaders } from 'node:http';
import type { Answer } from '../exchange/Answer.js';
import type { AccountState } from './AccountState.js';
import type { Market } from './Market.js';

/** A request whose signature has been found right. */
export interface PrivateCall {
  query: URLSearchParams;
  /** The parsed body of a POST, empty on a GET. */
  body: Record<string, unknown>;
  headers: IncomingHttpHeaders;
  account: AccountState;
  market: Market;
  /** When the request came in, on the double's clock. */
  arrivedAt: number;
}

/** Answers a private request. */
export type PrivateRoute = (call: PrivateCall) => Answer;
