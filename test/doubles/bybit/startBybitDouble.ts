import { BigNumber } from 'bignumber.js';
import { Clock } from '../exchange/Clock.js';
import type { Limits } from '../exchange/Limits.js';
import { type DoubleOptions, type ExchangeDouble, startDouble, stateOf } from '../exchange/startDouble.js';
import { AccountState } from './AccountState.js';
import { type BybitAccount, defaultAccount } from './BybitAccount.js';
import { type BybitOrder, isOpen } from './BybitOrder.js';
import { fillOrder } from './fillOrder.js';
import { Gateway } from './Gateway.js';
import type { Category, Instrument } from './Instrument.js';
import { Market } from './Market.js';
import { matchResting } from './matchOrder.js';
import { type Seed, seedOrder } from './seedOrder.js';

export { type BybitAccount, defaultAccount } from './BybitAccount.js';
export type { BybitOrder } from './BybitOrder.js';

export interface BybitDoubleOptions extends DoubleOptions<BybitAccount> {
  /** How long an order that was just made stays out of the lists of orders, in ms. @default 0 */
  hiddenFor?: number;
  /** Whether there are more contracts than a page holds. @default true */
  altcoins?: boolean;
}

/** A running double. Its `rates` count all requests under `address`. */
export interface BybitDouble extends ExchangeDouble<BybitAccount, BybitOrder> {
  readonly limits: Limits;
  readonly market: Market;
  /** Changes an instrument, its steps for example. */
  change(category: Category, symbol: string, change: Partial<Instrument>): void;
  /**
   * Moves the price of a symbol, in every category that has it unless one is named; resting orders that it reaches
   * are filled at their own price.
   */
  setPrice(symbol: string, price: string, category?: Category): void;
  setBalance(coin: string, amount: string, accessKey?: string): void;
  /** Fills an open order, in part when `size` is below what is left, at its own price unless told otherwise. */
  fill(orderId: string, size?: string, price?: string): void;
  /** Adds an order without moving money or positions. */
  seedOrder(order: Seed): BybitOrder;
}

/** Starts a double of Bybit on a free port of this machine. */
export async function startBybitDouble(options: BybitDoubleOptions = {}): Promise<BybitDouble> {
  const clock = new Clock(options.clockOffset ?? 0);
  const market = new Market(clock, options.altcoins);
  const states = (options.accounts ?? [defaultAccount]).map(
    (account) => new AccountState({ ...account }, market),
  );
  const { enforceLimits = false, hiddenFor = 0 } = options;
  const gateway = new Gateway(market, states, { enforceLimits, hiddenFor });
  return Object.assign(await startDouble(clock, gateway, states), {
    limits: market.limits,
    market,
    change: (category: Category, symbol: string, change: Partial<Instrument>) =>
      void market.changes.set(`${category} ${symbol}`, change),
    setPrice(symbol: string, price: string, category?: Category) {
      const categories = category ? [category] : (['spot', 'linear', 'inverse'] as const);
      const found = categories.flatMap((named) => market.find(named, symbol) ?? []);
      if (found.length === 0) throw new Error(`the double has no ${symbol}`);
      for (const instrument of found) {
        market.setPrice(instrument, price);
        for (const state of states) matchResting(instrument, state, market);
      }
    },
    setBalance: (coin: string, amount: string, accessKey?: string) =>
      stateOf(states, accessKey).wallet.set(coin, amount),
    fill(orderId: string, size?: string, price?: string) {
      const isMeant = (order: BybitOrder) => order.orderId === orderId && isOpen(order);
      const state = states.find(({ orders }) => orders.some(isMeant));
      const order = state?.orders.find(isMeant);
      if (!state || !order) throw new Error(`the double has no open order ${orderId}`);
      const left = new BigNumber(order.qty).minus(order.cumExecQty);
      fillOrder(order, BigNumber.min(size ?? left, left), new BigNumber(price ?? order.price), state, market);
    },
    seedOrder: (order: Seed) => seedOrder(order, stateOf(states, order.accessKey), market),
  });
}
