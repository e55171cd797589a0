import { ExchangeError } from '../../../adapter/ExchangeError.js';
import { Ledger } from './Ledger.js';
import { Money, NOTHING } from './Money.js';
import { Orders } from './Orders.js';
import { type PaperOrder, paidWith } from './PaperOrder.js';
import { marginFor, type Position, profitOf } from './Position.js';
import { Positions } from './Positions.js';
import { Statement } from './Statement.js';

/** What an account consists of. */
export interface AccountParts {
  ledger: Ledger;
  orders: Orders;
  positions: Positions;
  statement: Statement;
  /** By symbol, as decimal strings. */
  leverages: Map<string, string>;
}

const DEFAULT_LEVERAGE = '10';

/** One virtual account: what it owns, and what its orders and positions hold of that. It knows of no market. */
export class Account implements AccountParts {
  readonly ledger: Ledger;
  readonly orders: Orders;
  readonly positions: Positions;
  readonly statement: Statement;
  readonly leverages: Map<string, string>;
  #revision = 0;

  constructor(parts: AccountParts) {
    this.ledger = parts.ledger;
    this.orders = parts.orders;
    this.positions = parts.positions;
    this.statement = parts.statement;
    this.leverages = parts.leverages;
  }

  /** Rises with each change that has to survive. */
  get revision(): number {
    return this.#revision;
  }

  changed(): void {
    this.#revision += 1;
  }

  leverageOf(name: string): string {
    return this.leverages.get(name) ?? DEFAULT_LEVERAGE;
  }

  marginOf({ cost, instrument }: Position): Money {
    return marginFor(cost, this.leverageOf(instrument.name));
  }

  /** What open orders hold, and what is margin. */
  frozen(currency: string): Money {
    let sum = NOTHING;
    for (const order of this.orders.open) if (paidWith(order) === currency) sum = sum.plus(order.held);
    for (const position of this.positionsIn(currency)) sum = sum.plus(this.marginOf(position));
    return sum;
  }

  /** Profit of the open positions of a margin currency, at the last prices seen. */
  unrealised(currency: string): Money {
    return this.positionsIn(currency).reduce(
      (sum, position) => sum.plus(profitOf(position, position.mark)),
      NOTHING,
    );
  }

  /** What new orders may hold: what is not frozen, less what positions are losing. A profit counts once it is realised. */
  spendable(currency: string): Money {
    const free = this.ledger.balance(currency).minus(this.frozen(currency));
    return free.plus(Money.min(0, this.unrealised(currency)));
  }

  positionsIn(currency: string): Position[] {
    return this.positions.all.filter(({ contract }) => contract.currency === currency);
  }

  /** What of a position no open order closes yet. */
  closable(position: Position, besides?: PaperOrder): Money {
    return this.orders.open
      .filter(
        ({ instrument, side, effect }) =>
          effect === 'close' &&
          instrument.name === position.instrument.name &&
          (side === 'sell') === (position.direction === 'long'),
      )
      .filter((order) => order !== besides)
      .reduce((left, order) => left.minus(order.amount?.minus(order.filled) ?? 0), position.amount);
  }

  /**
   * @param released what is frozen but would be free for it.
   * @throws ExchangeError INSUFFICIENT_BALANCE where less than `amount` is spendable.
   */
  require(currency: string, amount: Money, released = NOTHING): void {
    const spendable = this.spendable(currency).plus(released);
    if (amount.isZero() || spendable.gte(amount)) return;
    const frozen = this.frozen(currency);
    throw new ExchangeError({
      code: 'INSUFFICIENT_BALANCE',
      message: `${amount.toFixed()} ${currency} needed, ${Money.max(0, spendable).toFixed()} ${currency} free`,
      hint: frozen.gt(0)
        ? `open orders${this.positionsIn(currency).length > 0 ? ' and margins' : ''} hold ${frozen.toFixed()} ${currency}`
        : undefined,
    });
  }
}

/**
 * A new account.
 *
 * @param balances decimal strings, by currency.
 * @param now Unix time in ms: ids count on from it, so that those of a former run are not given again.
 */
export function openAccount(balances: Readonly<Record<string, string>>, now: number): Account {
  return new Account({
    ledger: new Ledger(balances),
    orders: new Orders(now),
    positions: new Positions(),
    statement: new Statement(),
    leverages: new Map(),
  });
}
