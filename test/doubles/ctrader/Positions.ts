import type { BigNumber } from 'bignumber.js';
import type { FixFields } from '../../../src/fix/FixMessage.js';
import { type Body, body } from './Body.js';
import type { Instrument } from './instruments.js';
import type { Order, Side } from './Order.js';

export interface Position {
  /** PosMaintRptID (721). */
  id: string;
  instrument: Instrument;
  side: Side;
  quantity: BigNumber;
  /** Average price of entry. */
  price: BigNumber;
}

/** What a new order asks for. */
type Wanted = Pick<Order, 'instrument' | 'side' | 'quantity'> & { position: string | undefined };

/** The positions of an account. */
export class Positions {
  /** `hedged`: each order opens a position of its own unless it names one. `netted`: one for each symbol. */
  readonly mode: 'hedged' | 'netted';
  readonly #nextId: () => string;
  #open: Position[] = [];

  constructor(mode: 'hedged' | 'netted', nextId: () => string) {
    this.mode = mode;
    this.#nextId = nextId;
  }

  get open(): readonly Position[] {
    return this.#open;
  }

  find(id: string): Position | undefined {
    return this.#open.find((position) => position.id === id);
  }

  /** The position that an order is for. @throws Refused */
  take({ instrument, side, quantity, position: id }: Wanted): string {
    if (this.mode === 'netted') {
      if (id !== undefined)
        throw new Refused('INVALID_REQUEST:PosMaintRptID can be specified for hedged accounts only');
      return this.#open.find((known) => known.instrument === instrument)?.id ?? this.#nextId();
    }
    if (id === undefined) return this.#nextId();
    const position = this.find(id);
    if (position?.instrument !== instrument)
      throw new Refused(`POSITION_NOT_FOUND:Position with id ${id} not found`);
    if (position.side !== side && quantity.gt(position.quantity)) {
      const [wanted, held] = [quantity.toFixed(2), position.quantity.toFixed(2)];
      throw new Refused(`TRADING_BAD_VOLUME:Order volume ${wanted} is larger than position volume ${held}.`);
    }
    return id;
  }

  /** Notes that an order was filled. An order that turns a netted position around opens another one. */
  fill(order: Order, quantity: BigNumber, price: BigNumber): void {
    const { instrument, side } = order;
    const position = this.find(order.position);
    if (!position) {
      this.#open.push({ id: order.position, instrument, side, quantity, price });
      return;
    }
    if (position.side === side) {
      const whole = position.quantity.plus(quantity);
      const cost = position.price.times(position.quantity).plus(price.times(quantity));
      position.price = cost.div(whole);
      position.quantity = whole;
      return;
    }
    const left = position.quantity.minus(quantity);
    position.quantity = left;
    if (left.gt(0)) return;
    this.#open = this.#open.filter((known) => known !== position);
    if (left.isZero()) return;
    order.position = this.#nextId();
    this.#open.push({ id: order.position, instrument, side, quantity: left.negated(), price });
  }

  /** The answer to a RequestForPositions (AN): a message for each, or one that says that there are none. */
  list(request: FixFields): Body[] {
    const wanted = request.get(721);
    const found = this.#open.filter(({ id }) => wanted === undefined || id === wanted);
    const id = request.get(710);
    if (found.length === 0) return [body('AP', { 710: id, 727: '0', 728: '2' })];
    return found.map((position) => {
      const head = body('AP', {
        55: position.instrument.symbol,
        710: id,
        721: position.id,
        727: String(found.length),
        728: '0',
        730: position.price.decimalPlaces(position.instrument.digits).toFixed(),
      });
      const held = (side: Side) => (position.side === side ? position.quantity.toFixed() : '0');
      return { type: 'AP', fields: [...head.fields, [702, '1'], [704, held('1')], [705, held('2')]] };
    });
  }
}

/** Why the broker refuses something; its text is what it says (58). */
export class Refused extends Error {
  override readonly name = 'Refused';
}
