import {
  type Api,
  defineExchange,
  defineOrders,
  type Exchange,
  type ExchangeDefinition,
  ExchangeError,
  type Instrument,
  Instruments,
  isDecisiveStatus,
  type OrderDefinition,
  RecentOrders,
} from 'fmzproto';
import * as v from 'valibot';

type Listed = Instrument<null, 'spot'>;
type DeskApi = Api<{ access_key: string }, ReturnType<typeof createState>>;
type Row = v.InferOutput<typeof orderRow>;
type Request = Record<'pair' | 'side' | 'price' | 'amount' | 'tif', string>;

/** What desks differ in. */
export type DeskParts = Partial<
  Pick<
    OrderDefinition<DeskApi, Listed, Row, Request>,
    'clientOrderIds' | 'trace' | 'accepted' | 'options' | 'whileClosed'
  >
> & { hours?: ExchangeDefinition<{ access_key: string }, ReturnType<typeof createState>>['hours'] };

const orderRow = v.object({
  ...{ id: v.string(), ref: v.string(), pair: v.string(), side: v.picklist(['buy', 'sell']) },
  ...{ price: v.string(), amount: v.string(), at: v.number(), status: v.string(), reason: v.string() },
});
const clock = v.object({ open: v.boolean(), opens: v.number() });

const instrument = (base: string): Listed => ({
  ...{ list: 'spot', id: `${base}USD`, kind: 'spot', base, quote: 'USD', standard: true, row: null },
});

function createState() {
  const instruments = new Instruments<null, 'spot'>({
    exchange: 'Desk',
    lists: ['spot'],
    listOf: () => 'spot',
    read: async () => ({ instruments: [instrument('AAPL'), instrument('MSFT')], replies: [] }),
    delistedName: (id) => id,
  });
  return { instruments, recentOrders: new RecentOrders() };
}

/** The open orders that a request may have made: as it is, and not from before it was sent. */
export async function traceOpen(api: DeskApi, request: Request, sentAt: number) {
  const reply = await api.signedGet('/open');
  const [found, ...more] = v
    .parse(v.array(orderRow), reply.json)
    .filter(({ pair, side, price, amount, at }) => {
      const same = pair === request.pair && side === request.side && price === request.price;
      return same && amount === request.amount && at >= sentAt - 1000;
    });
  return found && more.length === 0 ? { id: found.id, reply } : undefined;
}

/** Asks the venue for its hours. */
export const readHours: DeskParts['hours'] = async (_instrument, api) => {
  const { open, opens } = v.parse(clock, (await api.get('/clock')).json);
  return { open, ...(!open && { opens }) };
};

/** An adapter as an author writes one, in front of the double of the same name. */
export function createDesk(name: string, { hours, ...parts }: DeskParts): Exchange {
  const orders = defineOrders<DeskApi, Listed, Row, Request>({
    ids: {
      ...{ example: 'AAPLUSD,1', pattern: /^\d+$/, format: ({ id }) => id },
      parse: (id) => ({ list: 'spot', id }),
    },
    states: { accepted: 'open', open: 'open', filled: 'filled', canceled: 'canceled', failed: 'failed' },
    steps: () => ({ lotSize: '', minimum: '', tickSize: '' }),
    isOffStep: () => false,
    isUnknown: ({ code }) => code === '404',
    unknown: { message: 'no such order' },
    expiring: [],
    instrumentOf: ({ pair }) => ({ list: 'spot', id: pair }),
    idOf: ({ id }) => id,
    clientIdOf: ({ ref }) => ref || undefined,
    stateOf: ({ status }) => status,
    termsOf: ({ price, amount }) => ({ price, amount }),
    parse: ({ id, pair, price, amount, side, status, at }, symbol) => ({
      ...{ id: `${pair},${id}`, symbol, price: Number(price), amount: Number(amount), type: side, time: at },
      ...{ deal_amount: 0, avg_price: 0 },
      status: status === 'open' || status === 'accepted' ? 'pending' : 'canceled',
    }),
    trade: (_api, { id: pair }, { type, price = '', amount, options }, place) =>
      place({ pair, side: type, price, amount, tif: options.timeInForce ?? '' }),
    async place(api, request, ref, limits) {
      const reply = await api.signedPost('/orders', { ...request, ref }, limits);
      return { id: v.parse(v.object({ id: v.string() }), reply.json).id, reply };
    },
    async cancel(api, { id }, limits) {
      return api.request({ method: 'DELETE', path: '/orders', query: { id }, signed: true, ...limits });
    },
    async find(api, { id, byClientId }) {
      const reply = await api.signedGet('/orders', byClientId ? { ref: id } : { id });
      return { rows: [v.parse(orderRow, reply.json)], reply };
    },
    async open(api) {
      const reply = await api.signedGet('/open');
      return { rows: v.parse(v.array(orderRow), reply.json), replies: [reply] };
    },
    ...parts,
  });
  return defineExchange({
    name,
    baseUrl: 'https://desk.example',
    credentials: v.object({ access_key: v.string(), secret_key: v.string() }),
    sign: (request, keys) => ({ ...request, headers: { ...request.headers, account: keys.access_key } }),
    reject({ status, json }) {
      if (status < 300) return;
      const { error = `HTTP ${status}` } = Object(json);
      const outcome = isDecisiveStatus(status) ? 'rejected' : 'unknown';
      throw new ExchangeError({ code: String(status), message: String(error), outcome });
    },
    createState,
    ...(hours && { hours }),
    methods: orders,
  });
}
