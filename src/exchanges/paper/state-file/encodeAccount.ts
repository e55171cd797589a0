import { say } from '../../../wording/say.js';
import { Account, CashFlows, Ledger } from '../engine/Account.js';
import { Money, type PaperInstrument } from '../engine/model.js';
import { Orders, type PaperOrder } from '../engine/Orders.js';
import { type PaperPosition, Positions } from '../engine/Positions.js';
import type { SavedAccount, SavedInstrument } from './schema.js';

/**
 * An account as it is kept in the state file.
 *
 * @param key the hash that names it.
 */
export function encodeAccount(key: string, account: Account): SavedAccount {
  const instruments: SavedInstrument[] = [];
  const indexes = new Map<string, number>();
  const seen = new Map<PaperInstrument, number>();

  /** Instruments are kept once, with the rules that they had. */
  function indexOf(instrument: PaperInstrument): number {
    const index = seen.get(instrument) ?? indexOfRules(encodeInstrument(instrument));
    seen.set(instrument, index);
    return index;
  }

  function indexOfRules(saved: SavedInstrument): number {
    const text = JSON.stringify(saved);
    const known = indexes.get(text);
    if (known !== undefined) return known;
    indexes.set(text, instruments.length);
    return instruments.push(saved) - 1;
  }

  const orders = [...account.orders.done, ...account.orders.open].map((order) =>
    encodeOrder(order, indexOf(order.instrument)),
  );
  const positions = account.positions.all.map((position) =>
    encodePosition(position, indexOf(position.instrument)),
  );
  return {
    key,
    nextId: account.orders.nextId,
    balances: Object.fromEntries(
      account.ledger.currencies.map((currency) => [currency, account.ledger.balance(currency).toFixed()]),
    ),
    statement: Object.fromEntries(
      account.statement.entries().map(([currency, { realised, funding, fees, insured }]) => [
        currency,
        {
          realised: realised.toFixed(),
          funding: funding.toFixed(),
          fees: fees.toFixed(),
          insured: insured.toFixed(),
        },
      ]),
    ),
    leverages: Object.fromEntries(account.leverages),
    instruments,
    orders,
    positions,
  };
}

function encodeInstrument(instrument: PaperInstrument): SavedInstrument {
  const { name, native, base, quote, priceStep, amountStep, leastAmount, contract } = instrument;
  return { name, native, base, quote, priceStep, amountStep, leastAmount, contract };
}

function encodeOrder(order: PaperOrder, instrument: number): SavedAccount['orders'][number] {
  const { id, side, effect, reason, postOnly, time, from, state } = order;
  return {
    ...{ id, instrument, side, effect, reason, postOnly },
    price: order.price?.toFixed(),
    amount: order.amount?.toFixed(),
    ...{ time, from, state },
    ofBar: order.ofBar && { time: order.ofBar.time, amount: order.ofBar.amount.toFixed() },
    filled: order.filled.toFixed(),
    value: order.value.toFixed(),
    fee: order.fee.toFixed(),
    profit: order.profit.toFixed(),
    held: order.held.toFixed(),
  };
}

function encodePosition(position: PaperPosition, instrument: number): SavedAccount['positions'][number] {
  const { direction, from, fundedUntil, coming } = position;
  return {
    ...{ instrument, direction, from, fundedUntil, coming },
    amount: position.amount.toFixed(),
    cost: position.cost.toFixed(),
    mark: position.mark.toFixed(),
  };
}

/**
 * An account out of the state file.
 *
 * @throws RangeError when its parts do not fit each other.
 */
export function decodeAccount(saved: SavedAccount): Account {
  const instrumentAt = (index: number): PaperInstrument => {
    const instrument = saved.instruments[index];
    if (!instrument) throw new RangeError(say('there is no instrument {index}', { index }));
    return instrument;
  };
  return new Account({
    ledger: new Ledger(saved.balances),
    orders: new Orders(
      saved.nextId,
      saved.orders.map((order) => decodeOrder(order, instrumentAt(order.instrument))),
    ),
    positions: new Positions(
      saved.positions.map((position) => decodePosition(position, instrumentAt(position.instrument))),
    ),
    statement: new CashFlows(
      Object.fromEntries(
        Object.entries(saved.statement).map(([currency, { realised, funding, fees, insured }]) => [
          currency,
          {
            realised: new Money(realised),
            funding: new Money(funding),
            fees: new Money(fees),
            insured: new Money(insured),
          },
        ]),
      ),
    ),
    leverages: new Map(Object.entries(saved.leverages)),
  });
}

function decodeOrder(saved: SavedAccount['orders'][number], instrument: PaperInstrument): PaperOrder {
  return {
    ...saved,
    instrument,
    price: saved.price === undefined ? undefined : new Money(saved.price),
    amount: saved.amount === undefined ? undefined : new Money(saved.amount),
    ofBar: saved.ofBar && { time: saved.ofBar.time, amount: new Money(saved.ofBar.amount) },
    filled: new Money(saved.filled),
    value: new Money(saved.value),
    fee: new Money(saved.fee),
    profit: new Money(saved.profit),
    held: new Money(saved.held),
  };
}

function decodePosition(
  saved: SavedAccount['positions'][number],
  instrument: PaperInstrument,
): PaperPosition {
  const { contract } = instrument;
  if (!contract)
    throw new RangeError(
      say('there is a position in {symbol}, which is not a contract', { symbol: instrument.name }),
    );
  return {
    ...saved,
    instrument,
    contract,
    amount: new Money(saved.amount),
    cost: new Money(saved.cost),
    mark: new Money(saved.mark),
  };
}
