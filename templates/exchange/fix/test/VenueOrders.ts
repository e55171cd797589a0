import type { FixMessage } from 'fmzproto';

/** An order as the venue keeps it. */
export interface VenueOrder {
  id: string;
  /** The ClOrdIDs that it has gone by, the latest last. */
  ids: string[];
  symbol: string;
  side: string;
  type: string;
  /** "" of a market buy in quote currency. */
  amount: string;
  price: string;
  filled: string;
  averagePrice: string;
  status: string;
  effect: string;
  /** Unix ms. */
  time: number;
}

/** What became of an order. */
export interface Execution {
  order: VenueOrder;
  /** ExecType (150). */
  execution: string;
  more?: Record<number, string>;
}

/** The orders of an account at a venue that fills at fixed prices. */
export class VenueOrders {
  readonly #orders: VenueOrder[] = [];
  readonly #prices: { bid: string; ask: string };

  constructor(prices: { bid: string; ask: string }) {
    this.#prices = prices;
  }

  get open(): VenueOrder[] {
    return this.#orders.filter(({ status }) => status === '0');
  }

  /** By any ClOrdID that it has gone by. */
  find(id = ''): VenueOrder | undefined {
    return this.#orders.find(({ ids }) => ids.includes(id));
  }

  place(message: FixMessage): Execution[] {
    const get = (tag: number) => message.get(tag) ?? '';
    const order = {
      ...{ id: String(7300000001 + this.#orders.length), ids: [get(11)], symbol: get(55), side: get(54) },
      ...{ type: get(40), amount: get(38), price: get(44), effect: get(77), filled: '0', averagePrice: '0' },
      ...{ status: '0', time: Date.now() },
    };
    const refuse = (reason: string, text: string) => [
      { order: { ...order, id: 'NONE', status: '8' }, execution: '8', more: { 103: reason, 58: text } },
    ];
    if (this.find(get(11))) return refuse('6', 'Duplicate order');
    if (Number(order.amount) % 1000 !== 0) return refuse('13', 'Incorrect quantity');
    // #if futures
    if (order.effect === 'C' && this.#held(order) < Number(order.amount)) return refuse('99', 'No such position');
    // #end
    this.#orders.push(order);
    const taken = { order: { ...order }, execution: '0' };
    const { bid, ask } = this.#prices;
    const price = order.side === '1' ? ask : bid;
    const isBetter = order.side === '1' ? Number(order.price) >= Number(ask) : Number(order.price) <= Number(bid);
    if (order.type === '2' && !isBetter) return [taken];
    // #if spot
    // What is bought for an amount of quote currency.
    const bought = Math.floor(Number(get(152)) / Number(price) / 1000) * 1000;
    const filled = order.amount || String(bought);
    // #else
    const filled = order.amount;
    // #end
    Object.assign(order, { filled, averagePrice: price, status: '2' });
    return [taken, { order, execution: 'F' }];
  }

  /** @returns `undefined` where there is none that can be canceled. */
  cancel(message: FixMessage): Execution | undefined {
    const order = this.#toChange(message);
    return order && { order: Object.assign(order, { status: '4' }), execution: '4' };
  }

  /** @returns `undefined` where there is none that can be changed. */
  replace(message: FixMessage): Execution | undefined {
    const order = this.#toChange(message);
    if (!order) return undefined;
    order.ids.push(message.get(11) ?? '');
    const terms = { amount: message.get(38) ?? order.amount, price: message.get(44) ?? order.price };
    return { order: Object.assign(order, terms), execution: '5' };
  }
  // #if futures

  /** Those that orders have opened, and none has closed. */
  get positions(): { symbol: string; side: 'long' | 'short'; amount: string; price: string }[] {
    const symbols = [...new Set(this.#orders.map(({ symbol }) => symbol))];
    return symbols.flatMap((symbol) =>
      (['long', 'short'] as const).flatMap((side) => {
        const amount = this.#held({ symbol, side: side === 'long' ? '2' : '1' });
        const price = side === 'long' ? this.#prices.ask : this.#prices.bid;
        return amount > 0 ? [{ symbol, side, amount: String(amount), price }] : [];
      }),
    );
  }

  /** How much an order of a side can close. */
  #held({ symbol, side }: Pick<VenueOrder, 'symbol' | 'side'>): number {
    return this.#orders
      .filter((order) => order.symbol === symbol)
      .reduce((held, { side: other, effect, filled }) => {
        if (effect === 'C') return other === side ? held - Number(filled) : held;
        return other === side ? held : held + Number(filled);
      }, 0);
  }
  // #end

  #toChange(message: FixMessage): VenueOrder | undefined {
    const order = this.find(message.get(41));
    return order?.status === '0' ? order : undefined;
  }
}
