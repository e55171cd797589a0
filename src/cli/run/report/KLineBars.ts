import * as v from 'valibot';
import type { ChartEvent } from '../../../strategy/events.js';
import { type DrawnBar, drawnBar, type KLineConfig, klineConfig, MOST_DRAWN } from './drawnBar.js';
import { klinePlot } from './klinePlot.js';
import type { Plot } from './model.js';
import { Thinned } from './Thinned.js';

/** What a strategy drew with KLineChart: bars, each with what is drawn at it; one of the same time replaces its forerunner. */
export class KLineBars {
  #config: KLineConfig = {};
  readonly #bars = new Thinned<DrawnBar>(merge);

  apply({ action, data }: ChartEvent): void {
    if (action === 'create' || action === 'update') this.#config = v.parse(klineConfig, data);
    if (action === 'reset') this.#bars.keep(typeof data === 'number' ? data : 0);
    if (action !== 'add') return;
    const { success, output } = v.safeParse(drawnBar, data);
    if (success) this.#bars.put(output, ({ bar }) => bar.Time);
  }

  plots(): Plot[] {
    const bars = this.#bars.items;
    return bars.length === 0 ? [] : [klinePlot(this.#config, bars, this.#bars.thinned)];
  }
}

/** One bar of two; lines are those of the newer, and no signal is lost. */
function merge(older: DrawnBar, newer: DrawnBar): DrawnBar {
  const signals = older.drawn.filter(({ fn }) => fn === 'signal');
  return {
    bar: {
      Time: older.bar.Time,
      Open: older.bar.Open,
      High: Math.max(older.bar.High, newer.bar.High),
      Low: Math.min(older.bar.Low, newer.bar.Low),
      Close: newer.bar.Close,
    },
    drawn: [...newer.drawn, ...signals].slice(0, MOST_DRAWN),
  };
}
