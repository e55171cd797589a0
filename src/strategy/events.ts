import * as v from 'valibot';
import { oneLine } from '../protocol/oneLine.js';
import { cutStatus, cutText } from './cutTexts.js';

/** What a Date can hold, in ms. */
const LAST_MOMENT = 8.64e15;

/** Unix time in ms. A strategy may have put another clock in the place of Date's. */
const time = v.fallback(v.pipe(v.number(), v.minValue(0), v.maxValue(LAST_MOMENT)), () => Date.now());

/** A text that is shown beside others: nothing in it is a line of its own, or obeyed by a terminal. */
export const line = v.pipe(
  v.string(),
  v.transform((text) => oneLine(text, 10_000)),
);

const text = v.pipe(v.string(), v.transform(cutText));

/**
 * A line of the log. `place` is the strategy's file and line, of an error; `colour` is `#rrggbb`; `push` says that FMZ would
 * send it to the user's devices.
 */
const logEvent = v.object({
  kind: v.literal('log'),
  time,
  level: v.picklist(['log', 'buy', 'sell', 'cancel', 'error', 'profit', 'restart']),
  text,
  colour: v.optional(v.string()),
  push: v.optional(v.boolean()),
  exchange: v.optional(line),
  place: v.optional(line),
});

/** A table of the status bar. */
export interface StatusTable {
  title: string;
  cols: string[];
  rows: string[][];
}

const statusTable: v.GenericSchema<unknown, StatusTable> = v.object({
  title: v.string(),
  cols: v.array(v.string()),
  rows: v.array(v.array(v.string())),
});

/** What the status bar shows from now on: text, in which each table's place is a line of its own, `{0}`, `{1}` ... */
const statusEvent = v.object({ kind: v.literal('status'), text: v.string(), tables: v.array(statusTable) });

/** LogProfit; `curveOnly` where the log gets no line. */
const profitEvent = v.object({
  kind: v.literal('profit'),
  time,
  value: v.number(),
  text,
  curveOnly: v.boolean(),
});

/** LogReset, LogVacuum and LogProfitReset: what is kept of the log or of the profit curve. */
const resetEvent = v.object({
  kind: v.literal('reset'),
  of: v.picklist(['log', 'profit']),
  keep: v.number(),
});

/** What is done to a chart: `data` is the configuration, `[series, point, replace]`, or how much is kept. */
const chartEvent = v.object({
  kind: v.literal('chart'),
  time,
  chart: v.picklist(['Chart', 'KLineChart']),
  action: v.picklist(['create', 'add', 'reset', 'update', 'delete']),
  data: v.unknown(),
});

/** `_G`: a key was written, or deleted where the value is null; all were where there is no key. */
const stateEvent = v.object({ kind: v.literal('state'), key: v.optional(v.string()), value: v.unknown() });

/** What a strategy tells of itself. It comes out of the worker, so it is parsed. */
export const toldEvent = v.pipe(
  v.variant('kind', [logEvent, statusEvent, profitEvent, resetEvent, chartEvent, stateEvent]),
  v.transform((event) => (event.kind === 'status' ? cutStatus(event) : event)),
);

export type ToldEvent = v.InferOutput<typeof toldEvent>;
export type LogEvent = v.InferOutput<typeof logEvent>;
export type ChartEvent = v.InferOutput<typeof chartEvent>;

/** A function of an exchange was called: `ms` is how long it took, absent where it was refused before anything was sent. */
export interface CallEvent {
  readonly kind: 'call';
  readonly time: number;
  readonly exchange: string;
  readonly fn: string;
  readonly ms?: number;
  readonly error?: string | undefined;
  /**
   * The price that the answer held, as the exchange has it: the last of a ticker, of trades and of bars, the middle of an
   * order book.
   */
  readonly price?: { readonly symbol: string; readonly value: number };
}

/**
 * What is known of an order that the strategy placed, told when it is placed and whenever that changes. Figures are decimal
 * strings, as the exchange has them.
 */
export interface OrderEvent {
  readonly kind: 'order';
  readonly time: number;
  readonly exchange: string;
  /** Of `exchanges`: two may have the same name. */
  readonly index: number;
  /** As the plugin tells it; "" where an order may have been placed, and nobody has its id. */
  readonly id: string;
  readonly symbol: string;
  readonly side: 'buy' | 'sell';
  /** `unknown` where the answer to a write was lost, and of what could not be asked for at the end. */
  readonly state: 'open' | 'filled' | 'canceled' | 'unknown';
  /** Absent for a market order. */
  readonly price?: string;
  /** In base currency or contracts; of a market buy on spot, money, until the exchange tells its amount. */
  readonly amount?: string;
  /** How much of it was traded; absent where that is nothing, or not known. */
  readonly filled?: string;
  /** The price that it was traded at on the average. */
  readonly average?: string;
}

/** How a strategy ended: `killed` where it had to be ended from outside. */
export interface EndEvent {
  readonly kind: 'end';
  readonly time: number;
  readonly reason: 'returned' | 'stopped' | 'threw' | 'killed';
  /** What `main` returned. */
  readonly value?: unknown;
  /** One line. */
  readonly error?: string | undefined;
  /** File, line and column where it threw: `strategy.js:3:9`. */
  readonly place?: string | undefined;
}

/** What a run tells, in its order; `end` is the last. */
export type StrategyEvent = ToldEvent | CallEvent | OrderEvent | EndEvent;
