import { ExchangeError } from '../../../adapter/ExchangeError.js';
import { say } from '../../../wording/say.js';
import { Money, NOTHING } from './model.js';
import { Orders, type PaperOrder, paidWith } from './Orders.js';
import { marginFor, type PaperPosition, Positions, profitOf } from './Positions.js';

/** What an account consists of. */
export interface AccountParts {
  ledger: Ledger;
  orders: Orders;
  positions: Positions;
  statement: CashFlows;
  /** By symbol, as decimal strings. */
  leverages: Map<string, string>;
}

const DEFAULT_LEVERAGE = '10';

/** One virtual account: what it owns, and what its orders and positions hold of that. It knows of no market. */
export class Account implements AccountParts {
  readonly ledger: Ledger;
  readonly orders: Orders;
  readonly positions: Positions;
  readonly statement: CashFlows;
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

  marginOf({ cost, instrument }: PaperPosition): Money {
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

  positionsIn(currency: string): PaperPosition[] {
    return this.positions.all.filter(({ contract }) => contract.currency === currency);
  }

  /** What of a position no open order closes yet. */
  closable(position: PaperPosition, besides?: PaperOrder): Money {
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

  #holders(currency: string, frozen: string): string {
    return this.positionsIn(currency).length > 0
      ? say('open orders and margins hold {frozen} {currency}', { frozen, currency })
      : say('open orders hold {frozen} {currency}', { frozen, currency });
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
      message: say('{amount} {currency} needed, {free} {currency} free', {
        amount: amount.toFixed(),
        currency,
        free: Money.max(0, spendable).toFixed(),
      }),
      hint: frozen.gt(0) ? this.#holders(currency, frozen.toFixed()) : undefined,
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
    statement: new CashFlows(),
    leverages: new Map(),
  });
}

/** What an account owns of each currency, whatever of it is held by orders or is margin. */
export class Ledger {
  readonly #balances = new Map<string, Money>();

  /** @param balances decimal strings, by currency. */
  constructor(balances: Readonly<Record<string, string>>) {
    for (const [currency, amount] of Object.entries(balances)) this.add(currency, new Money(amount));
  }

  /** Every currency that the account was ever given any of. */
  get currencies(): string[] {
    return [...this.#balances.keys()];
  }

  balance(currency: string): Money {
    return this.#balances.get(currency) ?? NOTHING;
  }

  /** Adds to a balance, or takes from it what is below zero. */
  add(currency: string, amount: Money): void {
    this.#balances.set(currency, this.balance(currency).plus(amount));
  }
}

/** What contracts have brought and cost an account in one currency so far. */
export interface Flows {
  /** Profit of closed positions, before fees; below zero for a loss. */
  readonly realised: Money;
  /** Funding that was received; below zero where it was paid. */
  readonly funding: Money;
  /** Fees that were paid. */
  readonly fees: Money;
  /** Losses beyond all that there was, which liquidation does not ask for. */
  readonly insured: Money;
}

const NONE: Flows = { realised: NOTHING, funding: NOTHING, fees: NOTHING, insured: NOTHING };

/** Adds up why the balances of an account's margin currencies changed. */
export class CashFlows {
  readonly #flows: Map<string, Flows>;

  constructor(flows: Readonly<Record<string, Flows>> = {}) {
    this.#flows = new Map(Object.entries(flows));
  }

  get(currency: string): Flows {
    return this.#flows.get(currency) ?? NONE;
  }

  add(currency: string, kind: keyof Flows, amount: Money): void {
    const flows = this.get(currency);
    this.#flows.set(currency, { ...flows, [kind]: flows[kind].plus(amount) });
  }

  entries(): [string, Flows][] {
    return [...this.#flows];
  }
}
