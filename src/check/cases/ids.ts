import * as v from 'valibot';
import { type MethodName, methods } from '../../protocol/methods.js';
import { type Bench, NO_AMOUNT, NO_ORDER } from '../Bench.js';
import { type CheckCase, casesOf, Defect, Skip } from '../CheckCase.js';

const identified = v.object({ id: v.unknown() });

async function idOf(bench: Bench, id: string): Promise<unknown> {
  const { data } = await bench.call('order', { id, symbol: bench.symbol });
  return v.is(identified, data) ? data.id : undefined;
}

/** A method that takes an id must not find an order that never was. */
const refusesUnknown = (name: MethodName) => async (bench: Bench) => {
  // With keys of nobody: what changes an account must not change the user's.
  const keys = methods[name].access === 'write' ? bench.nobody : bench.keys;
  const answer = await bench.call(name, { id: NO_ORDER, symbol: bench.symbol }, { keys });
  if (answer.error === undefined)
    throw new Defect(`${NO_ORDER} was never placed, but the answer has data`, answer.trip);
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
    async (bench) => {
      const ids = ['BTC-USDT,1', 'BTC-USDT,2'];
      const [one, other] = await Promise.all(ids.map((id) => idOf(bench, id)));
      if (one !== undefined && one === other)
        throw new Defect(
          `${ids.join(' and ')} are both answered with the order ${String(one)}`,
          bench.wire.trips.at(-1),
        );
    },
  ],
  [
    'old-dialect',
    'an id without a comma gets an answer',
    'ids of older plugins have no comma: data or an error, never a dropped connection',
    async (bench) => {
      await bench.call('order', { id: '123456', symbol: bench.symbol });
    },
  ],
  [
    'number',
    'an id that is a number gets an answer',
    'lenient in: data or an error, never a dropped connection',
    async (bench) => {
      await bench.call('order', { id: 123456, symbol: bench.symbol });
    },
  ],
  [
    'nobody',
    'made-up keys cannot place an order',
    'an id in the answer means that the exchange has the order',
    async (bench) => {
      if (!bench.trade) throw new Skip('sends an order: allow it with --trade');
      if (await bench.takesAnyKeys()) throw new Skip('this exchange accepts any keys');
      const params = { symbol: bench.symbol, type: 'buy', price: '1', amount: NO_AMOUNT };
      const answer = await bench.call('trade', params, { keys: bench.nobody });
      if (answer.error === undefined) throw new Defect('an id for an order that cannot exist', answer.trip);
    },
  ],
]);
