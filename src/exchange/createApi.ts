import { createHash } from 'node:crypto';
import type { HttpClient } from '../http/HttpClient.js';
import { NetworkError } from '../http/NetworkError.js';
import type { Pacer } from '../http/Pacer.js';
import { encodeQuery } from '../http/query.js';
import type { Reply } from '../http/Reply.js';
import type { ServerClock } from '../http/ServerClock.js';
import { ProtocolError } from '../protocol/ProtocolError.js';
import { parseWith } from '../protocol/parseWith.js';
import type { Api, ApiRequest, OutgoingRequest } from './Api.js';
import type { ExchangeDefinition } from './defineExchange.js';
import { ExchangeError } from './ExchangeError.js';
import type { Call } from './openExchange.js';

interface Shared<Keys, State> {
  definition: ExchangeDefinition<Keys, State>;
  baseUrl: string | undefined;
  http: HttpClient;
  pacer: Pacer;
  clock: ServerClock;
  state: State;
}

// The headers of every request; whatever else there is comes from signing.
const UNSIGNED = new Set(['accept', 'user-agent', 'content-type']);

/** One FMZ request's way to the exchange: paced, signed over what is sent, bounded by the deadline. */
export function createApi<Keys, State>(shared: Shared<Keys, State>, call: Call): Api<Keys, State> {
  const { definition, clock } = shared;
  let keys: { value: Keys } | undefined;

  const api: Api<Keys, State> = {
    get keys() {
      keys ??= { value: parseWith(definition.credentials, call.credentials) };
      return keys.value;
    },
    hasKeys: call.credentials.access_key !== '' || call.credentials.secret_key !== '',
    state: shared.state,
    now: () => clock.now(),
    remaining: () => Math.max(0, call.deadline - Date.now()),
    get: (path, query) => api.request({ path, ...(query && { query }) }),
    signedGet: (path, query) => api.request({ path, ...(query && { query }), signed: true }),
    signedPost: (path, body) => api.request({ method: 'POST', path, body, signed: true }),
    async request(request) {
      const started = Date.now();
      try {
        return await send(request);
      } catch (error) {
        // Signed with a wrong time, the request was refused before anything was done: it is safe to send it anew.
        if (!request.signed || !definition.clock || !(error instanceof ExchangeError)) throw error;
        if (error.outcome === 'unknown' || !definition.clock.isStale(error)) throw error;
        const { read } = definition.clock;
        await clock.measure(() => read(api), started).catch(() => Promise.reject(error));
        return send(request);
      }
    },
  };

  async function send(request: ApiRequest): Promise<Reply> {
    const { origin, path } = locate(shared.baseUrl, request);
    await pace(request, path);
    const outgoing = prepare(request, path);
    if (call.signal.aborted)
      throw new NetworkError('was not asked: the time was up', { outcome: 'rejected' });
    call.onUpstream(signatureOf(outgoing));
    const reply = await shared.http
      .send({ ...outgoing, url: origin + outgoing.path, signal: call.signal })
      .catch((error: unknown) => {
        throw error instanceof NetworkError ? about(origin, error) : error;
      });
    try {
      definition.reject?.(reply);
    } catch (error) {
      throw error instanceof NetworkError ? about(origin, error) : error;
    }
    return reply;
  }

  function prepare(request: ApiRequest, path: string): OutgoingRequest {
    const outgoing: OutgoingRequest = {
      method: request.method ?? 'GET',
      path,
      headers: { accept: 'application/json', 'user-agent': 'fmzproto', ...request.headers },
    };
    if (request.body !== undefined) {
      outgoing.body = toBody(request.body);
      outgoing.headers['content-type'] = 'application/json';
    }
    return request.signed && definition.sign ? definition.sign(outgoing, api.keys, clock.now()) : outgoing;
  }

  async function pace({ method = 'GET', signed }: ApiRequest, path: string): Promise<void> {
    if (!definition.limits) return;
    const endpoint = `${method} ${path.split('?')[0]}`;
    const limit = definition.limits[endpoint] ?? definition.limits.default;
    const account = limit.by === 'key' && signed ? `${fingerprint(api.keys)} ` : '';
    await shared.pacer.take(account + endpoint, limit, call.deadline, call.signal);
  }

  return api;
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

function fingerprint(keys: unknown): string {
  return createHash('sha256').update(JSON.stringify(keys)).digest('base64url');
}

function about(origin: string, error: NetworkError): NetworkError {
  return new NetworkError(`${new URL(origin).host} ${error.message}`, {
    outcome: error.outcome,
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

/** The values of those headers that only signing adds. */
function signatureOf({ headers }: OutgoingRequest): string[] {
  return Object.entries(headers).flatMap(([name, value]) => (UNSIGNED.has(name) ? [] : [value]));
}
