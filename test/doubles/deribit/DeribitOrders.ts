import type { FixField, FixMessage } from '../../../src/index.js';

/** An order as the venue keeps it. */
export interface DeribitOrder {
  id: string;
  /** The ClOrdID that it was placed with. */
  clientId: string;
  symbol: string;
  side: string;
  type: string;
  amount: string;
  price: string;
  filled: string;
  /** OrdStatus (39): new, filled, canceled. */
  state: '0' | '2' | '4';
  placed: string;
}

/** The orders of one account. */
export class DeribitOrders {
  readonly all: DeribitOrder[] = [];

  /** Takes a NewOrderSingle; a market order is filled at once. */
  place(message: FixMessage, price: string): DeribitOrder {
    const of = (tag: number) => message.get(tag) ?? '';
    const isMarket = of(40) === '1';
    const order: DeribitOrder = {
      ...{
        id: String(70_000 + this.all.length),
        clientId: of(11),
        symbol: of(55),
        side: of(54),
        type: of(40),
      },
      ...{ amount: of(38), price: isMarket ? price : of(44), filled: isMarket ? of(38) : '0' },
      ...{ state: isMarket ? '2' : '0', placed: of(52) },
    };
    this.all.push(order);
    return order;
  }

  /** @param id the venue's own, or where that is said the ClOrdID. */
  find(id: string | undefined, byClientId = false): DeribitOrder | undefined {
    return this.all.find((order) => (byClientId ? order.clientId : order.id) === id);
  }

  get open(): DeribitOrder[] {
    return this.all.filter(({ state }) => state === '0');
  }
}

/** The fields of an ExecutionReport: 11 is the venue's id, 41 the ClOrdID. */
export function reportOf(
  order: DeribitOrder,
  execution: string,
  first: readonly FixField[] = [],
): FixField[] {
  return [
    ...first,
    ...([
      [11, order.id],
      [41, order.clientId],
      [37, order.id],
      [150, execution],
      [39, order.state],
    ] as const),
    ...([
      [54, order.side],
      [60, order.placed],
      [14, order.filled],
      [38, order.amount],
    ] as const),
    ...([
      [40, order.type],
      [44, order.price],
      [55, order.symbol],
    ] as const),
    ...(order.filled === '0' ? [] : ([[6, order.price]] as const)),
  ];
}
