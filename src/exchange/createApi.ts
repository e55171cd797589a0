import { createHash } from 'node:crypto';
import type { HttpRequest } from '../http/HttpClient.js';
import { NetworkError } from '../http/NetworkError.js';
import type { Pacer } from '../http/Pacer.js';
import { encodeQuery } from '../http/query.js';
import type { Reply } from '../http/Reply.js';
import type { ServerClock } from '../http/ServerClock.js';
import { ProtocolError } from '../protocol/ProtocolError.js';
import { parseWith } from '../protocol/parseWith.js';
import type { Api, ApiRequest, OutgoingRequest } from './Api.js';
import type { Connections, Lease } from './Connections.js';
import type { ExchangeDefinition } from './defineExchange.js';
import { ExchangeError } from './ExchangeError.js';
import type { Call, OpenExchange } from './openExchange.js';
import { signatureOf } from './signatureOf.js';
import { type Attempt, tryTwice } from './tryTwice.js';
import type { Occasion, Upstream } from './Upstream.js';

interface Shared<Keys, State, Connection> {
  definition: ExchangeDefinition<Keys, State, Connection>;
  baseUrl: string | undefined;
  http: Upstream;
  inner: OpenExchange | undefined;
  pacer: Pacer;
  clock: ServerClock;
  state: State;
  connections: Connections<Connection>;
  /** What the log was told about. */
  warned: Set<string>;
}

const CLOCK_IS_GOOD_FOR = 600_000;
const CLOCK_IS_BAD_FOR = 60_000;
const MOST_WARNINGS = 1000;

/**
 * One FMZ request's way to the exchange: paced, signed over what is sent, bounded by the deadline.
 *
 * @returns besides the api what has to be called when the request is answered.
 */
