import type { BigNumber } from 'bignumber.js';
import { type Body, body, utc } from './Body.js';
import type { Instrument } from './instruments.js';

/** Side (54): a buy, or a sell. */
export type Side = '1' | '2';

/** OrdStatus (39). */
export type OrderStatus = '0' | '1' | '2' | '4' | '8' | 'C';

/** What a report says has happened: ExecType (150). */
export type ExecType = '0' | '4' | '5' | '8' | 'C' | 'F' | 'I';

export interface Order {
  /** OrderID (37). */
  id: string;
  /** ClOrdID (11): absent where the order was made by hand. */
  clientId: string | undefined;
  instrument: Instrument;
  side: Side;
  /** OrdType (40): market, limit or stop. */
  kind: '1' | '2' | '3';
  quantity: BigNumber;
  filled: BigNumber;
  /** The average price of what is filled. */
  average: BigNumber;
  /** Of a limit order. */
  price: BigNumber | undefined;
  /** Of a stop order. */
  stop: BigNumber | undefined;
  /** Unix time in ms. */
  expires: number | undefined;
  /** The position (721) that it opens, adds to or closes. */
  position: string;
  /** Whether it is there to close that, and ends with it. */
  closes: boolean;
  /** Designation (494). */
  label: string | undefined;
  status: OrderStatus;
  createdAt: number;
  changedAt: number;
}

export function isOpen({ status }: Order): boolean {
  return status === '0' || status === '1';
}

/** What is still to be filled. */
export function leavesOf({ quantity, filled }: Order): BigNumber {
  return quantity.minus(filled);
}

/** How an order is, in an ExecutionReport (8). It has no ExecID (17) and no LastPx (31). */
export function report(order: Order, exec: ExecType, more: Readonly<Record<number, string>> = {}): Body {
  const { instrument, kind, expires } = order;
  const decimals = (price: BigNumber | undefined) => price?.toFixed();
  const reported = {
    6: order.filled.isZero() ? undefined : order.average.decimalPlaces(instrument.digits).toFixed(),
    11: order.clientId,
    14: order.filled.toFixed(),
    37: order.id,
    38: order.quantity.toFixed(),
    39: order.status,
    40: kind,
    44: decimals(order.price),
    54: order.side,
    55: instrument.symbol,
    59: kind === '1' ? '3' : expires === undefined ? '1' : '6',
    60: utc(order.changedAt),
    99: decimals(order.stop),
    126: expires === undefined ? undefined : utc(expires),
    150: exec,
    // What was still open stays in the report of a cancelled order.
    151: leavesOf(order).toFixed(),
    494: order.label,
    721: order.position,
  };
  return body('8', { ...reported, ...more });
}

/** Notes a fill, and reports it. */
export function fill(order: Order, quantity: BigNumber, price: BigNumber, time: number): Body {
  const filled = order.filled.plus(quantity);
  order.average = order.average.times(order.filled).plus(price.times(quantity)).div(filled);
  order.filled = filled;
  order.status = leavesOf(order).isZero() ? '2' : '1';
  order.changedAt = time;
  return report(order, 'F', { 32: quantity.toFixed() });
}
