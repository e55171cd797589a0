import { BigNumber } from 'bignumber.js';
import { Clock } from '../exchange/Clock.js';
import type { Limits } from '../exchange/Limits.js';
import { type DoubleOptions, type ExchangeDouble, startDouble, stateOf } from '../exchange/startDouble.js';
import { AccountState } from './AccountState.js';
import { fillOrder } from './fillOrder.js';
import { Gateway } from './Gateway.js';
import type { InstrumentRow } from './Instrument.js';
import { Market } from './Market.js';
import { matchResting } from './matchOrder.js';
import { defaultAccount, type OkxAccount } from './OkxAccount.js';
import { isOpen, type OkxOrder } from './OkxOrder.js';
import { seedOrder } from './seedOrder.js';

export { defaultAccount, type OkxAccount } from './OkxAccount.js';
export type { OkxOrder } from './OkxOrder.js';

export interface OkxDoubleOptions extends DoubleOptions<OkxAccount> {
  /** Whether there are 50 more pairs. @default false */
  altcoins?: boolean;
}

/** A running double. Accounts are named by their access key; the first one is meant where none is named. */
export interface OkxDouble extends ExchangeDouble<OkxAccount, OkxOrder> {
  readonly limits: Limits;
  readonly market: Market;
  /** Changes the row of an instrument, its steps for example. */
  change(instId: string, row: Partial<InstrumentRow>): void;
  /** Takes an instrument off the lists; positions and orders in it stay. */
  unlist(instId: string): void;
  /** Moves the price of an instrument; resting orders that it reaches are filled at their own price. */
  setPrice(instId: string, price: string): void;
  setBalance(ccy: string, amount: string, accessKey?: string): void;
  /** Fills an open order, in part when `size` is below what is left, at its own price unless told otherwise. */
  fill(ordId: string, size?: string, price?: string): void;
  /** Adds an order, filled and of now unless told otherwise, without moving money or positions. */
  seedOrder(order: Partial<OkxOrder> & { instId: string }): OkxOrder;
}

/** Starts a double of OKX on a free port of this machine. */
export async function startOkxDouble(options: OkxDoubleOptions = {}): Promise<OkxDouble> {
  const clock = new Clock(options.clockOffset ?? 0);
  const market = new Market(clock, options.altcoins);
  const states = (options.accounts ?? [defaultAccount]).map(
    (account) => new AccountState({ ...account }, market),
  );
  const gateway = new Gateway(market, states, options.enforceLimits ?? false);
  return Object.assign(await startDouble(clock, gateway, states), {
    limits: market.limits,
    market,
    change: (instId: string, row: Partial<InstrumentRow>) =>
      void market.changes.set(instId, { ...market.changes.get(instId), ...row }),
    unlist: (instId: string) => void market.unlisted.add(instId),
    setPrice(instId: string, price: string) {
      market.setPrice(instId, price);
      for (const state of states) {
        const reached = state.orders.filter((order) => order.instId === instId && isOpen(order));
        matchResting(reached, state, market);
      }
    },
    setBalance: (ccy: string, amount: string, accessKey?: string) =>
      stateOf(states, accessKey).setCash(ccy, amount),
    fill(ordId: string, size?: string, price?: string) {
      const state = states.find(({ orders }) =>
        orders.some((order) => order.ordId === ordId && isOpen(order)),
      );
      const order = state?.orders.find((candidate) => candidate.ordId === ordId);
      if (!state || !order) throw new Error(`the double has no open order ${ordId}`);
      const left = new BigNumber(order.sz).minus(order.accFillSz);
      fillOrder(order, BigNumber.min(size ?? left, left), new BigNumber(price ?? order.px), state, market);
    },
    seedOrder: (order: Partial<OkxOrder> & { instId: string }) =>
      seedOrder(order, stateOf(states, order.accessKey), market),
  });
}
