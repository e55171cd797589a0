import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { BigNumber } from 'bignumber.js';
import { AccountState } from './AccountState.js';
import type { WireRequest } from './authenticate.js';
import { Clock } from './Clock.js';
import { type Fault, Faults } from './Fault.js';
import { fillOrder } from './fillOrder.js';
import { Gateway } from './Gateway.js';
import { Market } from './Market.js';
import { matchResting } from './matchOrder.js';
import { defaultAccount, type OkxAccount } from './OkxAccount.js';
import { isOpen, type OkxOrder } from './OkxOrder.js';
import type { RateCount } from './RateMeter.js';
import { respond } from './respond.js';
import { seedOrder } from './seedOrder.js';

export type { Fault } from './Fault.js';
export { defaultAccount, type OkxAccount } from './OkxAccount.js';
export type { OkxOrder } from './OkxOrder.js';

/** A request as it came over the wire, whatever became of it. */
export interface Recorded {
  method: string;
  path: string;
  /** What follows the question mark, percent-encoded as it was sent. */
  query: string;
  headers: IncomingHttpHeaders;
  body: string;
  /** Unix time in ms, on the machine's clock. */
  at: number;
}

export interface OkxDoubleOptions {
  /** @default one account, `defaultAccount` */
  accounts?: OkxAccount[];
  /** Milliseconds added to the double's clock. @default 0 */
  clockOffset?: number;
  /** Refuse what exceeds the published rate limits; they are counted in any case. @default false */
  enforceLimits?: boolean;
}

/** A running double. Accounts are named by their access key; the first one is meant where none is named. */
export interface OkxDouble {
  readonly url: string;
  readonly port: number;
  readonly requests: Recorded[];
  /** The double's own copies: changing a mode here changes the account. */
  readonly accounts: readonly OkxAccount[];
  /** Requests by path and user, as the rate limits count them. */
  readonly rates: ReadonlyMap<string, RateCount>;
  clockOffset: number;
  /** Every order that was accepted, oldest first; of one account, or of all. */
  orders(accessKey?: string): readonly OkxOrder[];
  fault(fault: Fault): void;
  clearFaults(): void;
  /** Moves the price of an instrument; resting orders that it reaches are filled at their own price. */
  setPrice(instId: string, price: string): void;
  setBalance(ccy: string, amount: string, accessKey?: string): void;
  /** Fills an open order, in part when `size` is below what is left, at its own price unless told otherwise. */
  fill(ordId: string, size?: string, price?: string): void;
  /** Adds an order, filled and of now unless told otherwise, without moving money or positions. */
  seedOrder(order: Partial<OkxOrder> & { instId: string }): OkxOrder;
  close(): Promise<void>;
}

/** Starts a double of OKX on a free port of this machine. */
export async function startOkxDouble(options: OkxDoubleOptions = {}): Promise<OkxDouble> {
  const clock = new Clock(options.clockOffset ?? 0);
  const market = new Market(clock);
  const states = (options.accounts ?? [defaultAccount]).map(
    (account) => new AccountState({ ...account }, market),
  );
  const gateway = new Gateway(market, states, options.enforceLimits ?? false);
  const faults = new Faults();
  const requests: Recorded[] = [];

  const server = createServer(async (incoming, response) => {
    const request = await read(incoming);
    if (!request) return;
    const arrivedAt = clock.now();
    const recorded = record(request);
    requests.push(recorded);
    const fault = faults.take(request.method, recorded.path);
    await respond(response, fault, () => gateway.answer(request, arrivedAt));
  });
  // Longer than any test: an idle connection is not closed under a client that is about to use it again.
  server.keepAliveTimeout = 60_000;
  const port = await listen(server);

  const stateOf = (accessKey?: string) => {
    const state = accessKey ? states.find(({ settings }) => settings.accessKey === accessKey) : states[0];
    if (!state) throw new Error('the double has no such account');
    return state;
  };

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    requests,
    accounts: states.map(({ settings }) => settings),
    rates: gateway.meter.counts,
    get clockOffset() {
      return clock.offset;
    },
    set clockOffset(offset) {
      clock.offset = offset;
    },
    orders: (accessKey) => (accessKey ? stateOf(accessKey).orders : states.flatMap(({ orders }) => orders)),
    fault: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    setPrice(instId, price) {
      market.setPrice(instId, price);
      for (const state of states) {
        const reached = state.orders.filter((order) => order.instId === instId && isOpen(order));
        matchResting(reached, state, market);
      }
    },
    setBalance: (ccy, amount, accessKey) => stateOf(accessKey).setCash(ccy, amount),
    fill(ordId, size, price) {
      const state = states.find(({ orders }) =>
        orders.some((order) => order.ordId === ordId && isOpen(order)),
      );
      const order = state?.orders.find((candidate) => candidate.ordId === ordId);
      if (!state || !order) throw new Error(`the double has no open order ${ordId}`);
      const left = new BigNumber(order.sz).minus(order.accFillSz);
      fillOrder(order, BigNumber.min(size ?? left, left), new BigNumber(price ?? order.px), state, market);
    },
    seedOrder: (order) => seedOrder(order, stateOf(order.accessKey), market),
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

function listen(server: ReturnType<typeof createServer>): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
}

/** The whole request; undefined when the client went away before its end. */
async function read(incoming: IncomingMessage): Promise<WireRequest | undefined> {
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
    const { method = 'GET', url: target = '/', headers } = incoming;
    return { method, target, headers, body: Buffer.concat(chunks) };
  } catch {
    return undefined;
  }
}

function record({ method, target, headers, body }: WireRequest): Recorded {
  const [path = '', ...query] = target.split('?');
  return { method, path, query: query.join('?'), headers, body: body.toString(), at: Date.now() };
}
