import type { Registry } from '../../runtime/registry.js';
import type { TrafficState } from '../TrafficState.js';
import { type Troubles, troubleNames } from '../Troubles.js';
import { MetricsPage, type Row } from './MetricsPage.js';
import type { MethodTally, Tally } from './Tally.js';
import { addUpstreamMetrics } from './upstreamMetrics.js';

/** What `GET /metrics` tells of. */
export interface MetricSources {
  tally: Tally;
  registry: Pick<Registry, 'states' | 'streams' | 'lines' | 'connections'>;
  version: string;
  /** What the server has at work; absent where that is not known. */
  traffic?: (() => TrafficState) | undefined;
  /** How many lines of the log were dropped; absent where that is not known. */
  droppedLines?: (() => number) | undefined;
  /** What is wrong besides exchanges; absent where that is not known. */
  troubles?: Troubles | undefined;
}

/** What `GET /metrics` answers. It is made when that is first asked for: who never asks pays for counting alone. */
export function createMetrics(sources: MetricSources): MetricsPage {
  const page = new MetricsPage();
  addRequestMetrics(page, sources.tally);
  addServerMetrics(page, sources);
  addUpstreamMetrics(page, sources.registry);
  return page;
}

function addRequestMetrics(page: MetricsPage, tally: Tally): void {
  const byOutcome = (key: keyof MethodTally['ok']) => () =>
    tally.all.flatMap(({ exchange, method, tally }) =>
      (['ok', 'error'] as const)
        .filter((outcome) => tally[outcome].requests > 0)
        .map((outcome): Row => [{ exchange, method, outcome }, tally[outcome][key]]),
    );
  const count = (name: string, help: string, rows: () => readonly Row[], last = 'outcome') =>
    page.counter({ name, help, labels: ['exchange', 'method', last] }, rows);
  count('fmzproto_requests_total', 'Requests from FMZ.', byOutcome('requests'));
  count('fmzproto_request_seconds_total', 'Time spent on requests from FMZ.', byOutcome('seconds'));
  count('fmzproto_upstream_requests_total', "Requests to exchanges' APIs.", byOutcome('upstream'));
  count('fmzproto_streamed_answers_total', 'Requests from FMZ answered from streams.', () =>
    byOutcome('streamed')().filter(([, value]) => value > 0),
  );
  const kinds = () =>
    tally.all.flatMap(({ exchange, method, tally }) =>
      [...tally.kinds].map(([kind, value]): Row => [{ exchange, method, kind }, value]),
    );
  count(
    'fmzproto_errors_total',
    'Requests from FMZ answered with an error, by whose fault it was.',
    kinds,
    'kind',
  );

  const time = (name: string, help: string, key: 'request' | 'upstream' | 'limitWait') =>
    page.histogram({ name, help, labels: ['exchange', 'method'] }, () =>
      tally.all
        .filter(({ tally }) => tally[key].count > 0)
        .map(({ exchange, method, tally }) => [{ exchange, method }, tally[key]]),
    );
  time('fmzproto_request_seconds', 'How long requests from FMZ took.', 'request');
  time('fmzproto_upstream_seconds', "How long requests to exchanges' APIs took.", 'upstream');
  time('fmzproto_limit_wait_seconds', 'How long those waited for rate limits before.', 'limitWait');
}

function addServerMetrics(page: MetricsPage, sources: MetricSources): void {
  const { version, traffic, droppedLines, troubles } = sources;
  page.gauge(
    { name: 'fmzproto_build_info', help: 'Always 1; the version is its label.', labels: ['version'] },
    () => [[{ version }, 1]],
  );
  if (droppedLines)
    page.counter(
      { name: 'fmzproto_dropped_log_lines_total', help: 'Lines of the log that nobody read in time.' },
      () => [[{}, droppedLines()]],
    );
  if (troubles)
    page.gauge(
      {
        name: 'fmzproto_trouble',
        help: '1 while it lasts: no descriptors are left, or what a flag names is of no use.',
        labels: ['trouble'],
      },
      () => troubleNames.map((trouble): Row => [{ trouble }, troubles.has(trouble) ? 1 : 0]),
    );
  if (!traffic) return;
  const gauge = (name: string, help: string, read: (state: TrafficState) => number) =>
    page.gauge({ name, help }, () => [[{}, read(traffic())]]);
  gauge('fmzproto_client_connections', 'Open connections of clients.', (at) => at.connections);
  gauge('fmzproto_client_connections_limit', 'How many there may be.', (at) => at.limits.connections);
  gauge(
    'fmzproto_requests_in_progress',
    'Requests of clients at work, this one among them.',
    (at) => at.requests,
  );
  gauge('fmzproto_requests_in_progress_limit', 'How many there may be.', (at) => at.limits.requests);
  gauge('fmzproto_requests_waiting', 'Requests behind another one on their connection.', (at) => at.waiting);
  page.counter(
    {
      name: 'fmzproto_refused_requests_total',
      help: 'Requests refused before anything was done about them.',
      labels: ['reason'],
    },
    () => Object.entries(traffic().refused).map(([reason, value]): Row => [{ reason }, value]),
  );
}
