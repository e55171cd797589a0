import { BigNumber } from 'bignumber.js';
import type { Clock } from '../exchange/Clock.js';
import type { Told } from './Body.js';
import type { CtraderAccount, VenueHabits } from './CtraderAccount.js';
import type { Market } from './Market.js';
import { fill, isOpen, leavesOf, type Order, report } from './Order.js';
import { Positions } from './Positions.js';

let lastId = 100;

/** Ids of orders and positions, which no other account has. */
function nextId(): string {
  lastId += 1;
  return String(lastId);
}

/** The orders and positions of an account. */
export class AccountState {
  readonly settings: CtraderAccount;
  readonly habits: VenueHabits;
  readonly market: Market;
  readonly clock: Clock;
  readonly positions: Positions;
  /** All that were ever taken, oldest first. */
  readonly orders: Order[] = [];

  constructor(settings: CtraderAccount, habits: VenueHabits, market: Market, clock: Clock) {
    this.settings = settings;
    this.habits = habits;
    this.market = market;
    this.clock = clock;
    this.positions = new Positions(settings.mode, nextId);
  }

  get nextOrderId(): string {
    return nextId();
  }

  /** By OrderID (37) where a request names one, and by ClOrdID. The latest of two. */
  find(id: string | undefined, clientId: string | undefined): Order | undefined {
    return this.orders.findLast((order) =>
      id === undefined ? order.clientId === clientId : order.id === id,
    );
  }

  /** Fills an order as far as the market goes now. What is left of a market order is cancelled. */
  match(order: Order): Told[] {
    const price = this.market.priceFor(order);
    if (!isOpen(order) || price === undefined) return [];
    const told = this.fill(order, this.market.available(order.instrument, leavesOf(order)), price);
    if (order.kind === '1' && isOpen(order)) told.push(this.end(order, '4'));
    return told;
  }

  fill(order: Order, quantity: BigNumber, price: BigNumber): Told[] {
    if (quantity.isZero()) return [];
    this.positions.fill(order, quantity, price);
    const filled: Told = { ...fill(order, quantity, price, this.clock.now()), to: 'all' };
    return [filled, ...this.#endOrphans()];
  }

  /** Ends an open order: cancelled, or expired. */
  end(order: Order, status: '4' | 'C', more: Readonly<Record<number, string>> = {}): Told {
    order.status = status;
    order.changedAt = this.clock.now();
    return { ...report(order, status, more), to: 'all' };
  }

  /** What has happened since: orders that have expired, and those of a symbol that its prices have reached. */
  advance(symbol?: string): Told[] {
    const now = this.clock.now();
    return this.orders.filter(isOpen).flatMap((order) => {
      if (order.expires !== undefined && order.expires <= now) return [this.end(order, 'C')];
      return order.instrument.symbol === symbol ? this.match(order) : [];
    });
  }

  /** An order that was made by hand has no ClOrdID. */
  seed(order: Pick<Order, 'instrument' | 'side' | 'kind'> & { quantity: string; price?: string }): Order {
    const time = this.clock.now();
    const quantity = new BigNumber(order.quantity);
    const made: Order = {
      ...{ id: nextId(), clientId: undefined, instrument: order.instrument, side: order.side },
      ...{ kind: order.kind, quantity, filled: new BigNumber(0), average: new BigNumber(0) },
      price: order.price === undefined ? undefined : new BigNumber(order.price),
      ...{ stop: undefined, expires: undefined, label: undefined, status: '0' },
      position: this.positions.take({ ...order, quantity, position: undefined }),
      ...{ closes: false, createdAt: time, changedAt: time },
    };
    this.orders.push(made);
    return made;
  }

  /** Orders that were to close a position which somebody else has closed. */
  #endOrphans(): Told[] {
    const orphans = this.orders.filter(
      (order) => isOpen(order) && order.closes && !this.positions.find(order.position),
    );
    return orphans.map((order) => this.end(order, '4'));
  }
}
