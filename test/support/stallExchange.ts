import * as v from 'valibot';
import type { OrderDefinition, OrderIds, TickSize } from '../../src/index.js';
import {
  type Api,
  decimalField,
  defineExchange,
  defineOrders,
  type Instrument,
  Instruments,
  parseReply,
  RecentOrders,
  readInstruments,
  smallestTick,
  textField,
} from '../../src/index.js';

const instrumentRow = v.object({ id: textField });
const orderRow = v.object({ id: textField, stock: textField, price: decimalField, amount: decimalField });
export type StallOrder = v.InferOutput<typeof orderRow>;
export type StallInstrument = Instrument<v.InferOutput<typeof instrumentRow>, 'stocks'>;
export type StallApi = Api<{ access_key: string }, ReturnType<typeof createState>>;

const naming = v.pipe(
  instrumentRow,
  v.transform(({ id }) => ({
    ...{ list: 'stocks' as const, id, kind: 'spot' as const, base: id, quote: 'USD', standard: true },
  })),
);

/** An order of the stall, as its API tells it. */
export const stallOrder = (id: string, stock: string) => ({ id, stock, price: '1', amount: '1' });

export const stallIds: OrderIds<StallApi, 'stocks'> = {
  ...{ example: 'AAPL,1', pattern: /^\d+$/, format: ({ id }) => id },
  parse: (id) => ({ list: 'stocks', id }),
};

function createState(perAccount = false) {
  const instruments = new Instruments<StallInstrument['row'], 'stocks'>({
    ...{ exchange: 'Stall', lists: ['stocks'], listOf: () => 'stocks', perAccount },
    async read(api) {
      const reply = await (perAccount ? api.signedGet('/stocks') : api.get('/stocks'));
      const rows = parseReply(v.array(v.unknown()), reply);
      return { ...readInstruments(rows, { naming, row: instrumentRow, id: 'id' }), replies: [reply] };
    },
    delistedName: (id) => `${id}_USD`,
  });
  return { instruments, recentOrders: new RecentOrders() };
}

/**
 * A small exchange of stocks with a REST API: GET /stocks, POST /orders, GET and DELETE /orders/ID. Keys go into a header.
 *
 * @param options.open how it tells its open orders.
 */
export function stallExchange(
  options: {
    perAccount?: boolean;
    tickSize?: TickSize;
    open?: OrderDefinition<StallApi, StallInstrument, StallOrder, object>['open'];
  } = {},
) {
  const { perAccount = false, tickSize = '', open = async () => ({ rows: [], replies: [] }) } = options;
  return defineExchange({
    name: 'Stall',
    baseUrl: 'https://stall.test',
    credentials: v.pipe(
      v.object({ access_key: v.string(), secret_key: v.string() }),
      v.check(({ access_key }) => access_key !== '', 'the access key is missing'),
    ),
    sign: (request, { access_key }) => ({ ...request, headers: { ...request.headers, key: access_key } }),
    createState: () => createState(perAccount),
    methods: {
      markets: (_params, api) =>
        api.state.instruments.markets(api, ({ base, quote }, symbol) => ({
          ...{ symbol, base_asset: base, quote_asset: quote, tick_size: Number(smallestTick(tickSize)) },
        })),
      ...defineOrders<StallApi, StallInstrument, StallOrder, object>({
        ids: stallIds,
        states: { open: 'open' },
        steps: () => ({ lotSize: '', minimum: '', tickSize }),
        isOffStep: () => false,
        isUnknown: () => false,
        unknown: { message: 'no such order' },
        expiring: [],
        instrumentOf: ({ stock }) => ({ list: 'stocks', id: stock }),
        idOf: ({ id }) => id,
        stateOf: () => 'open',
        termsOf: ({ price, amount }) => ({ price, amount }),
        parse: ({ id, stock, price, amount }, symbol) => ({
          ...{ id: `${stock},${id}`, symbol, price: Number(price), amount: Number(amount), deal_amount: 0 },
          ...{ avg_price: 0, type: 'buy', status: 'submitted' },
        }),
        trade: (_api, { id }, { price, amount }, place) => place({ stock: id, price, amount }),
        async place(api, order) {
          const reply = await api.signedPost('/orders', order);
          return { id: parseReply(v.object({ id: textField }), reply).id, reply };
        },
        cancel: (api, { id }) => api.request({ method: 'DELETE', path: `/orders/${id}`, signed: true }),
        async find(api, { id }) {
          const reply = await api.signedGet(`/orders/${id}`);
          return { rows: [parseReply(orderRow, reply)], reply };
        },
        open,
      }),
    },
  });
}

/** Reads the open orders of one stock. */
export async function readStallOrders(api: StallApi, stock: string) {
  const reply = await api.signedGet('/open', { stock });
  return { rows: parseReply(v.array(orderRow), reply), replies: [reply] };
}
