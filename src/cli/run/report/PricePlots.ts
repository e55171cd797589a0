import type { CallEvent, OrderEvent } from '../../../strategy/events.js';
import { KeptOrders } from '../../../strategy/KeptOrders.js';
import { lineOf, rounded, valueAt } from './chartSeries.js';
import type { LineSeries, Mark, MarkSeries, Plot } from './model.js';
import { Points } from './points.js';
import { Thinned } from './Thinned.js';

/** A strategy that looks at every pair of an exchange would fill the page. */
const MOST_PLOTS = 24;

/** What happened to an order, each shown by a mark of its own. */
const HAPPENINGS = {
  bought: { shape: 'up', place: 'at', color: 'up' },
  sold: { shape: 'down', place: 'at', color: 'down' },
  placed: { shape: 'ring', place: 'at', color: 'muted' },
  canceled: { shape: 'cross', place: 'at', color: 'muted' },
  unknown: { shape: 'diamond', place: 'at', color: 'warn' },
} as const satisfies Record<string, Mark>;

type Happening = keyof typeof HAPPENINGS;

interface PlacedMark {
  readonly x: number;
  readonly y: number | null;
  readonly text: string;
}

interface Price {
  readonly exchange: string;
  readonly symbol: string;
  readonly points: Points;
  readonly marks: Map<Happening, Thinned<PlacedMark>>;
}

/** Prices that a strategy has seen, and its orders in them: one plot for each exchange and symbol. */
export class PricePlots {
  readonly #prices = new Map<string, Price>();
  readonly #left = new Set<string>();
  /** When each order was first told of. */
  readonly #orders = new KeptOrders<Pick<OrderEvent, 'state' | 'time'>>();

  /** How many have no plot. */
  get left(): number {
    return this.#left.size;
  }

  addCall({ time, exchange, price }: CallEvent): void {
    if (price) this.#of(exchange, price.symbol)?.points.add({ x: time, y: price.value });
  }

  addOrder(order: OrderEvent): void {
    const { exchange, index, symbol, side, id, state } = order;
    const key = `${index} ${id}`;
    const placed = id === '' ? undefined : this.#orders.get(key)?.time;
    if (id !== '') this.#orders.set(key, { state, time: placed ?? order.time });
    const happening = happeningOf(order);
    // What is changed, or traded in parts, is told again.
    if (happening === 'placed' && placed !== undefined) return;
    const price = this.#of(exchange, symbol);
    if (!price) return;
    const done = happening === 'bought' || happening === 'sold';
    const at = done ? (order.average ?? order.price) : order.price;
    const amount = done ? (order.filled ?? order.amount) : order.amount;
    const marks = price.marks.get(happening) ?? new Thinned<PlacedMark>((_, newer) => newer);
    price.marks.set(happening, marks);
    marks.add({
      // A market order is traded when it is placed, whenever that is heard of.
      x: done && order.price === undefined ? (placed ?? order.time) : order.time,
      y: at === undefined ? null : rounded(Number(at)),
      text: [side, amount, ...(at === undefined ? [] : ['@', at]), id].filter(Boolean).join(' '),
    });
  }

  /** Those with orders first. */
  plots(): Plot[] {
    return [...this.#prices.values()]
      .toSorted((a, b) => b.marks.size - a.marks.size)
      .map(({ exchange, symbol, points, marks }): Plot => {
        const line: LineSeries = { kind: 'line', name: symbol, axis: 0, ...lineOf(points.extremes) };
        const series = [...marks].map(([name, all]) => marksOf(name, all.items, line));
        return {
          kind: 'price',
          title: `${exchange} ${symbol}`,
          time: true,
          panes: [
            {
              weight: 100,
              axes: [{ title: '', side: 'left' }],
              series: [line, ...series],
              ...{ levels: [], fills: [], bands: [] },
            },
          ],
          shares: [],
          thinned: points.thinned || [...marks.values()].some(({ thinned }) => thinned),
          omitted: [],
        };
      });
  }

  #of(exchange: string, symbol: string): Price | undefined {
    const key = `${exchange}\n${symbol}`;
    const known = this.#prices.get(key);
    if (known) return known;
    if (this.#prices.size >= MOST_PLOTS) {
      this.#left.add(key);
      return undefined;
    }
    const price: Price = { exchange, symbol, points: new Points(), marks: new Map() };
    this.#prices.set(key, price);
    return price;
  }
}

function happeningOf({ state, side }: OrderEvent): Happening {
  if (state === 'filled') return side === 'buy' ? 'bought' : 'sold';
  return state === 'open' ? 'placed' : state;
}

/** Marks of one kind; those of market orders stand at the price of their time. */
function marksOf(name: Happening, items: readonly PlacedMark[], line: LineSeries): MarkSeries {
  const sorted = items.toSorted((a, b) => a.x - b.x);
  return {
    kind: 'marks',
    name,
    axis: 0,
    color: HAPPENINGS[name].color,
    x: sorted.map(({ x }) => x),
    y: sorted.map(({ x, y }) => y ?? valueAt(line, x)),
    marks: sorted.map(({ text }) => ({ ...HAPPENINGS[name], text })),
  };
}
