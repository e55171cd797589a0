import * as v from 'valibot';
import {
  decimalField,
  defineOrders,
  directionOf,
  type FixField,
  type FixMessage,
  formatOrderId,
  formatUtc,
  type Order,
  type OrderKey,
  type OrderStates,
  optionalDecimalField,
  optionalTextField,
  optionalUtcTimeField,
  ownRow,
  type Params,
  parseFields,
  readStatus,
  textField,
  toNumber,
  untilTotal,
  type WriteLimits,
} from '../../../src/index.js';
import { type DeribitInstrument, stepsOf } from './instruments.js';
import { requestId } from './requestId.js';
import type { DeribitApi, Sent } from './state.js';

const tags = {
  ...{ id: 11, clientId: 41, symbol: 55, side: 54, type: 40, state: 39, amount: 38, filled: 14 },
  ...{ price: 44, average: 6, time: 60 },
};
const report = ownRow(
  'order',
  'id',
  v.object({
    ...{ id: textField, clientId: optionalTextField, symbol: textField, side: textField, type: textField },
    ...{ state: textField, amount: decimalField, filled: decimalField, price: optionalDecimalField },
    ...{ average: optionalDecimalField, time: optionalUtcTimeField },
  }),
);
type Report = v.InferOutput<typeof report>;

const states: OrderStates = { 0: 'open', 1: 'open', 2: 'filled', 4: 'canceled', 8: 'failed' };
const [LIMIT, MARKET] = ['2', '1'];
const BUY = '1';

/** What is sent of an order besides its id. */
type OrderFields = readonly FixField[];

export const orders = defineOrders<DeribitApi, DeribitInstrument, Report, OrderFields>({
  ids: {
    example: 'BTC-PERPETUAL,12345',
    pattern: /^[A-Z]{0,4}-?\d+$/,
    format: ({ id }) => id,
    parse: (native) => ({ list: 'futures', id: native.toUpperCase() }),
  },
  states,
  steps: stepsOf,
  isOffStep: () => false,
  isUnknown: ({ message }) => /order not found/i.test(message),
  unknown: { message: 'order not found' },
  expiring: ['place'],

  instrumentOf: ({ symbol: id }) => ({ list: 'futures', id }),
  idOf: ({ id }) => id,
  clientIdOf: ({ clientId }) => clientId || undefined,
  stateOf: ({ state }) => state,
  termsOf: ({ price, amount }) => ({ price, amount }),
  parse: parseOrder,

  trade: (_api, instrument, params, place) => place(toFields(instrument, params)),

  async place(api, order, clientOrderId, limits) {
    const reply = await api.fix.ask({
      type: 'D',
      fields: [[11, clientOrderId], ...order, ...validUntil(api, limits)],
      // It is accepted first; what is filled or canceled later is another report.
      accepts: (message) => message.type !== '8' || message.get(150) !== 'I',
      ...limits,
    });
    return { id: parseFields(report, reply.message, tags).id, reply };
  },

  async amend(api, key, terms, limits) {
    const { message } = await readOne(api, key);
    const { id, symbol, side, amount, price } = parseFields(report, message, tags);
    return api.fix.ask({
      type: 'G',
      fields: [
        ...([
          [41, id],
          [11, requestId()],
          [55, symbol],
          [54, side],
        ] as const),
        ...([
          [38, terms.amount ?? amount],
          [44, terms.price ?? price],
        ] as const),
      ],
      accepts: (answer) => isVerdict(answer, '2', '5'),
      ...limits,
    });
  },

  async cancel(api, key, limits) {
    const id = key.byClientId ? parseFields(report, (await readOne(api, key)).message, tags).id : key.id;
    return api.fix.ask({
      type: 'F',
      fields: [[41, id]],
      accepts: (answer) => isVerdict(answer, '1', '4'),
      ...limits,
    });
  },

  async find(api, key) {
    const reply = await readOne(api, key);
    return { rows: [parseFields(report, reply.message, tags)], reply };
  },

  async open(api) {
    const reply = await api.fix.ask({
      type: 'AF',
      fields: [
        [584, requestId()],
        [585, '7'],
      ],
      isComplete: untilTotal(911),
    });
    // One without an order says that there is none.
    const reports = reply.messages.filter((message) => message.get(911) !== '0');
    return { rows: reports.map((message) => parseFields(report, message, tags)), replies: [reply] };
  },
});

/** Reports of changes and cancellations, which may be about the same order at the same time. */
function isVerdict(answer: FixMessage, asked: string, done: string): boolean {
  return answer.type === '8' ? answer.get(150) === done : answer.get(434) !== (asked === '1' ? '2' : '1');
}

/** An order, by Deribit's id or by ours: it is the id of the request as well. */
function readOne(api: DeribitApi, { id, byClientId }: OrderKey<'futures'>): Promise<Sent> {
  const fields: FixField[] = [
    [584, id],
    [585, '1'],
    [9014, byClientId ? '1' : '0'],
  ];
  return api.fix.ask({ type: 'AF', fields });
}

function toFields({ id }: DeribitInstrument, { type, price, amount }: Params<'trade'>): OrderFields {
  const { side, closes } = directionOf(type);
  return [
    ...([
      [55, id],
      [54, side === 'buy' ? BUY : '2'],
      [38, amount],
      [854, '1'],
    ] as const),
    ...(price === undefined
      ? ([[40, MARKET]] as const)
      : ([
          [40, LIMIT],
          [44, price],
        ] as const)),
    ...(closes ? ([[18, 'E']] as const) : []),
  ];
}

/** ValidUntilTime: Deribit drops the order after it. */
function validUntil(api: DeribitApi, { expiresIn }: WriteLimits): FixField[] {
  return expiresIn === undefined ? [] : [[62, formatUtc(api.now() + expiresIn)]];
}

function parseOrder(row: Report, symbol: string): Order {
  const amounts = { amount: toNumber(row.amount), deal_amount: toNumber(row.filled) };
  return {
    id: formatOrderId(row.symbol, row.id),
    symbol,
    ...amounts,
    price: row.type === MARKET ? 0 : toNumber(row.price || '0'),
    avg_price: toNumber(row.average || '0'),
    type: row.side === BUY ? 'buy' : 'sell',
    status: readStatus(states, row.state, amounts),
    ...(row.time !== '' && { time: Number(row.time) }),
    offset: 'open',
    contract_type: symbol.split('.')[1] ?? '',
  };
}
