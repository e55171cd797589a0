import * as v from 'valibot';
import { doneStatuses, openStatuses } from '../../protocol/order.js';
import type { Bench } from '../Bench.js';
import { type CheckCase, casesOf, Defect } from '../CheckCase.js';
import { type Envelope, needData } from '../readEnvelope.js';

const CARE = 'what CreateOrder placed is found by GetOrder and GetOrders, and is gone after CancelOrder';

async function openIds(bench: Bench): Promise<{ ids: unknown[]; answer: Envelope }> {
  const answer = await bench.call('orders', { symbol: bench.symbol });
  const rows = v.safeParse(v.array(v.object({ id: v.unknown() })), needData(answer).data);
  return { ids: rows.success ? rows.output.map(({ id }) => id) : [], answer };
}

async function needStatus(bench: Bench, id: string, words: readonly string[]): Promise<void> {
  const answer = await bench.call('order', { id, symbol: bench.symbol });
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
      async (bench) => {
        const id = await bench.order.id();
        const { ids, answer } = await openIds(bench);
        if (!ids.includes(id)) throw new Defect(`${id} is missing`, answer.trip);
      },
    ],
  ]),
  ...casesOf('order', [
    [
      'finds-placed',
      'an order that was placed is open',
      CARE,
      async (bench) => needStatus(bench, await bench.order.id(), openStatuses),
    ],
    [
      'own-symbol',
      'an order is found by its id, whatever pair the strategy is on',
      "the symbol is taken from the id: params.symbol may be just the strategy's current pair",
      async (bench) => {
        const id = await bench.order.id();
        const answer = await bench.call('order', { id, symbol: bench.otherSymbol });
        const { data } = needData(answer);
        if (v.is(v.object({ symbol: v.literal(bench.symbol) }), data)) return;
        throw new Defect(`the order is not one of ${bench.symbol}`, answer.trip);
      },
    ],
  ]),
  ...casesOf('cancel', [
    [
      'cancels',
      'a canceled order is done',
      CARE,
      async (bench) => {
        const id = await bench.order.id();
        needData(await bench.order.cancel());
        await needStatus(bench, id, doneStatuses);
      },
    ],
    [
      'leaves-list',
      'a canceled order is no longer in the list',
      CARE,
      async (bench) => {
        const id = await bench.order.id();
        needData(await bench.order.cancel());
        const { ids, answer } = await openIds(bench);
        if (ids.includes(id)) throw new Defect(`${id} is still there`, answer.trip);
      },
    ],
  ]),
];
