import type { AccountState } from './AccountState.js';
import type { Permission } from './BybitAccount.js';
import type { Market } from './Market.js';

/** A request whose signature has been found right. */
export interface PrivateCall {
  query: URLSearchParams;
  /** The parsed body of a POST, empty on a GET. */
  body: Record<string, unknown>;
  account: AccountState;
  market: Market;
  /** How long an order that was just made stays out of the lists of orders, in ms. */
  hiddenFor: number;
}

/** Gives the result of a private request. */
export interface PrivateRoute {
  run(call: PrivateCall): unknown;
  /** What the key needs to be allowed, of contracts and of spot; nothing where it is left out. */
  permissions?: { contracts: readonly Permission[]; spot: readonly Permission[] };
}
