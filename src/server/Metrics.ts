import type { FixLineState } from '../fix/FixTransport.js';
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

  /**
   * All counters in Prometheus' text format.
   *
   * @param lines the FIX sessions that there are.
   */
  text(lines: readonly FixLineState[]): string {
    const of = (key: 'requests' | 'seconds' | 'upstream' | 'streamed') =>
      [...this.#counts]
        .filter(([, count]) => key !== 'streamed' || count.streamed > 0)
        .map(([labels, count]): Sample => [labels, Number(count[key].toFixed(3))]);
    return `${[
      ...counter('fmzproto_requests_total', 'Requests from FMZ.', of('requests')),
      ...counter('fmzproto_request_seconds_total', 'Time spent on requests from FMZ.', of('seconds')),
      ...counter('fmzproto_upstream_requests_total', "Requests to exchanges' APIs.", of('upstream')),
      ...counter(
        'fmzproto_streamed_answers_total',
        'Requests from FMZ answered from streams.',
        of('streamed'),
      ),
      ...(lines.length > 0 ? fixMetrics(lines) : []),
    ].join('\n')}\n`;
  }
}

/** Labels, and what is counted under them. */
type Sample = [labels: string, value: number];

function counter(name: string, help: string, samples: readonly Sample[]): string[] {
  return metric('counter', name, help, samples);
}

function gauge(name: string, help: string, samples: readonly Sample[]): string[] {
  return metric('gauge', name, help, samples);
}

function metric(type: string, name: string, help: string, samples: readonly Sample[]): string[] {
  const values = samples.map(([labels, value]) => `${name}{${labels}} ${value}`);
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...values];
}

function fixMetrics(lines: readonly FixLineState[]): string[] {
  const sum = (read: (line: FixLineState) => number): Sample[] => {
    const sums = new Map<string, number>();
    for (const line of lines) {
      const labels = `exchange="${line.exchange}",line="${line.line}"`;
      sums.set(labels, (sums.get(labels) ?? 0) + read(line));
    }
    return [...sums];
  };
  return [
    ...gauge(
      'fmzproto_fix_sessions',
      'FIX sessions that are open.',
      sum(({ state }) => (state === 'open' ? 1 : 0)),
    ),
    ...gauge(
      'fmzproto_fix_topics',
      'What is subscribed on FIX sessions.',
      sum(({ topics }) => topics),
    ),
    ...counter(
      'fmzproto_fix_logons_total',
      'Logons that were accepted.',
      sum(({ logons }) => logons),
    ),
    ...counter(
      'fmzproto_fix_refused_logons_total',
      'Logons that were refused.',
      sum(({ refused }) => refused),
    ),
    ...counter(
      'fmzproto_fix_failed_connections_total',
      'Connections that could not be made, or whose Logon was not answered.',
      sum(({ failed_attempts }) => failed_attempts),
    ),
    ...counter(
      'fmzproto_fix_sent_messages_total',
      'FIX messages sent.',
      sum(({ sent }) => sent),
    ),
    ...counter(
      'fmzproto_fix_received_messages_total',
      'FIX messages received.',
      sum(({ received }) => received),
    ),
  ];
}
