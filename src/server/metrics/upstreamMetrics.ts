import type { FixLineState } from '../../fix/FixTransport.js';
import type { Registry } from '../../runtime/registry.js';
import type { MetricsPage, Row } from './MetricsPage.js';

type Upstream = Pick<Registry, 'states' | 'streams' | 'lines' | 'connections'>;

/** How exchanges fare, and what is open to them. */
export function addUpstreamMetrics(page: MetricsPage, upstream: Upstream): void {
  addExchangeMetrics(page, upstream);
  addStreamMetrics(page, upstream);
  addFixMetrics(page, upstream);
  page.gauge(
    {
      name: 'fmzproto_upstream_connections',
      help: 'Open connections to exchanges, without streams and FIX.',
      labels: ['origin'],
    },
    () => [...upstream.connections].map(([origin, value]): Row => [{ origin }, value]),
  );
}

function addExchangeMetrics(page: MetricsPage, upstream: Upstream): void {
  type State = Upstream['states'][number];
  const gauge = (name: string, help: string, read: (state: State) => number | undefined) =>
    page.gauge({ name: `fmzproto_${name}`, help, labels: ['exchange'] }, () =>
      upstream.states.flatMap((state): Row[] => {
        const value = read(state);
        return value === undefined ? [] : [[{ exchange: state.exchange }, value]];
      }),
    );
  gauge(
    'exchange_reachable',
    '0 where the last requests to its API stayed without an answer, else 1.',
    (state) => (state.reachable ? 1 : 0),
  );
  gauge('exchange_last_success_timestamp_seconds', 'When its API answered last.', ({ last_success }) =>
    last_success === null ? undefined : Date.parse(last_success) / 1000,
  );
  gauge('exchange_requests_in_progress', 'Requests from FMZ at work.', (state) => state.requests_in_progress);
  gauge('exchange_limit_waiting', 'Requests that wait for its rate limits.', (state) => state.limit_waiting);
  gauge(
    'exchange_clock_offset_seconds',
    "How far its clock is ahead of this machine's.",
    ({ clock_offset_ms }) => (clock_offset_ms === null ? undefined : clock_offset_ms / 1000),
  );
}

function addStreamMetrics(page: MetricsPage, upstream: Upstream): void {
  type State = Upstream['streams'][number];
  const rows = (read: (state: State) => number) => () =>
    upstream.streams.map((state): Row => [{ exchange: state.exchange, stream: state.address }, read(state)]);
  const described = (name: string, help: string) => ({
    ...{ name: `fmzproto_stream${name}`, help, labels: ['exchange', 'stream'] },
  });
  page.gauge(
    described('s', 'Streams that are open.'),
    rows(({ state }) => (state === 'open' ? 1 : 0)),
  );
  page.gauge(
    described('_topics', 'What is subscribed on streams.'),
    rows(({ topics }) => topics),
  );
  page.counter(
    described('_reconnects_total', 'Streams that were opened after one was lost.'),
    rows(({ reconnects }) => reconnects),
  );
  page.counter(
    described('_failed_connections_total', 'Streams that could not be opened.'),
    rows(({ failed_attempts }) => failed_attempts),
  );
  page.counter(
    described('_gaps_total', 'How often something was missing in a topic, which was subscribed anew.'),
    rows(({ gaps }) => gaps),
  );
}

function addFixMetrics(page: MetricsPage, upstream: Upstream): void {
  const rows = (read: (line: FixLineState) => number) => () =>
    upstream.lines.map((line): Row => [{ exchange: line.exchange, line: line.line }, read(line)]);
  const described = (name: string, help: string) => ({
    ...{ name: `fmzproto_fix_${name}`, help, labels: ['exchange', 'line'] },
  });
  page.gauge(
    described('sessions', 'FIX sessions that are open.'),
    rows(({ state }) => (state === 'open' ? 1 : 0)),
  );
  page.gauge(
    described('topics', 'What is subscribed on FIX sessions.'),
    rows(({ topics }) => topics),
  );
  page.counter(
    described('logons_total', 'Logons that were accepted.'),
    rows(({ logons }) => logons),
  );
  page.counter(
    described('refused_logons_total', 'Logons that were refused.'),
    rows(({ refused }) => refused),
  );
  page.counter(
    described(
      'failed_connections_total',
      'Connections that could not be made, or whose Logon was not answered.',
    ),
    rows(({ failed_attempts }) => failed_attempts),
  );
  page.counter(
    described('sent_messages_total', 'FIX messages sent.'),
    rows(({ sent }) => sent),
  );
  page.counter(
    described('received_messages_total', 'FIX messages received.'),
    rows(({ received }) => received),
  );
}
