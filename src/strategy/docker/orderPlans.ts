import * as v from 'valibot';
import { divideDecimals } from '../../protocol/decimal.js';
import { directionOf, orderTypes } from '../../protocol/order.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import { parseWith } from '../../protocol/parseWith.js';
import { say } from '../../wording/say.js';
import type { ExchangeFunction } from '../exchangeFunctions.js';
import {
  decimalArgument,
  idArgument,
  numberArgument,
  priceArgument,
  symbolArgument,
  textArgument,
} from './arguments.js';
import type { ExchangeState } from './ExchangeState.js';
import { infoOfRows } from './infoOf.js';
import type { OrderFacts } from './OrderWrite.js';
import type { Docker, Planner, Request } from './Plan.js';
import { cutToSteps } from './steps.js';
import { toOrder } from './toStructures.js';
import { orderRow, placedRow } from './wireRows.js';

/** An order's life: placed, changed, canceled, looked up. */
export const orderPlans = {
  Buy: (args, docker) => placeBySide('Buy', args, docker),
  Sell: (args, docker) => placeBySide('Sell', args, docker),
  CreateOrder([symbol, side, price, amount, ...words], docker) {
    const order = {
      symbol: docker.state.symbolFor(symbol),
      type: textArgument(side, say('the side')),
      price,
      amount,
    };
    return place(order, words, docker);
  },
  async ModifyOrder([id, side, price, amount, ...words], docker) {
    const { symbol } = docker.state;
    const order = { symbol, type: textArgument(side, say('the side')) };
    const figures = await figuresOf({ ...order, price, amount }, docker, { keeps: true });
    return {
      method: 'modifyorder',
      params: { id: idArgument(id), ...order, ...figures },
      read: (data) => parseWith(placedRow, data, 'data').id,
      order: { does: 'change', id: String(id), facts: factsOf(order, figures) },
      log: {
        level: sideOf(order.type),
        text: say('{id} changed to {order}', { id: idArgument(id), order: shown(figures) }),
        words,
      },
    };
  },
  CancelOrder([id, ...words], { state }) {
    return {
      method: 'cancel',
      params: { id: idArgument(id), symbol: state.symbol },
      read: () => true,
      failure: false,
      order: { does: 'cancel', id: String(id) },
      log: { level: 'cancel', text: String(id), words },
    };
  },
  GetOrder([id], { state }) {
    const { symbol, rate } = state;
    const nameOf = (contract: string) => state.nameOf(contract);
    return {
      method: 'order',
      params: { id: idArgument(id), symbol },
      read: (data, raw) => toOrder(parseWith(orderRow, data, 'data'), symbol, { info: raw, rate, nameOf }),
    };
  },
  GetOrders([argument], { state }) {
    // It took no argument before 2024, and strategies pass the id of an order.
    const symbol = state.symbolFor(isOrderId(argument) ? undefined : argument);
    return { method: 'orders', params: { symbol }, read: readOrders(symbol, state) };
  },
  GetHistoryOrders(args, { state }) {
    // The symbol may be left out: GetHistoryOrders(since, limit).
    const [argument, since, limit] = typeof args[0] === 'number' ? [undefined, ...args] : args;
    const symbol = symbolArgument(argument) ?? state.symbol;
    return {
      method: 'historyorders',
      params: {
        symbol,
        since: numberArgument(since ?? 0, 'since'),
        limit: numberArgument(limit ?? 0, say('the limit')),
      },
      read: readOrders(symbol, state),
    };
  },
} as const satisfies Partial<Record<ExchangeFunction, Planner>>;

/** The ids of plugins are `symbol,id`. */
function isOrderId(argument: unknown): boolean {
  return typeof argument === 'string' && argument.includes(',');
}

function readOrders(symbol: string, state: ExchangeState): Request['read'] {
  const { rate } = state;
  const nameOf = (contract: string) => state.nameOf(contract);
  return (data, raw) => {
    const rows = parseWith(v.array(orderRow), data, 'data');
    const info = infoOfRows(raw, rows);
    return rows.map((row, index) => toOrder(row, symbol, { info: info[index], rate, nameOf }));
  };
}

function placeBySide(fn: 'Buy' | 'Sell', args: readonly unknown[], docker: Docker): Promise<Request> {
  // The amount alone is the old market order.
  const [price, amount, ...words] = args.length === 1 ? [-1, ...args] : args;
  const { symbol } = docker.state;
  return place({ symbol, type: typeOf(fn, docker.state), price, amount }, words, docker);
}

/** @throws ProtocolError where SetDirection was told another side. */
function typeOf(fn: 'Buy' | 'Sell', { contract, direction }: ExchangeState): string {
  const side = fn === 'Buy' ? 'buy' : 'sell';
  if (contract === '' || direction === '') return side;
  const type = orderTypes.find((known) => known === direction);
  if (type && directionOf(type).side === side) return type;
  throw new ProtocolError(`direction is ${direction}, invalid order type ${fn}`);
}

/** As they are sent: a price of -1 is any. */
interface OrderFigures {
  price: string;
  amount: string;
}

interface AskedOrder {
  symbol: string;
  type: string;
  price: unknown;
  amount: unknown;
}

async function place(order: AskedOrder, words: readonly unknown[], docker: Docker): Promise<Request> {
  const { symbol, type } = order;
  const figures = await figuresOf(order, docker);
  return {
    method: 'trade',
    params: { symbol, type, ...figures },
    read: (data) => parseWith(placedRow, data, 'data').id,
    order: { does: 'place', facts: factsOf(order, figures) },
    log: { level: sideOf(type), text: shown(figures), words },
  };
}

/** Prices go without the rate, and figures without what is finer than the exchange takes. */
async function figuresOf(
  { symbol, type, price, amount }: AskedOrder,
  docker: Docker,
  { keeps = false } = {},
): Promise<OrderFigures> {
  const { rate } = docker.state;
  const asked = priceArgument(price);
  const figures = await cutToSteps(
    {
      symbol,
      type,
      price:
        asked === undefined || rate === 1
          ? asked
          : divideDecimals(asked, decimalArgument(rate, say('the rate'))),
      amount: decimalArgument(amount ?? (keeps ? -1 : amount), say('the amount')),
    },
    docker,
  );
  return { price: figures.price ?? '-1', amount: figures.amount };
}

/** What is known of an order before anybody tells of it. */
function factsOf({ symbol, type }: { symbol: string; type: string }, figures: OrderFigures): OrderFacts {
  const { price, amount } = figures;
  return { symbol, side: sideOf(type), ...(price !== '-1' && { price }), ...(amount !== '-1' && { amount }) };
}

function sideOf(type: string): 'buy' | 'sell' {
  const known = orderTypes.find((one) => one === type.split(';')[0]?.trim().toLowerCase());
  return known ? directionOf(known).side : 'buy';
}

function shown({ price, amount }: OrderFigures): string {
  return say('{order} at {price}', { order: amount, price: price === '-1' ? say('market') : price });
}
