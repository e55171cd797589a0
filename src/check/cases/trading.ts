import * as v from 'valibot';
import { doneStatuses, openStatuses } from '../../protocol/order.js';
import { listed, say } from '../../wording/say.js';
import { type AnswerEnvelope, Defect, needData } from '../AnswerEnvelope.js';
import { askUntil } from '../askUntil.js';
import { type CheckCase, casesOf } from '../CheckCase.js';
import type { CheckContext } from '../CheckContext.js';
import { dataOf } from '../dataOf.js';
import { nativeIdOf } from '../structures/orders.js';

const CARE = 'what CreateOrder placed is found by GetOrder and GetOrders, and is gone after CancelOrder';
const EXISTS = 'an id means that the exchange has the order: a strategy that is told of none places it again';

const identified = v.array(v.object({ id: v.string() }));

/** The ids of a list of orders. */
function idsIn({ data }: Pick<AnswerEnvelope, 'data'>): string[] {
  const rows = v.safeParse(identified, data);
  return rows.success ? rows.output.map(({ id }) => id) : [];
}

/** @throws Skip where the exchange lists none. */
async function openOrders(context: CheckContext): Promise<AnswerEnvelope> {
  const params = { symbol: context.symbol };
  const answer = await context.call('orders', params);
  await dataOf(context, 'orders', answer, params);
  return answer;
}

const hasStatus = (answer: AnswerEnvelope, id: string, words: readonly string[]) =>
  v.is(v.object({ id: v.literal(id), status: v.picklist(words) }), answer.data);

function needStatus(answer: AnswerEnvelope, id: string, words: readonly string[]): void {
  needData(answer);
  if (hasStatus(answer, id, words)) return;
  throw new Defect(
    say('the order is not {id}, or its status is not one of {words}', { id, words: listed(words) }),
    answer.trip,
  );
}

/** The order that was placed, once it is canceled. */
async function canceled(context: CheckContext): Promise<string> {
  const id = await context.order.id();
  needData(await context.order.cancel());
  return id;
}

/** A list holds an order once, whatever stands before the comma of its id, with its symbol and without one. */
async function needOnce(context: CheckContext, name: 'orders' | 'historyorders', id: string): Promise<void> {
  const either: readonly { symbol?: string }[] = [{ symbol: context.symbol }, {}];
  for (const params of either) {
    const ask = async () => {
      const answer = await context.call(name, params);
      await dataOf(context, name, answer, params);
      return answer;
    };
    const alike = (answer: AnswerEnvelope) =>
      idsIn(answer).filter((one) => nativeIdOf(one) === nativeIdOf(id));
    const answer = await askUntil(ask, (found) => alike(found).length > 0);
    const found = alike(answer);
    const { symbol } = params;
    if (found.length > 1) throw new Defect(toldAs(found, symbol), answer.trip);
    // A history may leave out what never traded.
    if (found.length === 0 && name === 'orders') throw new Defect(lacks(id, symbol), answer.trip);
  }
}

function toldAs(ids: readonly string[], symbol: string | undefined): string {
  const orders = ids.join(say(' and as '));
  return symbol === undefined
    ? say('the list of everything tells it as {orders}', { orders })
    : say('the list of {symbol} tells it as {orders}', { symbol, orders });
}

function lacks(id: string, symbol: string | undefined): string {
  return symbol === undefined
    ? say('the list of everything lacks {id}', { id })
    : say('the list of {symbol} lacks {id}', { symbol, id });
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
        const answer = await askUntil(
          () => openOrders(context),
          (found) => idsIn(found).includes(id),
        );
        if (!idsIn(answer).includes(id))
          throw new Defect(say('{what} is missing', { what: id }), answer.trip);
      },
    ],
    [
      'once-placed',
      'an order that was placed is told once, with its symbol and without one',
      'an endpoint that serves several products tells each order once',
      async (context) => needOnce(context, 'orders', await context.order.id()),
    ],
  ]),
  ...casesOf('order', [
    [
      'at-once',
      'an order is found in the moment in which CreateOrder returns its id',
      EXISTS,
      async (context) => {
        const id = await context.order.id();
        const answer = await context.order.atOnce();
        await dataOf(context, 'order', answer, { id });
        if (v.is(v.object({ id: v.literal(id) }), answer.data)) return;
        throw new Defect(say('the order is not {id}', { id }), answer.trip);
      },
    ],
    [
      'finds-placed',
      'an order that was placed is open',
      CARE,
      async (context) => {
        const id = await context.order.id();
        const ask = () => context.call('order', { id, symbol: context.symbol });
        needStatus(await askUntil(ask, (found) => hasStatus(found, id, openStatuses)), id, openStatuses);
      },
    ],
    [
      'stays',
      'an order that CreateOrder has taken is still open a moment later',
      'an order that the exchange accepts and then refuses is an error of CreateOrder',
      async (context) => {
        const id = await context.order.id();
        const answer = await context.order.later();
        if (hasStatus(answer, id, ['canceled']))
          throw new Defect(
            say('CreateOrder returned {id}, and the exchange has refused it', { id }),
            answer.trip,
          );
        needStatus(answer, id, openStatuses);
      },
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
        throw new Defect(say('the order is not one of {symbol}', { symbol: context.symbol }), answer.trip);
      },
    ],
  ]),
  ...casesOf('cancel', [
    [
      'cancels',
      'a canceled order is done',
      CARE,
      async (context) => {
        const id = await canceled(context);
        const ask = () => context.call('order', { id, symbol: context.symbol });
        needStatus(await askUntil(ask, (found) => hasStatus(found, id, doneStatuses)), id, doneStatuses);
      },
    ],
    [
      'leaves-list',
      'a canceled order is no longer in the list',
      CARE,
      async (context) => {
        const id = await canceled(context);
        const answer = await askUntil(
          () => openOrders(context),
          (found) => !idsIn(found).includes(id),
        );
        if (idsIn(answer).includes(id)) throw new Defect(say('{id} is still there', { id }), answer.trip);
      },
    ],
    [
      'once-done',
      'a canceled order is told in the history once, with its symbol and without one',
      'an endpoint that serves several products tells each order once',
      async (context) => needOnce(context, 'historyorders', await canceled(context)),
    ],
  ]),
];
