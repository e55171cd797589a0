import type { OrderEvent } from '../../strategy/events.js';
import type { Field } from '../terminal/renderTable.js';
import type { OrderTally } from './OrderTally.js';

/** How many orders are named. */
const MOST_NAMED = 10;

/** What became of a strategy's orders, as fields of the summary; those that somebody has to look at are named. */
export function orderFields(orders: OrderTally): Field[] {
  const { placed, lost, firstLost } = orders;
  const { open, filled, canceled, unknown } = orders.counts;
  const done = `${placed} placed, ${filled.all} filled, ${counted(canceled, 'canceled')}`;
  return [
    { name: 'orders', value: placed > 0 ? done : undefined },
    { name: 'left open', value: named(counted(open), orders.in('open').map(nameOf), open.all) },
    {
      name: 'unknown',
      value: named(
        `${counted(unknown)} may still be open, look at the exchange`,
        orders.in('unknown').map(nameOf),
        unknown.all,
      ),
      tone: 'bad',
    },
    {
      name: 'unknown',
      value: named(`${lost} may have been placed, look at the exchange`, firstLost.map(sketch), lost),
      tone: 'bad',
    },
  ];
}

function counted({ all, partly }: { all: number; partly: number }, state?: string): string {
  const count = state === undefined ? String(all) : `${all} ${state}`;
  return partly > 0 ? `${count} (${partly} partly filled)` : count;
}

/** The first of them, and how many more there are; nothing where there are none. */
function named(text: string, names: readonly string[], count: number): string | undefined {
  if (count === 0) return undefined;
  const shown = names.slice(0, MOST_NAMED);
  const more = count - shown.length;
  return `${text}: ${[...shown, ...(more > 0 ? [`${more} more`] : [])].join('; ')}`;
}

function nameOf({ exchange, id }: OrderEvent): string {
  return `${exchange} ${id}`;
}

function sketch({ exchange, side, amount = '', symbol, price = 'market' }: OrderEvent): string {
  return `${exchange} ${side} ${amount} ${symbol} at ${price}`;
}
