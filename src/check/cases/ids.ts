import * as v from 'valibot';
import { type MethodName, methods } from '../../protocol/methods.js';
import { allOf, say } from '../../wording/say.js';
import { Defect, Skip } from '../AnswerEnvelope.js';
import { type CheckCase, casesOf } from '../CheckCase.js';
import { type CheckContext, NO_AMOUNT, NO_ORDER } from '../CheckContext.js';

const identified = v.object({ id: v.unknown() });

async function idOf(context: CheckContext, id: string): Promise<unknown> {
  const { data } = await context.call('order', { id, symbol: context.symbol });
  return v.is(identified, data) ? data.id : undefined;
}

/** A method that takes an id must not find an order that never was. */
const refusesUnknown = (name: MethodName) => async (context: CheckContext) => {
  // With made-up keys: what changes an account must not change the user's.
  const keys = methods[name].access === 'write' ? context.madeUpKeys : context.keys;
  const answer = await context.call(name, { id: NO_ORDER, symbol: context.symbol }, { keys });
  if (answer.error === undefined)
    throw new Defect(say('{id} was never placed, but the answer has data', { id: NO_ORDER }), answer.trip);
};

/** What order ids mean. */
export const idCases: readonly CheckCase[] = casesOf('ids', [
  [
    'unknown-order',
    'GetOrder of an order that never existed is an error',
    'an id names one order: an answer with data is an order that the exchange has',
    refusesUnknown('order'),
  ],
  [
    'unknown-cancel',
    'CancelOrder of an order that never existed is an error',
    'the docker takes any answer without error as canceled, whatever data is',
    refusesUnknown('cancel'),
  ],
  [
    'one-for-all',
    'different ids do not return the same order',
    'an id is made by the plugin, sent back verbatim, and names one order',
    async (context) => {
      const ids = ['BTC-USDT,1', 'BTC-USDT,2'];
      const [one, other] = await Promise.all(ids.map((id) => idOf(context, id)));
      if (one !== undefined && one === other)
        throw new Defect(
          say('{ids} are both answered with the order {id}', { ids: allOf(ids), id: String(one) }),
          context.http.trips.at(-1),
        );
    },
  ],
  [
    'old-dialect',
    'an id without a comma gets an answer',
    'ids of older plugins have no comma: data or an error, never a dropped connection',
    async (context) => {
      await context.call('order', { id: '123456', symbol: context.symbol });
    },
  ],
  [
    'number',
    'an id that is a number gets an answer',
    'lenient in: data or an error, never a dropped connection',
    async (context) => {
      await context.call('order', { id: 123456, symbol: context.symbol });
    },
  ],
  [
    'nobody',
    'made-up keys cannot place an order',
    'an id in the answer means that the exchange has the order',
    async (context) => {
      if (!context.trade) throw new Skip(say('sends an order: allow it with --trade'));
      if (await context.takesAnyKeys()) throw new Skip(say('this exchange accepts any keys'));
      const params = { symbol: context.symbol, type: 'buy', price: '1', amount: NO_AMOUNT };
      const answer = await context.call('trade', params, { keys: context.madeUpKeys });
      if (answer.error === undefined)
        throw new Defect(say('an id for an order that cannot exist'), answer.trip);
    },
  ],
]);
