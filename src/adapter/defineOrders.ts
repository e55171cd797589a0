import type { Data, Params } from '../protocol/methods.js';
import { cutHistory } from '../protocol/order.js';
import { contractIn } from '../protocol/spelling.js';
import type { FmzSymbol } from '../protocol/symbol.js';
import type { Answer } from './Api.js';
import { type FoundInstrument, type Instrument, symbolOf } from './Instrument.js';
import { refuseWhileClosed } from './marketHours.js';
import type { OrderApi, OrderDefinition } from './OrderDefinition.js';
import { orderIdOf, toOrderKey } from './orderIds.js';
import { type DeclaredOptions, refuseSpotReduceOnly } from './orderOptions.js';
import { phaseOf } from './orderStates.js';
import { placeOrder } from './placeOrder.js';
import { findOldOrder, findOrder, isOpen, parseOrders } from './readOrders.js';
import { rawOf } from './readPages.js';
import { selectInstruments } from './selection.js';
import { checkOrderSteps, checkSteps, withSteps } from './steps.js';
import { amendOrder, cancelOrder } from './writeOrders.js';
import { addYoungOrders } from './youngOrders.js';

type OrderMethod<A, M extends 'trade' | 'orders' | 'order' | 'historyorders' | 'cancel' | 'modifyorder'> = (
  params: Params<M>,
  api: A,
) => Promise<Answer<Data<M>>>;

/** The methods about orders. */
export type OrderMethods<A> = {
  [M in 'trade' | 'order' | 'cancel']: OrderMethod<A, M>;
} & { [M in 'orders' | 'historyorders' | 'modifyorder']?: OrderMethod<A, M> };

/**
 * Makes the methods about orders of what is an exchange's own. Each write is sent at most once, and looked for where its
 * answer is lost; an order that was placed a moment ago is looked for again; amounts and prices are checked against the
 * steps before anything is sent; lists come oldest first.
 *
 * @example
 * export const orders = defineOrders<ExampleApi, ExampleInstrument, OrderRow, OrderRequest>({ ids, states, ... });
 * // and in the adapter: defineExchange({ ..., methods: { ...market, ...orders } })
 */
export function defineOrders<A extends OrderApi<I>, I extends Instrument, Row, Request>(
  definition: OrderDefinition<A, I, Row, Request>,
): OrderMethods<A> {
  const { ids, isOffStep, amend, open, done, options = {}, whileClosed = 'refuses', expiring } = definition;

  return {
    trade: declareTrade(
      { options, needsClock: expiring.length > 0 },
      async (asked: Params<'trade'>, api: A) => {
        const { instruments } = api.state;
        const instrument = await instruments.find(api, asked.symbol);
        const params = { ...asked, symbol: toSymbol(instrument) };
        if (instrument.kind === 'spot') refuseSpotReduceOnly(params);
        await refuseWhileClosed(api, instrument, params, whileClosed);
        const place = (request: Request) => placeOrder(definition, api, instrument, request);
        const { id, reply } = await withSteps(api, instruments, instrument, {
          check: (found) => checkOrderSteps(params, definition.steps(found)),
          isOffStep,
          work: (found) => definition.trade(api, { ...found, name: instrument.name }, params, place),
        });
        return { data: { id: orderIdOf(ids, { instrument, id }) }, raw: reply.raw };
      },
    ),

    ...(open && {
      async orders({ symbol }, api) {
        const selection = await selectInstruments(api, symbol);
        const listed = await open(api, selection);
        const { rows, replies } = await addYoungOrders(definition, api, selection, listed);
        const { recentOrders } = api.state;
        const isOver = (row: Row) =>
          recentOrders.isOver(
            api,
            orderIdOf(ids, { instrument: definition.instrumentOf(row), id: definition.idOf(row) }),
          );
        const waiting = rows.filter((row) => isOpen(definition, row) && !isOver(row));
        return { data: await parseOrders(definition, api, selection, waiting, 'open'), raw: rawOf(replies) };
      },
    }),

    async order(params, api) {
      const key = await toOrderKey(api, ids, params);
      const { recentOrders } = api.state;
      const id = orderIdOf(ids, key);
      const found =
        (await recentOrders.find(api, id, () => findOrder(definition, api, key))) ??
        (await findOldOrder(definition, api, key));
      const [order] = found ? await parseOrders(definition, api, { holds: () => true }, [found.row]) : [];
      if (!found || !order) throw recentOrders.unknown(api, id, definition.unknown);
      return { data: order, raw: found.reply.raw };
    },

    async cancel(params, api) {
      const { raw } = await cancelOrder(definition, api, await toOrderKey(api, ids, params));
      return { data: true, raw };
    },

    ...(done && {
      async historyorders({ symbol, since, limit }, api) {
        const selection = await selectInstruments(api, symbol);
        const { rows, replies } = await done(api, selection, { since, limit });
        // In a state that is not known, those of the history are done.
        const over = rows.filter((row) => phaseOf(definition.states, definition.stateOf(row)) !== 'open');
        const orders = await parseOrders(definition, api, selection, over, 'done');
        // One that does not say when it was made is better told twice than not at all.
        const wanted = orders.filter(({ time = since }) => time >= since);
        return { data: cutHistory(wanted, { since, limit }), raw: rawOf(replies) };
      },
    }),

    ...(amend && {
      async modifyorder({ price, amount, ...params }, api) {
        const key = await toOrderKey(api, ids, params);
        const terms = { price, amount };
        const work = () => amendOrder(definition, amend, api, key, terms);
        const { instruments } = api.state;
        const instrument = await instruments.byId(api, key.instrument.list, key.instrument.id);
        const changed = instrument
          ? await withSteps(api, instruments, instrument, {
              check: (found) => checkSteps(symbolOf(found, api.now()), terms, definition.steps(found)),
              isOffStep,
              work,
            })
          : await work();
        const { raw } = changed.reply;
        if (changed.id === key.id) return { data: { id: params.id }, raw };
        const id = orderIdOf(ids, { instrument: key.instrument, id: changed.id });
        api.state.recentOrders.note(api, id);
        return { data: { id }, raw };
      },
    }),
  };
}

/** Notes at the method itself what `defineExchange` has to know of it. */
function declareTrade<T extends object>(
  facts: { options: DeclaredOptions; needsClock: boolean },
  trade: T,
): T {
  return Object.assign(trade, facts);
}

/** A symbol by what it means: what is on spot has no contract, though it may have a class. */
function toSymbol({ name, base, quote, kind, id }: FoundInstrument): FmzSymbol {
  return { name, base, quote, ...(kind !== 'spot' && { contract: contractIn(name) ?? id }) };
}
