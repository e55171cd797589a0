import * as v from 'valibot';
import { openStatuses } from '../../protocol/order.js';
import { say } from '../../wording/say.js';
import { Defect, needData, needDecisiveError, Skip } from '../AnswerEnvelope.js';
import { type CheckCase, casesOf } from '../CheckCase.js';
import type { CheckContext } from '../CheckContext.js';
import { saysUnsupported } from '../errorTexts.js';

const TRUE = 'CancelOrder is true when the order is canceled, not when the exchange has heard of it';

const open = v.object({ status: v.picklist(openStatuses) });
const filled = v.object({ id: v.string(), status: v.literal('filled') });
const listed = v.array(v.unknown());

/** Neither the order nor the list may show it as open. */
async function needGone(context: CheckContext): Promise<void> {
  const id = await context.order.id();
  needData(await context.order.cancel());
  const { order, orders } = await context.order.canceledAtOnce();
  if (v.is(open, order.data)) throw new Defect(say('GetOrder still tells {id} as open', { id }), order.trip);
  // Where the exchange lists no orders, GetOrder tells it alone.
  const list = saysUnsupported(orders.error ?? '') ? [] : needData(orders).data;
  const rows = v.is(listed, list) ? list : [];
  if (v.is(v.array(v.object({ id: v.string() })), rows) && rows.some((row) => row.id === id))
    throw new Defect(say('GetOrders still lists {id}', { id }), orders.trip);
}

async function refuseFilled(context: CheckContext): Promise<void> {
  await context.order.id();
  for (const params of [{ symbol: context.symbol }, {}]) {
    const { data } = await context.call('historyorders', params);
    const found = v.is(listed, data) ? data.find((row) => v.is(filled, row)) : undefined;
    if (!v.is(filled, found)) continue;
    const { id } = found;
    needDecisiveError(
      await context.call('cancel', { id, symbol: context.symbol }),
      say('the order {id} is filled', { id }),
    );
    return;
  }
  throw new Skip(say('GetHistoryOrders lists no filled order'));
}

/** An order of that id that is there after all must not be canceled. */
async function refuseUnknown(context: CheckContext): Promise<void> {
  const id = strangerOf(await context.order.id());
  const known = await context.call('order', { id, symbol: context.symbol });
  if (known.error === undefined || saysUnsupported(known.error))
    throw new Skip(say('GetOrder does not tell which orders there are'));
  const absent = say('there is no order {id}', { id });
  needDecisiveError(known, absent);
  needDecisiveError(await context.call('cancel', { id, symbol: context.symbol }), absent);
}

/** An id of the same form that is far from its neighbors: other digits at its end. */
function strangerOf(id: string): string {
  const other = id.replace(/\d(?=[^,]{0,7}$)/g, (digit) => String((Number(digit) + 3) % 10));
  if (other === id) throw new Skip(say('the id of an order has no digits to change'));
  return other;
}

/** What CancelOrder says. Each case throws Skip unless an order may be placed. */
export const cancellationCases: readonly CheckCase[] = casesOf('cancel', [
  ['at-once', 'an order is gone in the moment in which CancelOrder is true', TRUE, needGone],
  [
    'filled',
    'CancelOrder of a filled order is an error',
    'the docker takes any answer without error as canceled, whatever data is',
    refuseFilled,
  ],
  [
    'unknown',
    'CancelOrder of an unknown order is an error, with keys that work',
    'the docker takes any answer without error as canceled, whatever data is',
    refuseUnknown,
  ],
]);
