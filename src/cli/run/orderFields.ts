import type { OrderEvent } from '../../strategy/events.js';
import { say } from '../../wording/say.js';
import type { Field } from '../terminal/renderTable.js';
import type { OrderTally } from './OrderTally.js';

/** How many orders are named. */
const MOST_NAMED = 10;

/** What became of a strategy's orders, as fields of the summary; those that somebody has to look at are named. */
export function orderFields(orders: OrderTally): Field[] {
  const { placed, lost, firstLost } = orders;
  const { open, filled, canceled, unknown } = orders.counts;
  const numbers = { placed, filled: filled.all, canceled: canceled.all };
  const done =
    canceled.partly > 0
      ? say('{placed} placed, {filled} filled, {canceled} canceled ({partly} partly filled)', {
          ...numbers,
          partly: canceled.partly,
        })
      : say('{placed} placed, {filled} filled, {canceled} canceled', numbers);
  return [
    { name: say('orders'), value: placed > 0 ? done : undefined },
    { name: say('left open'), value: named(counted(open), orders.in('open').map(nameOf), open.all) },
    {
      name: say('unknown'),
      value: named(
        say('{count} may still be open, look at the exchange', { count: counted(unknown) }),
        orders.in('unknown').map(nameOf),
        unknown.all,
      ),
      tone: 'bad',
    },
    {
      name: say('unknown'),
      value: named(
        say('{count} may have been placed, look at the exchange', { count: lost }),
        firstLost.map(sketch),
        lost,
      ),
      tone: 'bad',
    },
  ];
}

function counted({ all, partly }: { all: number; partly: number }): string {
  return partly > 0 ? say('{all} ({partly} partly filled)', { all, partly }) : String(all);
}

/** The first of them, and how many more there are; nothing where there are none. */
function named(text: string, names: readonly string[], count: number): string | undefined {
  if (count === 0) return undefined;
  const shown = names.slice(0, MOST_NAMED);
  const more = count - shown.length;
  const rest = more > 0 ? [say('{count} more', { count: more })] : [];
  return say('{text}: {names}', { text, names: [...shown, ...rest].join(say('; ')) });
}

function nameOf({ exchange, id }: OrderEvent): string {
  return `${exchange} ${id}`;
}

function sketch({ exchange, side, amount = '', symbol, price }: OrderEvent): string {
  const order = `${exchange} ${side} ${amount} ${symbol}`;
  return say('{order} at {price}', { order, price: price ?? say('market') });
}
