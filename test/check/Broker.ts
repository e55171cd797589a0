import * as v from 'valibot';
import { bars, market, position, ticker, underOtherProduct } from './brokerRows.js';
import type { FaultyRequest } from './startFaulty.js';

/** What is wrong with a broker's plugin, and how it is set up. */
export interface BrokerTraits {
  /** @default ['ACME_USD', 'AAPL_USD', 'MSFT_USD'] */
  symbols?: readonly string[];
  /** Symbols that nobody trades right now. */
  idle?: readonly string[];
  /** Whether prices and lists are for accounts only. */
  keyed?: boolean;
  /** What an order becomes behind the answer that took it. */
  refusesLater?: boolean;
  /** How often an order that was just placed is not found at the broker. */
  unseen?: number;
  /** Whether the plugin looks again for an order that it has just placed. @default true */
  looksAgain?: boolean;
  /** What becomes of an order's options. @default 'honours' */
  options?: 'refuses' | 'honours' | 'ignores';
  /** Since when the market is closed, in ms of Unix time, and whether CreateOrder says so. */
  closed?: { since: number; refuses: boolean };
  /** Whether there is an order in the history that is filled. */
  filled?: boolean;
  /** How often an order that was canceled is still told as open; and whether any id is canceled. */
  lingers?: number;
  cancelsAnything?: boolean;
  /** Lists in which each row comes twice, and whether as two products. */
  twice?: { list: string; as: 'same' | 'products' } | undefined;
  /** Lists without a symbol that lack what is listed with one. */
  incomplete?: boolean;
}

interface Order {
  id: string;
  symbol: string;
  type: string;
  price: number;
  amount: number;
  deal_amount: number;
  avg_price: number;
  status: string;
  time: number;
  lingers?: number;
}

/** Keys that have an account. */
export const brokerKeys = { access_key: 'broker-key', secret_key: 'broker-secret' };

const PERIODS = ['1', '5', '15', '30', '60', '1440'];
const text = v.pipe(v.string(), v.nonEmpty());
const optionalText = v.optional(v.string(), '');
const number = v.pipe(v.union([v.string(), v.number()]), v.transform(Number), v.number());
const body = v.object({
  method: text,
  params: v.record(v.string(), v.unknown()),
  access_key: optionalText,
  secret_key: optionalText,
});
const idText = v.pipe(v.union([text, v.number()]), v.transform(String));
const optionalNumber = v.optional(number, 0);
const ordered = v.object({ type: text, price: number, amount: v.pipe(number, v.gtValue(0)) });

/** A plugin before a stock broker: orders, positions, no perpetuals. It is what a checker should find right, but for its traits. */
export class Broker {
  readonly orders: Order[] = [];
  readonly #traits: BrokerTraits;
  readonly #unseen = new Map<string, number>();

  constructor(traits: BrokerTraits = {}) {
    this.#traits = traits;
    const terms = { symbol: 'AAPL_USD', type: 'buy', price: 200, amount: 1, deal_amount: 1, avg_price: 200 };
    if (traits.filled) this.orders.push({ id: 'AAPL,900', ...terms, status: 'filled', time: Date.now() });
  }

