import * as v from 'valibot';
import type { ChartEvent } from '../../../strategy/events.js';
import { type ChartConfig, readChartConfig } from './chartConfig.js';
import { chartPlot } from './chartPlot.js';
import type { Plot } from './model.js';
import { Points, readPoint } from './points.js';

/** Series are numbered through all charts; one beyond is a mistake, or too many. */
const MOST_SERIES = 200;

const index = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST_SERIES - 1));
const addition = v.looseTuple([index, v.unknown()]);

/** What a strategy drew with Chart: configurations, and points of series that are numbered through all of them. */
export class LineCharts {
  #configs: ChartConfig[] = [];
  readonly #series = new Map<number, Points>();
  readonly #deleted = new Set<number>();

  apply({ action, data }: ChartEvent): void {
    if (action === 'create' || action === 'update') this.#configure(data);
    if (action === 'reset')
      for (const points of this.#series.values()) points.keep(typeof data === 'number' ? data : 0);
    if (action === 'add') this.#add(data);
    if (action === 'delete' && typeof data === 'number') {
      this.#series.get(data)?.keep(0);
      this.#deleted.add(data);
    }
  }

  plots(): Plot[] {
    let before = 0;
    return this.#configs.flatMap((config) => {
      const all = config.series.map((one, place) => ({
        config: one,
        points: this.#series.get(before + place) ?? new Points(),
        deleted: this.#deleted.has(before + place),
      }));
      before += config.series.length;
      const plot = chartPlot(
        config,
        all.filter(({ deleted }) => !deleted),
      );
      return plot.panes.length + plot.shares.length + plot.omitted.length > 0 ? [plot] : [];
    });
  }

  /** The whole configuration is another; points stay, but of series that come with their own. */
  #configure(data: unknown): void {
    this.#configs = readChartConfig(data);
    this.#deleted.clear();
    const all = this.#configs.flatMap(({ series }) => series);
    for (const [place, { data: told, ...config }] of all.slice(0, MOST_SERIES).entries()) {
      if (told === undefined || told.length === 0 || config.type === 'pie') continue;
      const points = new Points();
      this.#series.set(place, points);
      for (const [at, one] of told.entries()) {
        const point = readPoint(one, at);
        if (point) points.add(point);
      }
    }
  }

  #add(data: unknown): void {
    const { success, output } = v.safeParse(addition, data);
    if (!success) return;
    const [place, told, replaced] = output;
    const points = this.#series.get(place) ?? new Points();
    this.#series.set(place, points);
    const point = readPoint(told, points.count);
    if (!point) return;
    if (typeof replaced === 'number') points.replace(replaced, point);
    else points.add(point);
    this.#deleted.delete(place);
  }
}
