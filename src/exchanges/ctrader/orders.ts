import type { RawReply } from '../../adapter/Api.js';
import { defineOrders } from '../../adapter/defineOrders.js';
import { ExchangeError, restate } from '../../adapter/ExchangeError.js';
import { createClientOrderId, isClientOrderId, type OrderKey } from '../../adapter/orderIds.js';
import type { Page } from '../../adapter/readPages.js';
import type { FixField } from '../../fix/FixMessage.js';
import { formatUtc } from '../../fix/utc.js';
import { say } from '../../wording/say.js';
import { type CTraderInstrument, instrumentOf, type SymbolList, stepsOf } from './instruments.js';
import { isOpenReport, keepEnd, readOrder, readOrders, reportsOf } from './orderReports.js';
import { type OrderRow, orderStates, parseOrder } from './parse.js';
import { isOffStep, isUnknown } from './reject.js';
import type { CTraderApi } from './state.js';
import { type OrderRequest, toOrderRequest } from './toOrderRequest.js';

const unknown = {
  code: 'ORDER_NOT_FOUND',
  message: 'order not found',
  get hint() {
    return say(
      'one that was changed has the id that ModifyOrder returned; one that was not placed here is told while it is open',
    );
  },
};

/** Orders. @see https://help.ctrader.com/fix/specification/ */
export const orders = defineOrders<CTraderApi, CTraderInstrument, OrderRow, OrderRequest>({
  ids: {
    example: 'EURUSD,fmz8b1f0c2d4e6a7f90123446789abc',
    pattern: /^\d{1,20}$/,
    format: ({ id }) => id,
    async parse(native, api) {
      return { list: 'all', id: await api.state.instruments.spell(api, 'all', native) };
    },
  },
  states: orderStates,
  steps: stepsOf,
  isOffStep,
  isUnknown,
  unknown,
  // No order of cTrader's ends by itself when it arrives late.
  expiring: [],

  instrumentOf,
  idOf: ({ id }) => id,
  currentIdOf: ({ id, clientId }) => (isClientOrderId(id) && clientId !== '' ? clientId : id),
  clientIdOf: ({ id }) => id,
  stateOf: ({ state }) => state,
  termsOf: ({ price, amount }) => ({ price, amount }),
  parse: parseOrder,

  trade: async (api, instrument, params, place) => place(await toOrderRequest(api, instrument, params)),

  /** One at the market is over in a moment: its last report is its answer, as some servers forget what is over. */
  async place(api, { symbol, side, amount, price, position }, clientOrderId, { within }) {
    const reply = await api.fix.ask({
      type: 'D',
      fields: [
        [11, clientOrderId],
        [55, symbol],
        [54, side === 'buy' ? '1' : '2'],
        [60, formatUtc(api.now())],
        [38, amount],
        [40, price === undefined ? '1' : '2'],
        ...field(44, price),
        ...field(721, position),
      ],
      accepts: reportsOf('0', 'F', '4', '8', 'C'),
      ...(price === undefined && { isComplete: (messages) => !messages.slice(-1).every(isOpenReport) }),
      ...(within !== undefined && { within }),
    });
    await keepEnd(api, reply, clientOrderId);
    return { id: clientOrderId, reply };
  },

  /** It has to say the amount, changed or not, and has a client order id of its own: by some servers the order goes under that. */
  async amend(api, key, { price, amount }, { within }) {
    const order = await readCurrent(api, key);
    if (order.type !== '2')
      throw new ExchangeError({
        message: say('only orders with a price can be changed: cancel it, and place another one'),
      });
    const clientId = createClientOrderId();
    api.state.knownOrders.noteChange(api, key.id, { clientId, orderId: order.orderId });
    const reply = await api.fix.ask({
      type: 'G',
      fields: [
        [41, clientIdOf(order)],
        [37, order.orderId],
        [11, clientId],
        [38, amount ?? order.amount],
        [44, price ?? order.price],
        ...field(126, order.expires || undefined),
      ],
      accepts: reportsOf('5'),
      ...(within !== undefined && { within }),
    });
    return { id: key.byClientId ? await currentId(api, key.id, clientId) : key.id, reply };
  },

  async cancel(api, key, { within }) {
    const { clientId, orderId } = await namesOf(api, key);
    const reply = await api.fix.ask({
      type: 'F',
      fields: [[41, clientId], ...field(37, orderId), [11, createClientOrderId()]],
      accepts: reportsOf('4'),
      ...(within !== undefined && { within }),
    });
    await keepEnd(api, reply, key.id);
    return reply;
  },

  find: findOrder,

  open: (api) => readOrders(api, isOpenReport),
});