export function createApi<Keys, State, Connection>(
  shared: Shared<Keys, State, Connection>,
  call: Call,
): { api: Api<Keys, State, Connection>; release(): void } {
  const { definition, clock } = shared;
  let keys: { value: Keys; id: string } | undefined;
  let lease: Lease<Connection> | undefined;

  function account(): { value: Keys; id: string } {
    if (!keys) {
      const value = parseWith(definition.credentials, call.credentials);
      keys = { value, id: createHash('sha256').update(JSON.stringify(value)).digest('base64url') };
    }
    return keys;
  }

  const api: Api<Keys, State, Connection> = {
    get keys() {
      return account().value;
    },
    get accountId() {
      return account().id;
    },
    hasKeys: call.credentials.access_key !== '' || call.credentials.secret_key !== '',
    state: shared.state,
    async connect() {
      const { connect } = definition;
      if (!connect) throw new TypeError(`${definition.name} keeps nothing open for an account`);
      lease ??= shared.connections.lease(api.accountId, () => connect(api.keys, shared.state));
      return lease.connection;
    },
    now: () => clock.now(),
    async syncClock() {
      if (Date.now() - clock.failed > CLOCK_IS_BAD_FOR) {
        await measureClock(Date.now() - CLOCK_IS_GOOD_FOR).catch(() => undefined);
      }
    },
    warn(subject, text) {
      if (shared.warned.has(subject) || shared.warned.size >= MOST_WARNINGS) return;
      shared.warned.add(subject);
      call.onWarning?.(`${definition.name} ${subject}: ${text}`);
    },
    remaining: () => Math.max(0, call.deadline - Date.now()),
    signal: call.signal,
    get: (path, query) => api.request({ path, ...(query && { query }) }),
    signedGet: (path, query) => api.request({ path, ...(query && { query }), signed: true }),
    signedPost: (path, body, limits) => api.request({ method: 'POST', path, body, signed: true, ...limits }),
    ask(method, params) {
      if (!shared.inner) throw new ProtocolError(`${definition.name} is wrapped around no other exchange`);
      return shared.inner.call({ ...call, method, params, credentials: { access_key: '', secret_key: '' } });
    },
    async sendPrepared({ url, secrets, writes, within, ...prepared }) {
      const { origin } = new URL(shared.baseUrl ?? url);
      const target = url.replace(/^[a-z]+:\/\/[^/?#]+/i, origin);
      const path = target.slice(origin.length);
      const signing = { unsigned: { ...prepared, path }, signature: secrets, signed: secrets.length > 0 };
      return deliver(origin, { ...prepared, url: target }, { ...signing, writes }, within);
    },
    async request(request) {
      const started = Date.now();
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

  async function measureClock(since: number): Promise<void> {
    const theirs = definition.clock;
    if (theirs) await clock.measure(() => theirs.read(api), since);
  }

  /** Only a GET is ever sent twice, and only where the exchange gave no verdict. */
  function sendOrRetry(request: ApiRequest): Promise<Reply> {
    if (request.once || (request.method ?? 'GET') !== 'GET') return send(request, {});
    return tryTwice(api, (attempt) => send(request, attempt), { patient: !shared.http.recordedAt });
  }

  async function send(request: ApiRequest, attempt: Attempt): Promise<Reply> {
    const { origin, path } = locate(shared.baseUrl, request);
    const answered = await pace(request, path);
    const { unsigned, outgoing, signature } = prepare(request, path);
    const { method, headers, body } = outgoing;
    const sent = { method, headers, url: origin + outgoing.path, ...(body !== undefined && { body }) };
    const signing = { unsigned, signature, signed: outgoing !== unsigned };
    attempt.reply = await deliver(origin, sent, signing, request.within).finally(answered);
    try {
      definition.reject?.(attempt.reply);
      return attempt.reply;
    } catch (error) {
      throw error instanceof NetworkError ? about(origin, error) : error;
    }
  }

  /** The only place that sends: never after the deadline, and nothing that is not reported. */
  async function deliver(
    origin: string,
    request: Omit<HttpRequest, 'signal'>,
    { writes, ...signing }: Signing & { writes?: boolean },
    within: number | undefined,
  ): Promise<Reply> {
    if (call.signal.aborted)
      throw new NetworkError('was not asked: the time was up', { outcome: 'rejected', passing: false });
    const { signature } = signing;
    call.onUpstream({ verb: request.method, signature, ...(writes !== undefined && { writes }) });
    const limit = limitTime(call.signal, within);
    try {
      return await shared.http.send({ ...request, signal: limit.signal }, occasionOf(signing));
    } catch (error) {
      throw error instanceof NetworkError ? about(origin, error) : error;
    } finally {
      limit.release();
    }
  }

  function occasionOf(signing: Signing): Occasion {
    const { method, params, credentials } = call;
    return { exchange: definition.name, method, params, credentials, keys: keys?.value, ...signing };
  }

  function prepare(request: ApiRequest, path: string): Prepared {
    const outgoing: OutgoingRequest = {
      method: request.method ?? 'GET',
      path,
      headers: { accept: 'application/json', 'user-agent': 'fmzproto' },
    };
    if (request.body !== undefined) {
      outgoing.body = toBody(request.body);
      outgoing.headers['content-type'] = 'application/json';
    }
    if (!request.signed || !definition.sign) return { unsigned: outgoing, outgoing, signature: [] };
    const { travel } = request;
    if (travel !== undefined) {
      const { uncertainty } = clock;
      request.onExpiry?.(uncertainty === undefined ? undefined : performance.now() + travel + uncertainty);
    }
    const signed = definition.sign(outgoing, api.keys, clock.now(), travel === undefined ? {} : { travel });
    return { unsigned: outgoing, outgoing: signed, signature: signatureOf(outgoing, signed) };
  }

  /** @returns to be called when the request was answered. */
  async function pace({ method = 'GET', signed }: ApiRequest, path: string): Promise<() => void> {
    const { limits } = definition;
    const turns: (() => void)[] = [];
    const answered = () => {
      for (const turn of turns) turn();
    };
    if (!limits || shared.http.recordedAt) return answered;
    const endpoint = `${method} ${path.split('?')[0]}`;
    const taken = { [endpoint]: limits[endpoint] ?? limits.default, ...(limits.all && { all: limits.all }) };
    for (const [name, limit] of Object.entries(taken)) {
      const bucket = limit.by === 'key' && signed ? `${api.accountId} ${name}` : name;
      turns.push(await shared.pacer.take(bucket, limit, call.deadline, call.signal));
    }
    return answered;
  }

  return { api, release: () => lease?.release() };
}

/**
 * A signal that is aborted with another one, or after so many ms. Under Node 20, AbortSignal.any may lose a time-out as
 * garbage before it fires.
 */
function limitTime(outer: AbortSignal, within: number | undefined): { signal: AbortSignal; release(): void } {
  if (within === undefined) return { signal: outer, release: () => undefined };
  const controller = new AbortController();
  const abort = () => controller.abort(new DOMException('the time is up', 'TimeoutError'));
  const timer = setTimeout(abort, within);
  outer.addEventListener('abort', abort, { once: true });
  return {
    signal: controller.signal,
    release() {
      clearTimeout(timer);
      outer.removeEventListener('abort', abort);
    },
  };
}

/** What signing did to a request. */
type Signing = Pick<Occasion, 'unsigned' | 'signature' | 'signed'>;

interface Prepared {
  unsigned: OutgoingRequest;
  outgoing: OutgoingRequest;
  signature: string[];
}

/**
 * Where a request goes: only ever to the exchange's own host, whatever the path holds.
 *
 * @throws ProtocolError when the path would lead elsewhere.
 */
function locate(baseUrl: string | undefined, { path, query }: ApiRequest): { origin: string; path: string } {
  if (!baseUrl) throw new ProtocolError('this exchange has no address');
  const { origin } = new URL(baseUrl);
  const asked = path + encodeQuery(query).replace('?', path.includes('?') ? '&' : '?');
  const url = URL.canParse(origin + asked) ? new URL(origin + asked) : undefined;
  if (!path.startsWith('/') || path.startsWith('//') || url?.origin !== origin || url.username !== '') {
    throw new ProtocolError(`the path must start with one / and stay on ${origin}`);
  }
  return { origin, path: url.pathname + url.search };
}

function about(origin: string, error: NetworkError): NetworkError {
  return new NetworkError(`${new URL(origin).host} ${error.message}`, {
    outcome: error.outcome,
    passing: error.passing,
    cause: error,
  });
}

function toBody(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch (cause) {
    throw new ProtocolError('the params are nested too deeply', { cause });
  }
}
