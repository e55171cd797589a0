import type { Answer } from '../exchange/Answer.js';
import { startWire, type Wire } from '../exchange/startWire.js';
import type { WireRequest } from '../exchange/WireRequest.js';

/** An order as the double tells it. */
export interface DeskOrder {
  id: string;
  /** The client order id; "" without one. */
  ref: string;
  account: string;
  pair: string;
  side: string;
  price: string;
  amount: string;
  tif: string;
  /** Unix ms. */
  at: number;
  status: 'accepted' | 'open' | 'filled' | 'canceled' | 'failed';
  reason: string;
}

/** A venue that a test has lag behind, refuse after it accepted, and close. */
export interface Desk extends Wire {
  orders: DeskOrder[];
  /** How many times an order that is asked for is not there yet. */
  hides: number;
  /** How many times it is told as accepted, and what becomes of it then. */
  waits: number;
  verdict: { status: DeskOrder['status']; reason: string };
  /** Whether the list of open orders has the new ones. */
  lists: boolean;
  /** When the market opens next, in Unix ms; `undefined` while it is open. */
  opens: number | undefined;
  /** Orders that were posted. */
  posts(): number;
  /** Looks at one order or at the lists. */
  looks(): number;
  /** As it was when it was started. */
  reset(): void;
}

/** Starts the double: `POST /orders`, `GET /orders`, `GET /open`, `DELETE /orders`, `GET /clock`. */
export async function startDesk(): Promise<Desk> {
  let nextId = 1;

  const wire = await startWire((request) => () => answer(request));
  const state = initial();
  const desk: Desk = Object.assign(wire, state, {
    posts: () => wire.requests.filter(({ method }) => method === 'POST').length,
    looks: () =>
      wire.requests.filter(({ path }) => path === '/orders' || path === '/open').length - desk.posts(),
    reset() {
      wire.requests.length = 0;
      wire.clearFaults();
      Object.assign(desk, initial());
    },
  });

  function answer({ method, target, headers, body }: WireRequest): Answer {
    const { pathname, searchParams } = new URL(target, 'http://desk');
    const account = String(headers.account);
    if (pathname === '/clock')
      return { status: 200, body: { open: desk.opens === undefined, opens: desk.opens ?? 0 } };
    if (pathname === '/open') {
      const mine = desk.orders.filter((order) => order.account === account && order.status === 'open');
      return { status: 200, body: desk.lists ? mine : [] };
    }
    if (method === 'POST') return place(JSON.parse(body.toString()), account);
    const order = desk.orders.find(
      ({ id, ref }) => id === searchParams.get('id') || (ref !== '' && ref === searchParams.get('ref')),
    );
    if (!order || order.account !== account || hidden())
      return { status: 404, body: { error: 'no such order' } };
    if (method === 'DELETE') order.status = 'canceled';
    else settle(order);
    return { status: 200, body: order };
  }

  function place(asked: Partial<DeskOrder>, account: string): Answer {
    const order: DeskOrder = {
      ...{ ref: '', pair: '', side: '', price: '', amount: '', tif: '', ...asked },
      ...{ id: String(nextId), account, at: Date.now(), status: 'accepted', reason: '' },
    };
    nextId += 1;
    desk.orders.push(order);
    if (desk.waits === 0) settle(order);
    return { status: 202, body: { id: order.id } };
  }

  function hidden(): boolean {
    desk.hides -= 1;
    return desk.hides >= 0;
  }

  function settle(order: DeskOrder): void {
    if (order.status !== 'accepted') return;
    desk.waits -= 1;
    if (desk.waits < 0) Object.assign(order, desk.verdict);
  }

  return desk;
}

function initial() {
  return {
    orders: [] as DeskOrder[],
    hides: 0,
    waits: 0,
    verdict: { status: 'open' as const, reason: '' },
    lists: true,
    opens: undefined,
  };
}
