import type { Api, ApiRequest } from '../adapter/Api.js';
import { ExchangeError } from '../adapter/ExchangeError.js';
import { retryOnce } from '../adapter/retryOnce.js';
import { NetworkError } from '../http/NetworkError.js';
import type { Reply } from '../http/Reply.js';
import { ProtocolError } from '../protocol/ProtocolError.js';
import { boundsOf, type Call } from './Call.js';
import type { Lease } from './Connections.js';
import { CallerKeys } from './keys.js';
import { RequestSender, type Shared } from './RequestSender.js';

const CLOCK_IS_GOOD_FOR = 600_000;
const CLOCK_IS_BAD_FOR = 60_000;
const MOST_WARNINGS = 1000;

/**
 * One FMZ request's view of the exchange.
 *
 * @returns besides the api what has to be called when the request is answered.
 */
export function createApi<Keys, State, Connection>(
  shared: Shared<Keys, State, Connection>,
  call: Call,
): { api: Api<Keys, State, Connection>; release(): void } {
  const { definition, clock } = shared;
  const plain = !definition.baseUrl && !definition.sign && !definition.connect;
  const keys = new CallerKeys(definition.credentials, call.credentials, plain);
  const sender = new RequestSender(shared, call, keys);
  let lease: Lease<Connection> | undefined;
  call.onSecrets?.(shared.tokens.all);

  const api: Api<Keys, State, Connection> = {
    get keys() {
      return keys.value;
    },
    get accountId() {
      return keys.id;
    },
    hasKeys: call.credentials.access_key !== '' || call.credentials.secret_key !== '',
    state: shared.state,
    async connect() {
      const { connect } = definition;
      if (!connect) throw new TypeError(`${definition.name} keeps nothing open for an account`);
      lease ??= shared.connections.lease(api.accountId, () => connect(api.keys, shared.state), api.signal);
      return lease.connection;
    },
    now: () => clock.now(),
    async syncClock() {
      const now = performance.now();
      if (now - clock.failed > CLOCK_IS_BAD_FOR) {
        await measureClock(now - CLOCK_IS_GOOD_FOR).catch(() => undefined);
      }
    },
    warn(subject, text) {
      if (shared.warned.has(subject) || shared.warned.size >= MOST_WARNINGS) return;
      shared.warned.add(subject);
      call.onWarning?.(`${definition.name} ${subject}: ${text}`);
    },
    remaining: () => Math.max(0, boundsOf(call).deadline - performance.now()),
    get signal() {
      return boundsOf(call).signal;
    },
    beginChange() {
      if (call.signal.aborted || api.remaining() === 0)
        throw new NetworkError('the time was up', { outcome: 'rejected', transient: false });
      call.onChange?.();
    },
    get: (path, query) => api.request({ path, ...(query && { query }) }),
    signedGet: (path, query) => api.request({ path, ...(query && { query }), signed: true }),
    signedPost: (path, body, limits) => api.request({ method: 'POST', path, body, signed: true, ...limits }),
    ask(method, params) {
      if (!shared.inner) throw new ProtocolError(`${definition.name} does not wrap another exchange`);
      const credentials = { access_key: '', secret_key: '' };
      const { deadline, signal } = boundsOf(call);
      return shared.inner.call({ ...call, deadline, signal, method, params, credentials });
    },
    sendPrepared: (request) => sender.sendPrepared(request),
    throttled: (reason) => sender.throttled(reason),
    async request(request) {
      const started = performance.now();
      try {
        return await sendOrRetry(request);
      } catch (error) {
        // Signed with a wrong time, the request was refused before anything was done: it is safe to send it anew.
        if (!request.signed || !(error instanceof ExchangeError)) throw error;
        if (error.outcome === 'unknown' || !definition.clock?.isStale(error)) throw error;
        await measureClock(started).catch(() => Promise.reject(error));
        return sendOrRetry(request);
      }
    },
  };
  return { api, release: () => lease?.release() };

  async function measureClock(since: number): Promise<void> {
    const theirs = definition.clock;
    if (theirs) await clock.measure(() => theirs.read(api), since, api);
  }

  /** Only a GET is ever sent twice, and only where it is open what the exchange makes of it. */
  function sendOrRetry(request: ApiRequest): Promise<Reply> {
    if (request.once || (request.method ?? 'GET') !== 'GET') return sender.send(request, {});
    return retryOnce(api, (attempt) => sender.send(request, attempt), { patient: !shared.http.recordedAt });
  }
}
