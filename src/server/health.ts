import { ProtocolError } from '../protocol/ProtocolError.js';
import type { ExchangeState } from '../runtime/OpenExchange.js';
import type { Registry } from '../runtime/registry.js';
import { say } from '../wording/say.js';

/** How an exchange fares, for a monitor. */
interface ExchangeHealth extends ExchangeState {
  /** `degraded` has reasons. */
  status: 'ok' | 'degraded';
  /** One line each. */
  reasons: string[];
  streams: Registry['streams'];
  fix: Registry['lines'];
}

type Known = Pick<Registry, 'states' | 'stateOf' | 'streams' | 'lines' | 'failed'>;

/**
 * How all exchanges fare that something was asked of; those that cannot be loaded are reasons, too.
 *
 * @param troubles what is wrong besides exchanges, one line each.
 */
export function healthOf(
  registry: Known,
  failed: Registry['failed'],
  troubles: readonly string[] = [],
): { status: 'ok' | 'degraded'; reasons: string[]; health: ExchangeHealth[] } {
  const health = registry.states.map((state) => describe(state, registry));
  const reasons = [
    ...troubles,
    ...failed.map(({ name, reason }) => cannotBeLoaded(name, reason)),
    ...health.flatMap(({ exchange, reasons }) => reasons.map((reason) => `${exchange}: ${reason}`)),
  ];
  return { status: statusOf(reasons), reasons, health };
}

/**
 * How one exchange fares, with the HTTP status that a monitor looks at: 503 where it cannot be asked, as its last requests all
 * failed to reach it or it cannot be loaded, and 404 where there is none of that name.
 */
export function exchangeHealthOf(
  registry: Known,
  name: string,
): { status: 200 | 404 | 503; body: ExchangeHealth | { error: string } } {
  const failure = registry.failed.find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (failure) return { status: 503, body: { error: cannotBeLoaded(failure.name, failure.reason) } };
  try {
    const health = describe({ ...NEVER_ASKED, ...registry.stateOf(name) }, registry);
    return { status: health.reachable ? 200 : 503, body: health };
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    return { status: 404, body: { error: error.message } };
  }
}

function cannotBeLoaded(exchange: string, reason: string): string {
  return say('{exchange} cannot be loaded: {reason}', { exchange, reason });
}

const NEVER_ASKED: Omit<ExchangeState, 'exchange'> = {
  reachable: true,
  last_success: null,
  last_error: null,
  clock_offset_ms: null,
  proxy: null,
  requests_in_progress: 0,
  limit_waiting: 0,
};

function describe(state: ExchangeState, registry: Known): ExchangeHealth {
  const of = <Part extends { exchange: string }>(parts: readonly Part[]) =>
    parts.filter(({ exchange }) => exchange === state.exchange);
  const [streams, fix] = [of(registry.streams), of(registry.lines)];
  const reasons = [
    ...(state.reachable
      ? []
      : [
          say('its last requests all failed to reach it: {reason}', { reason: state.last_error?.text ?? '' }),
        ]),
    ...streams
      .filter(
        ({ state, reconnects, failed_attempts }) =>
          state === 'connecting' && reconnects + failed_attempts > 0,
      )
      .map(({ address }) =>
        say('the stream {address} is not open: its prices are asked for over REST', { address }),
      ),
    ...fix
      .filter(({ state }) => state === 'refused')
      .map(({ line }) => say('the last Logon on the {line} line was refused', { line })),
  ];
  const { exchange, ...rest } = state;
  return { exchange, status: statusOf(reasons), reasons, ...rest, streams, fix };
}

function statusOf(reasons: readonly string[]): 'ok' | 'degraded' {
  return reasons.length > 0 ? 'degraded' : 'ok';
}
