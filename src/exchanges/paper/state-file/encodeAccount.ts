import type { Account } from '../engine/Account.js';
import type { Instrument } from '../engine/Instrument.js';
import type { PaperOrder } from '../engine/PaperOrder.js';
import type { Position } from '../engine/Position.js';
import type { SavedAccount, SavedInstrument } from './schema.js';

/**
 * An account as it is kept in the state file.
 *
 * @param key the hash that names it.
 */
export function encodeAccount(key: string, account: Account): SavedAccount {
  const instruments: SavedInstrument[] = [];
  const indexes = new Map<string, number>();
  const seen = new Map<Instrument, number>();

  /** Instruments are kept once, with the rules that they had. */
  function indexOf(instrument: Instrument): number {
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

function encodeInstrument(instrument: Instrument): SavedInstrument {
  const { name, native, base, quote, priceStep, amountStep, leastAmount, contract } = instrument;
  return { name, native, base, quote, priceStep, amountStep, leastAmount, contract };
}

function encodeOrder(order: PaperOrder, instrument: number): SavedAccount['orders'][number] {
  const { id, side, effect, reason, time, from, state } = order;
  return {
    ...{ id, instrument, side, effect, reason },
    price: order.price?.toFixed(),
    amount: order.amount?.toFixed(),
    ...{ time, from, state },
    filled: order.filled.toFixed(),
    value: order.value.toFixed(),
    fee: order.fee.toFixed(),
    profit: order.profit.toFixed(),
    held: order.held.toFixed(),
  };
}

function encodePosition(position: Position, instrument: number): SavedAccount['positions'][number] {
  const { direction, from, fundedUntil, coming } = position;
  return {
    ...{ instrument, direction, from, fundedUntil, coming },
    amount: position.amount.toFixed(),
    cost: position.cost.toFixed(),
    mark: position.mark.toFixed(),
  };
}
