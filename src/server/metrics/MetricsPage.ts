import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Distribution } from './Distribution.js';

/** Values of labels by their names, and what is counted under them. */
export type Row<Value = number> = readonly [labels: Readonly<Record<string, string>>, value: Value];

/** How a metric is called, with its base unit, what it says, and the names of its labels. */
export interface Described {
  name: string;
  help: string;
  labels?: readonly string[];
}

/** What prom-client tells of the process, and should not. */
const LEFT_OUT = [
  // Gauges with the name of a counter.
  ...['handles', 'requests', 'resources'].map((name) => `nodejs_active_${name}_total`),
  // Of a delay that was never measured, these are no numbers.
  ...['min', 'mean', 'stddev'].map((name) => `nodejs_eventloop_lag_${name}_seconds`),
  // They begin when the page is first asked for.
  ...['cpu', 'cpu_user', 'cpu_system'].map((name) => `process_${name}_seconds_total`),
];

/** Metrics in Prometheus' text format, each looked up when the page is asked for, and those of the process. */
export class MetricsPage {
  readonly #registry = new Registry();

  constructor() {
    collectDefaultMetrics({ register: this.#registry });
    for (const name of LEFT_OUT) this.#registry.removeSingleMetric(name);
    this.counter(
      { name: 'process_cpu_seconds_total', help: 'Total user and system CPU time spent in seconds.' },
      () => {
        const { user, system } = process.cpuUsage();
        return [[{}, (user + system) / 1e6]];
      },
    );
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  /** @param rows those of the same labels are added up. */
  counter(described: Described, rows: () => readonly Row[]): void {
    new Counter({
      ...this.#settingsOf(described),
      collect() {
        this.reset();
        for (const [labels, value] of rows()) this.inc(labels, value);
      },
    });
  }

  /** @param rows those of the same labels are added up. */
  gauge(described: Described, rows: () => readonly Row[]): void {
    new Gauge({
      ...this.#settingsOf(described),
      collect() {
        this.reset();
        for (const [labels, value] of rows()) this.inc(labels, value);
      },
    });
  }

  histogram(described: Described, rows: () => readonly Row<Distribution>[]): void {
    new KnownHistogram(this.#settingsOf(described), rows);
  }

  text(): Promise<string> {
    return this.#registry.metrics();
  }

  #settingsOf({ name, help, labels = [] }: Described) {
    return { name, help, labelNames: [...labels], registers: [this.#registry] };
  }
}

/** One whose times are counted elsewhere, and more cheaply. */
class KnownHistogram extends Histogram {
  readonly #described: { name: string; help: string };
  readonly #rows: () => readonly Row<Distribution>[];

  constructor(
    settings: { name: string; help: string; labelNames: string[]; registers: Registry[] },
    rows: () => readonly Row<Distribution>[],
  ) {
    super(settings);
    this.#described = settings;
    this.#rows = rows;
  }

  /** What is printed: https://github.com/siimon/prom-client/blob/v15.1.3/lib/registry.js */
  getForPromString(): object {
    const { name, help } = this.#described;
    const values = this.#rows().flatMap(([labels, { sum, count, cumulated }]) => [
      ...cumulated.map(([le, value]) => ({ metricName: `${name}_bucket`, labels: { ...labels, le }, value })),
      { metricName: `${name}_bucket`, labels: { ...labels, le: '+Inf' }, value: count },
      { metricName: `${name}_sum`, labels, value: sum },
      { metricName: `${name}_count`, labels, value: count },
    ]);
    return { name, help, type: 'histogram', values };
  }
}
