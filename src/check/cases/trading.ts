import * as v from 'valibot';
import { doneStatuses, openStatuses } from '../../protocol/order.js';
import { type AnswerEnvelope, Defect, needData } from '../AnswerEnvelope.js';
import { type CheckCase, casesOf } from '../CheckCase.js';
import type { CheckContext } from '../CheckContext.js';

const CARE = 'what CreateOrder placed is found by GetOrder and GetOrders, and is gone after CancelOrder';

async function openIds(context: CheckContext): Promise<{ ids: unknown[]; answer: AnswerEnvelope }> {
  const answer = await context.call('orders', { symbol: context.symbol });
  const rows = v.safeParse(v.array(v.object({ id: v.unknown() })), needData(answer).data);
  return { ids: rows.success ? rows.output.map(({ id }) => id) : [], answer };
}

async function needStatus(context: CheckContext, id: string, words: readonly string[]): Promise<void> {
  const answer = await context.call('order', { id, symbol: context.symbol });
  const { data } = needData(answer);
  if (v.is(v.object({ id: v.literal(id), status: v.picklist(words) }), data)) return;
  throw new Defect(`the order is not ${id}, or its status is not one of ${words.join(', ')}`, answer.trip);
}

/** The life of one order, whose steps are cases of several methods. Each throws Skip unless one may be placed. */
export const tradingCases: readonly CheckCase[] = [
  ...casesOf('orders', [
    [
      'lists-placed',
      'an order that was placed is in the list',
      CARE,
      async (context) => {
        const id = await context.order.id();
        const { ids, answer } = await openIds(context);
        if (!ids.includes(id)) throw new Defect(`${id} is missing`, answer.trip);
      },
    ],
  ]),
  ...casesOf('order', [
    [
      'finds-placed',
      'an order that was placed is open',
      CARE,
      async (context) => needStatus(context, await context.order.id(), openStatuses),
    ],
    [
      'own-symbol',
      'an order is found by its id, whatever pair the strategy is on',
      "the symbol is taken from the id: params.symbol may be just the strategy's current pair",
      async (context) => {
        const id = await context.order.id();
        const answer = await context.call('order', { id, symbol: await context.symbols.other() });
        const { data } = needData(answer);
        if (v.is(v.object({ symbol: v.literal(context.symbol) }), data)) return;
        throw new Defect(`the order is not one of ${context.symbol}`, answer.trip);
      },
    ],
  ]),
  ...casesOf('cancel', [
    [
      'cancels',
      'a canceled order is done',
      CARE,
      async (context) => {
        const id = await context.order.id();
        needData(await context.order.cancel());
        await needStatus(context, id, doneStatuses);
      },
    ],
    [
      'leaves-list',
      'a canceled order is no longer in the list',
      CARE,
      async (context) => {
        const id = await context.order.id();
        needData(await context.order.cancel());
        const { ids, answer } = await openIds(context);
        if (ids.includes(id)) throw new Defect(`${id} is still there`, answer.trip);
      },
    ],
  ]),
];
