import { Account } from '../engine/Account.js';
import type { Instrument } from '../engine/Instrument.js';
import { Ledger } from '../engine/Ledger.js';
import { Money } from '../engine/Money.js';
import { Orders } from '../engine/Orders.js';
import type { PaperOrder } from '../engine/PaperOrder.js';
import type { Position } from '../engine/Position.js';
import { Positions } from '../engine/Positions.js';
import { Statement } from '../engine/Statement.js';
import type { SavedAccount } from './schema.js';

/**
 * An account out of the state file.
 *
 * @throws RangeError when its parts do not fit each other.
 */
export function decodeAccount(saved: SavedAccount): Account {
  const instrumentAt = (index: number): Instrument => {
    const instrument = saved.instruments[index];
    if (!instrument) throw new RangeError(`there is no instrument ${index}`);
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
    statement: new Statement(
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

function decodeOrder(saved: SavedAccount['orders'][number], instrument: Instrument): PaperOrder {
  return {
    ...saved,
    instrument,
    price: saved.price === undefined ? undefined : new Money(saved.price),
    amount: saved.amount === undefined ? undefined : new Money(saved.amount),
    filled: new Money(saved.filled),
    value: new Money(saved.value),
    fee: new Money(saved.fee),
    profit: new Money(saved.profit),
    held: new Money(saved.held),
  };
}

function decodePosition(saved: SavedAccount['positions'][number], instrument: Instrument): Position {
  const { contract } = instrument;
  if (!contract) throw new RangeError(`there is a position in ${instrument.name}, which is not a contract`);
  return {
    ...saved,
    instrument,
    contract,
    amount: new Money(saved.amount),
    cost: new Money(saved.cost),
    mark: new Money(saved.mark),
  };
}
