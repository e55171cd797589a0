import type { Answer } from '../exchange/Answer.js';
import type { AccountState } from './AccountState.js';
import type { Market } from './Market.js';

/** A request whose keys have been found right. */
export interface Call {
  /** What follows the path of the route, decoded: an order's id, or a symbol. */
  rest: string;
  query: URLSearchParams;
  body: Record<string, unknown>;
  account: AccountState;
  market: Market;
}

/** Answers a request with a body, and with HTTP 200 unless it says otherwise. */
export type Route = (call: Call) => unknown;

/** An answer with a status of its own. */
export class Answered {
  readonly answer: Answer;

  constructor(answer: Answer) {
    this.answer = answer;
  }
}
