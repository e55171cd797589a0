import type { ChartEvent } from '../events.js';
import { klineChart, type TellChart } from './klineChart.js';
import type { Globals } from './Runtime.js';

/** Chart and KLineChart: what is drawn is told, and drawn by whoever listens. */
export const chartGlobals: Globals = ({ bridge }) => {
  const teller =
    (chart: ChartEvent['chart']): TellChart =>
    (action, data) => {
      bridge.stop.check();
      bridge.tell({ kind: 'chart', time: Date.now(), chart, action, data: plain(data) });
    };
  return {
    Chart: (config: unknown) => lineChart(config, teller('Chart')),
    KLineChart: (config: unknown) => klineChart(config ?? {}, teller('KLineChart')),
  };
};

/** A chart of series, or several: series are numbered through all of them. */
function lineChart(config: unknown, tell: TellChart) {
  tell('create', config);
  return {
    /** `add(series, point, replaced)`, or the same in an array; -1 replaces the last point. */
    add(...args: unknown[]) {
      const [first] = args;
      const [series, point, replaced] = Array.isArray(first) ? first : args;
      const at = typeof replaced === 'number' ? [replaced] : [];
      tell('add', [Number(series), point, ...at]);
    },
    reset: (keep: unknown) => tell('reset', Number(keep ?? 0) || 0),
    del: (series: unknown) => tell('delete', Number(series)),
    update: (changed: unknown) => tell('update', changed),
  };
}

/** As JSON has it: gaps, which are NaN, are null. */
function plain(data: unknown): unknown {
  return JSON.parse(JSON.stringify(data ?? null));
}
