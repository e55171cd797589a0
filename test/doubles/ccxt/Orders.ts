import { BigNumber } from 'bignumber.js';
import type { Double } from './startDouble.js';

/** An order as a double keeps it; decimals are strings. */
export interface DoubleOrder {
  id: string;
  clientId: string | undefined;
  market: string;
  side: 'buy' | 'sell';
  type: 'limit' | 'market';
  amount: string;
  price: string;
  filled: string;
  reduceOnly?: boolean;
  /** The side of the position that it is for, where long and short are kept apart. */
  positionSide?: string;
  status: 'open' | 'filled' | 'canceled';
  /** Unix ms. */
  time: number;
}

/** The orders of a double's only account. Market orders fill at once, limit orders wait, or are canceled for not waiting. */
export class Orders {
  readonly all: DoubleOrder[] = [];
  readonly #nextId: () => string;

  /** @param nextId makes the exchange's ids. */
  constructor(nextId: () => string) {
    this.#nextId = nextId;
  }

  /** @param waits whether it may: not one that is immediate or canceled. */
  place(
    order: Pick<DoubleOrder, 'market' | 'side' | 'type' | 'amount' | 'price' | 'clientId'>,
    waits = true,
  ): DoubleOrder {
    const done = order.type === 'market';
    const placed: DoubleOrder = {
      ...order,
      id: this.#nextId(),
      filled: done ? order.amount : '0',
      status: done ? 'filled' : waits ? 'open' : 'canceled',
      time: Date.now(),
    };
    this.all.push(placed);
    return placed;
  }

  /** By the exchange's id, or the client's. */
  find(id: string | undefined, clientId?: string): DoubleOrder | undefined {
    return this.all.find((order) =>
      id ? order.id === id : clientId !== undefined && order.clientId === clientId,
    );
  }

  open(market?: string): DoubleOrder[] {
    return this.all.filter(
      (order) => order.status === 'open' && (market === undefined || order.market === market),
    );
  }

  done(market?: string): DoubleOrder[] {
    return this.all.filter(
      (order) => order.status !== 'open' && (market === undefined || order.market === market),
    );
  }

  /** What the open orders of a side lock, in base currency (sell) or quote currency (buy). */
  locked(side: 'buy' | 'sell'): string {
    return this.open()
      .filter((order) => order.side === side)
      .reduce(
        (sum, { amount, price }) => sum.plus(side === 'buy' ? BigNumber(amount).times(price) : amount),
        BigNumber(0),
      )
      .toFixed();
  }
}

/** A double that shows its orders. */
export interface DoubleWithOrders extends Double {
  readonly orders: Orders;
}

/** Ids that are whole numbers, the first one a step above `last`. */
export function countFrom(last: bigint, step = 1n): () => string {
  let id = last;
  return () => {
    id += step;
    return String(id);
  };
}

/** Whether an order's time in force does not let it wait, as most exchanges spell it. */
export function isImmediate(timeInForce: unknown): boolean {
  return /^(ioc|fok)$/i.test(String(timeInForce));
}
