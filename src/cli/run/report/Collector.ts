import type { EndEvent, StrategyEvent } from '../../../strategy/events.js';
import type { Tally } from '../Tally.js';
import { lineOf } from './chartSeries.js';
import { KLineBars } from './KLineBars.js';
import { LineCharts } from './LineCharts.js';
import type { Plot, ReportExchange, ReportModel } from './model.js';
import { PricePlots } from './PricePlots.js';
import { Points } from './points.js';
import { lastStatus, type Status } from './status.js';

/** What is known of a run before it starts. */
export interface RunFacts {
  readonly file: string;
  readonly version: string;
  readonly exchanges: readonly ReportExchange[];
  /** Unix time in ms. */
  readonly from: number;
}

/** How many texts of errors are shown. */
const MOST_ERRORS = 50;

/** Gathers what a report shows, in bounded room however long the run is. */
export class Collector {
  readonly #facts: RunFacts;
  readonly #tally: Tally;
  readonly #profit = new Points();
  readonly #prices = new PricePlots();
  readonly #charts = new LineCharts();
  readonly #bars = new KLineBars();
  #status: Status | undefined;

  /** @param tally counts the same events. */
  constructor(facts: RunFacts, tally: Tally) {
    this.#facts = facts;
    this.#tally = tally;
  }

  add(event: StrategyEvent): void {
    if (event.kind === 'profit') this.#profit.add({ x: event.time, y: event.value });
    if (event.kind === 'reset' && event.of === 'profit') this.#profit.keep(event.keep);
    if (event.kind === 'call') this.#prices.addCall(event);
    if (event.kind === 'order') this.#prices.addOrder(event);
    if (event.kind === 'status') this.#status = event;
    if (event.kind === 'chart') (event.chart === 'Chart' ? this.#charts : this.#bars).apply(event);
  }

  /** All that was gathered. */
  conclude({ time, reason, error, place }: EndEvent): ReportModel {
    const { orders, profit, errors, otherErrors } = this.#tally;
    const calls = [...this.#tally.calls].map(([name, { count, latencies, errors }]) => ({
      name,
      ...{ count, errors },
      ...{ half: latencies.percentile(0.5), most: latencies.percentile(0.99) },
    }));
    const texts = [...errors].map(([text, count]) => ({ text, count })).toSorted((a, b) => b.count - a.count);
    return {
      ...this.#facts,
      to: time,
      end: { reason, error, place },
      calls: calls.toSorted((a, b) => b.count - a.count),
      errors: texts.slice(0, MOST_ERRORS),
      otherErrors: texts.slice(MOST_ERRORS).reduce((sum, { count }) => sum + count, otherErrors),
      orders: [
        { what: 'placed', count: orders.placed },
        { what: 'filled', count: orders.counts.filled.all },
        { what: 'canceled', count: orders.counts.canceled.all },
        { what: 'open', count: orders.counts.open.all },
        { what: 'unknown', count: orders.counts.unknown.all + orders.lost },
      ],
      ...(profit !== undefined && { profit }),
      ...(this.#status && { status: lastStatus(this.#status) }),
      plots: [
        ...this.#profitPlots(),
        ...this.#charts.plots(),
        ...this.#bars.plots(),
        ...this.#prices.plots(),
      ],
      pricesLeft: this.#prices.left,
    };
  }

  #profitPlots(): Plot[] {
    const points = this.#profit.extremes;
    if (points.length === 0) return [];
    return [
      {
        ...{ kind: 'profit', title: '', time: true, shares: [], omitted: [] },
        thinned: this.#profit.thinned,
        panes: [
          {
            weight: 100,
            axes: [{ title: '', side: 'left' }],
            series: [{ kind: 'step', name: '', axis: 0, ...lineOf(points) }],
            ...{ levels: [{ axis: 0, value: 0 }], fills: [], bands: [] },
          },
        ],
      },
    ];
  }
}