  get #symbols(): readonly string[] {
    return this.#traits.symbols ?? ['ACME_USD', 'AAPL_USD', 'MSFT_USD'];
  }

  async answer(request: FaultyRequest): Promise<object> {
    if (!/^\/(broker|faulty)?\/?$/i.test(request.path)) return { error: 'no such exchange' };
    try {
      const { method, params, ...keys } = v.parse(body, JSON.parse(request.text));
      return { data: await this.#run(method.toLowerCase(), params, keys) };
    } catch (error) {
      return { error: error instanceof Error && !(error instanceof SyntaxError) ? error.message : 'no JSON' };
    }
  }

  async #run(method: string, params: Record<string, unknown>, keys: object): Promise<unknown> {
    const known = JSON.stringify(keys) === JSON.stringify(brokerKeys);
    const own = ['accounts', 'assets', 'trade', 'orders', 'order', 'historyorders', 'cancel', 'positions'];
    const market = ['ticker', 'depth', 'trades', 'records', 'markets', 'tickers'];
    if (method.startsWith('__api_/fmz/')) return this.#run(method.slice('__api_/fmz/'.length), params, keys);
    const lacks = /^(__api_.*|fundings|setmarginlevel|modifyorder)$/.test(method);
    if (lacks) throw new Error('the broker does not support this');
    if (!own.includes(method) && !market.includes(method)) throw new Error('there is no such method');
    if (!known && (own.includes(method) || this.#traits.keyed))
      throw new Error('401 request is not authorized');
    if (market.includes(method)) return this.#market(method, params);
    if (method === 'accounts' || method === 'assets') return [{ currency: 'USD', free: '5000', frozen: '0' }];
    if (method === 'trade') return this.#place(params);
    if (method === 'positions') return this.#rows('positions', params, [position('ACME_USD')]);
    if (method === 'order' || method === 'cancel') return this.#one(method, v.parse(idText, params.id));
    const open = method === 'orders';
    const limit = v.parse(optionalNumber, params.limit);
    const rows = this.orders
      .map((order) => this.#told(order))
      .filter(({ status }) => (status === 'pending') === open);
    return this.#rows(method, params, rows).slice(limit > 0 ? -limit : 0);
  }

  #symbolOf({ symbol }: Record<string, unknown>): string {
    const asked = v.parse(text, symbol).toLowerCase();
    const found = this.#symbols.find((one) => one.toLowerCase() === asked);
    if (found === undefined) throw new Error('there is no such symbol');
    return found;
  }

  #market(method: string, params: Record<string, unknown>): unknown {
    const now = this.#traits.closed?.since ?? Date.now();
    if (method === 'markets')
      return Object.fromEntries(this.#symbols.map((symbol) => [symbol, market(symbol)]));
    if (method === 'tickers') return this.#symbols.map((symbol) => ticker(symbol, now));
    const symbol = this.#symbolOf(params);
    if (this.#traits.idle?.includes(symbol)) throw new Error('nothing was traded yet');
    if (method === 'ticker') return ticker(symbol, now);
    const limit = v.parse(optionalNumber, params.limit) || 100;
    const trade = { id: '1', time: now, price: 200, amount: 1, type: 'buy' };
    if (method === 'trades') return [trade];
    if (method === 'depth') return { time: now, asks: [[201, 5]], bids: [[199, 5]] };
    const period = v.parse(v.picklist(PERIODS), String(params.period));
    return bars(now, Number(period) * 60, limit, this.#traits.closed !== undefined);
  }

  #place(params: Record<string, unknown>): { id: string } {
    const symbol = this.#symbolOf(params);
    const { type: asked, price, amount } = v.parse(ordered, params);
    const [type = '', ...options] = asked.split(';');
    if (!['buy', 'sell'].includes(type)) throw new Error('buy or sell');
    if (this.#traits.closed?.refuses) throw new Error(`${symbol}: the market is closed, it opens tomorrow`);
    const how = this.#traits.options ?? 'honours';
    const other = options.filter((option) => how === 'refuses' || option !== 'timeInForce=ioc');
    if (how !== 'ignores' && other.length > 0)
      throw new Error(`this broker does not take ${other.join(', ')}`);
    if (amount < 0.001 && !this.#traits.refusesLater) throw new Error('the amount is too small');
    const gone = this.#traits.refusesLater || (how === 'honours' && options.length > 0);
    const id = `${symbol.split('_')[0]},${1000 + this.orders.length}`;
    const filled = { deal_amount: 0, avg_price: 0, status: gone ? 'canceled' : 'pending' };
    this.orders.push({ id, symbol, type, price, amount, ...filled, time: Date.now() });
    return { id };
  }

  #one(method: string, id: string): unknown {
    const order = this.orders.find((one) => one.id === id);
    if (method === 'cancel' && this.#traits.cancelsAnything && order?.status !== 'pending') return true;
    if (!order) throw new Error('there is no such order');
    if (method === 'order') {
      const looks = (this.#traits.looksAgain ?? true) ? Infinity : 1;
      for (let look = 0; look < looks; look += 1) {
        const unseen = this.#unseen.get(id) ?? this.#traits.unseen ?? 0;
        if (unseen === 0) return this.#told(order);
        this.#unseen.set(id, unseen - 1);
      }
      throw new Error('there is no such order');
    }
    if (order.status !== 'pending') throw new Error('the order is done');
    order.status = 'canceled';
    order.lingers = this.#traits.lingers ?? 0;
    order.time = Date.now();
    return true;
  }

  /** As the broker tells an order, which may lag behind. */
  #told(order: Order): Order {
    const left = order.status === 'canceled' && order.lingers;
    if (!left) return order;
    order.lingers = left - 1;
    return { ...order, status: 'pending' };
  }

  #rows<Row extends { symbol: string }>(list: string, params: Record<string, unknown>, rows: Row[]): Row[] {
    const all = params.symbol === undefined || params.symbol === '';
    if (all && this.#traits.incomplete) return [];
    const symbol = all ? '' : this.#symbolOf(params);
    const asked = rows.filter((row) => all || row.symbol === symbol);
    if (this.#traits.twice?.list !== list) return asked;
    const as = this.#traits.twice.as === 'same' ? (row: Row) => row : underOtherProduct;
    return asked.flatMap((row) => [row, as(row)]);
  }
}
