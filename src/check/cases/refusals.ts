import * as v from 'valibot';
import { doneStatuses } from '../../protocol/order.js';
import { say } from '../../wording/say.js';
import { type AnswerEnvelope, Defect, Skip } from '../AnswerEnvelope.js';
import { askUntil } from '../askUntil.js';
import { type CheckCase, casesOf } from '../CheckCase.js';
import { type CheckContext, NO_AMOUNT } from '../CheckContext.js';

/** An option that no exchange has. */
const NO_OPTION = 'nosuchoption=1';

const done = v.object({ status: v.picklist(doneStatuses), deal_amount: v.number() });
const listed = v.array(v.object({ id: v.string() }));

/** Whether an order is done or unknown; at once, or after a while. */
function ended(context: CheckContext, id: string): Promise<AnswerEnvelope> {
  const ask = () => context.call('order', { id, symbol: context.symbol });
  return askUntil(ask, ({ data, error }) => error !== undefined || v.is(done, data));
}

async function isListed(context: CheckContext, id: string): Promise<boolean> {
  const { data } = await context.call('orders', { symbol: context.symbol });
  return v.is(listed, data) && data.some((row) => row.id === id);
}

/** An id for what the exchange does not do is an order that a strategy believes in. */
async function refuseTooSmall(context: CheckContext): Promise<void> {
  const { answer, id } = await context.order.another({ amount: NO_AMOUNT });
  if (id === undefined) return;
  const order = await ended(context, id);
  if (order.error === undefined && !v.is(done, order.data)) {
    await context.order.drop(id);
    throw new Skip(say('the exchange takes an amount of {amount} as well', { amount: NO_AMOUNT }));
  }
  context.order.forget(id);
  if (v.is(done, order.data) && order.data.deal_amount > 0)
    throw new Skip(say('the exchange takes an amount of {amount} as well', { amount: NO_AMOUNT }));
  throw new Defect(say('CreateOrder returned {id}, and the exchange has refused it', { id }), answer.trip);
}

async function refuseOption(context: CheckContext): Promise<void> {
  const { answer, id } = await context.order.another({ type: `buy;${NO_OPTION}` });
  if (id !== undefined) await context.order.drop(id);
  if (answer.error === undefined)
    throw new Defect(say('{option} was ignored', { option: NO_OPTION }), answer.trip);
}

/** At half the price of the market nothing is traded at once: what waits nevertheless was not told to hurry. */
async function honourOption(context: CheckContext): Promise<void> {
  const { answer, id } = await context.order.another({ type: 'buy;timeInForce=ioc' });
  if (id === undefined) return;
  const order = await ended(context, id);
  if (v.is(done, order.data) || !(await isListed(context, id))) return context.order.forget(id);
  await context.order.drop(id);
  throw new Defect(say('timeInForce=ioc was ignored: the order waits'), answer.trip);
}

/** What CreateOrder must not take. Each case throws Skip unless orders may be placed. */
export const refusalCases: readonly CheckCase[] = casesOf('trade', [
  [
    'too-small',
    'an order that the exchange refuses is an error, also when it was accepted at first',
    'an id in the answer means that the exchange has the order',
    refuseTooSmall,
  ],
  [
    'unknown-option',
    'an option that nobody knows is refused',
    'exchange.CreateOrder(symbol, "buy;name=value", ...): an option is honoured or refused by its name, never ignored',
    refuseOption,
  ],
  [
    'immediate-or-cancel',
    'an order with timeInForce=ioc is refused, or does not wait',
    'exchange.CreateOrder(symbol, "buy;name=value", ...): an option is honoured or refused by its name, never ignored',
    honourOption,
  ],
]);
