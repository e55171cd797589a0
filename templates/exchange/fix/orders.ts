import {
  createClientOrderId,
  defineOrders,
  type FixMessage,
  formatUtc,
  type OrderKey,
  parseFields,
  untilTotal,
} from 'fmzproto';
import {
  type __Exchange__Instrument,
  instrumentOf,
  labelOf,
  parseLabel,
  type Product,
  products,
  stepsOf,
} from './instruments.ts';
import { type ListedOrder, orderStates, parseOrder } from './parse.ts';
import { isOffStep, isUnknownOrder } from './reject.ts';
import { orderRow } from './replies.ts';
import type { __Exchange__Api } from './state.ts';
import { orderTags, tag } from './tags.ts';
import { type OrderRequest, toOrderRequest, typeOf } from './toOrderRequest.ts';

/** Orders, by their ClOrdID. What the venue lacks of `amend` is deleted. */
export const orders = defineOrders<__Exchange__Api, __Exchange__Instrument, ListedOrder, OrderRequest>({
  ids: {
    example: '__orderLabel__,fmz8b1f0c2d4e6a7f90123446789abc',
    // FILL IN: what the ids of orders look like that were placed elsewhere.
    pattern: /^[\x21-\x7e]{1,64}$/,
    format: labelOf,
    parse: parseLabel,
  },
  states: orderStates,
  steps: stepsOf,
  isOffStep,
  isUnknown: isUnknownOrder,
  unknown: { message: 'there is no such order' },
  // FILL IN: the writes that the venue drops when they arrive late, where their messages say until when they are good.
  expiring: [],
  // Where ClOrdIDs are shorter than 31 characters; the ids that are created below are handed the same length.
  // clientOrderIdLength: 20,

  instrumentOf,
  idOf: ({ clientOrderId }) => clientOrderId,
  clientIdOf: ({ clientOrderId }) => clientOrderId,
  stateOf: ({ status }) => status,
  termsOf: ({ price, amount }) => ({ price, amount }),
  parse: parseOrder,

  trade: (_api, instrument, params, place) => place(toOrderRequest(instrument, params)),

  // FILL IN: below, what else the messages hold, and where the venue wants which field.
  async place(api, order, clientOrderId, limits) {
    const reply = await api.fix.ask({
      type: 'D',
      fields: [[tag.ClOrdID, clientOrderId], ...order, [tag.TransactTime, formatUtc(api.now())]],
      accepts: isReport,
      isComplete: isSettled,
      ...limits,
    });
    return { id: readOrder(reply.message).clientOrderId, reply };
  },

  /** The order goes on under a ClOrdID of its own, which FMZ is told. */
  async amend(api, key, terms, limits) {
    const { row } = await findOne(api, key);
    const amount = terms.amount ?? row.amount;
    const clientOrderId = createClientOrderId();
    const reply = await api.fix.ask({
      type: 'G',
      fields: [
        [tag.OrigClOrdID, key.id],
        [tag.ClOrdID, clientOrderId],
        [tag.Symbol, key.instrument.id],
        [tag.Side, row.side === 'buy' ? '1' : '2'],
        [tag.OrderQty, amount],
        ...typeOf(terms.price ?? row.price),
        [tag.TransactTime, formatUtc(api.now())],
      ],
      accepts: isReport,
      isComplete: isSettled,
      ...limits,
    });
    return { id: clientOrderId, reply };
  },

  // FILL IN: Side (54), where the venue insists on it: read the order first, as `amend` does.
  cancel: (api, { id, instrument }, limits) =>
    api.fix.ask({
      type: 'F',
      fields: [
        [tag.OrigClOrdID, id],
        [tag.ClOrdID, createClientOrderId()],
        [tag.Symbol, instrument.id],
        [tag.TransactTime, formatUtc(api.now())],
      ],
      accepts: isReport,
      isComplete: isSettled,
      ...limits,
    }),

  async find(api, key) {
    const { row, reply } = await findOne(api, key);
    return { rows: [row], reply };
  },

  async open(api, { lists: [list = products[0]] }) {
    const reply = await api.fix.ask({
      type: 'AF',
      fields: [
        [tag.MassStatusReqID, createClientOrderId()],
        [tag.MassStatusReqType, '7'],
      ],
      isComplete: untilTotal(tag.TotNumReports),
    });
    // FILL IN: how the venue says that there are none: 911=0 here.
    const reports = reply.messages.filter((message) => message.get(tag.TotNumReports) !== '0');
    return { rows: reports.map((message) => ({ ...readOrder(message), list })), replies: [reply] };
  },
});

/** An order as it is now. @throws ExchangeError where there is none. */
async function findOne(api: __Exchange__Api, { id, instrument }: OrderKey<Product>) {
  // FILL IN: whether a changed order can be asked for by the id that it had before, as here, and without Side (54): where the
  // venue insists on that, ask with 54=1, and where there is no such order with 54=2.
  const reply = await api.fix.ask({
    type: 'H',
    fields: [
      [tag.ClOrdID, id],
      [tag.Symbol, instrument.id],
    ],
    accepts: isStatus,
  });
  return { row: { ...readOrder(reply.message), list: instrument.list }, reply };
}

// FILL IN: the ExecTypes of the venue's reports, here and below. A refusal has to be let through: what is not is waited for
// until the deadline.
/** Whether a message tells how an order is, or refuses to: some venues say with 150=8 that there is none. */
function isStatus(message: FixMessage): boolean {
  return message.type !== '8' || ['I', '8'].includes(message.get(tag.ExecType) ?? '');
}

/** Whether it tells what became of what was asked. */
function isReport(message: FixMessage): boolean {
  return message.type !== '8' || message.get(tag.ExecType) !== 'I';
}

/** Whether the venue has done what was asked, and does not only say that it will: A, 6 and E are pending. */
function isSettled(messages: readonly FixMessage[]): boolean {
  return !['A', '6', 'E'].includes(messages.at(-1)?.get(tag.ExecType) ?? '');
}

function readOrder(message: FixMessage) {
  return parseFields(orderRow, message, orderTags);
}