/** By its client order id, and where a change may have given it another one, by that and by cTrader's own id. */
async function findOrder(api: CTraderApi, key: OrderKey<SymbolList>): Promise<Page<OrderRow, RawReply>> {
  const { knownOrders } = api.state;
  const change = knownOrders.changeOf(api, key.id);
  for (const clientId of key.byClientId ? [key.id, change?.clientId] : []) {
    const found = clientId === undefined ? undefined : await readKnown(api, clientId, key.id);
    if (found) return found;
  }
  const orderId = key.byClientId ? change?.orderId : key.id;
  const listed = orderId === undefined ? undefined : await findListed(api, orderId, key.id);
  if (listed && listed.rows.length > 0) return listed;
  return knownOrders.endOf(api, key.id) ?? listed ?? { rows: [], reply: { raw: [] } };
}

async function findListed(api: CTraderApi, orderId: string, id: string): Promise<Page<OrderRow, RawReply>> {
  const { rows, replies } = await readOrders(api, (message) => message.get(37) === orderId, id);
  return { rows, reply: replies[0] ?? { raw: [] } };
}

/** `undefined` where cTrader knows no order by that client order id. */
async function readKnown(
  api: CTraderApi,
  clientId: string,
  id: string,
): Promise<Page<OrderRow, RawReply> | undefined> {
  try {
    return await readOrder(api, clientId, id);
  } catch (error) {
    if (error instanceof ExchangeError && error.outcome === 'rejected' && isUnknown(error)) return undefined;
    throw error;
  }
}

/** Under which of the two an order goes on that was changed; where that is not to be had, both lead to it. */
async function currentId(api: CTraderApi, id: string, changedBy: string): Promise<string> {
  const renamed = await readKnown(api, changedBy, changedBy).catch(() => undefined);
  return renamed ? changedBy : id;
}

/**
 * An order, before something about it is changed.
 *
 * @throws ExchangeError that `isUnknown` knows where there is none. Nothing was sent then that changes anything.
 */
async function readCurrent(api: CTraderApi, key: OrderKey<SymbolList>): Promise<OrderRow> {
  const { rows } = await findOrder(api, key).catch((error: unknown) => {
    throw restate(error, { outcome: 'rejected' });
  });
  const [row] = rows;
  if (!row) throw new ExchangeError(unknown);
  return row;
}

/** What a cancellation names an order by: one that nothing has changed is known by its id alone. */
async function namesOf(
  api: CTraderApi,
  key: OrderKey<SymbolList>,
): Promise<{ clientId: string; orderId?: string }> {
  if (key.byClientId && !api.state.knownOrders.changeOf(api, key.id)) return { clientId: key.id };
  const row = await readCurrent(api, key);
  return { clientId: clientIdOf(row), orderId: row.orderId };
}

/** @throws ExchangeError where the order has none: FIX names orders by it alone. */
function clientIdOf({ clientId }: OrderRow): string {
  if (clientId !== '') return clientId;
  throw new ExchangeError({
    message: say(
      'the order has no ClOrdID, because it was not placed over FIX: change or cancel it in cTrader',
    ),
  });
}

function field(tag: number, value: string | undefined): FixField[] {
  return value === undefined ? [] : [[tag, value]];
}
