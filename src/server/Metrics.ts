import type { RequestEntry } from './Log.js';

/** Counts requests for `GET /metrics`. */
export class Metrics {
  readonly #counts = new Map<
    string,
    { requests: number; seconds: number; upstream: number; streamed: number }
  >();

  record(
    entry: Pick<RequestEntry, 'exchange' | 'method' | 'ok' | 'milliseconds' | 'upstream' | 'memoryAge'>,
  ): void {
    const labels = `exchange="${entry.exchange}",method="${entry.method}",outcome="${entry.ok ? 'ok' : 'error'}"`;
    const count = this.#counts.get(labels) ?? { requests: 0, seconds: 0, upstream: 0, streamed: 0 };
    count.requests += 1;
    count.seconds += entry.milliseconds / 1000;
    count.upstream += entry.upstream;
    count.streamed += entry.memoryAge === undefined ? 0 : 1;
    this.#counts.set(labels, count);
  }

  /** All counters in Prometheus' text format. */
  text(): string {
    const counter = (name: string, help: string, key: 'requests' | 'seconds' | 'upstream' | 'streamed') => [
      `# HELP ${name} ${help}`,
      `# TYPE ${name} counter`,
      ...[...this.#counts]
        .filter(([, count]) => key !== 'streamed' || count.streamed > 0)
        .map(([labels, count]) => `${name}{${labels}} ${Number(count[key].toFixed(3))}`),
    ];
    return `${[
      ...counter('fmzproto_requests_total', 'Requests from FMZ.', 'requests'),
      ...counter('fmzproto_request_seconds_total', 'Time spent on requests from FMZ.', 'seconds'),
      ...counter('fmzproto_upstream_requests_total', "Requests to exchanges' APIs.", 'upstream'),
      ...counter('fmzproto_streamed_answers_total', 'Requests from FMZ answered from streams.', 'streamed'),
    ].join('\n')}\n`;
  }
}
