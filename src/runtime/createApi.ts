import { createHash } from 'node:crypto';
import type { Api, ApiRequest, EndpointLimit, OutgoingRequest } from '../adapter/Api.js';
import type { ExchangeDefinition } from '../adapter/defineExchange.js';
import { ExchangeError } from '../adapter/ExchangeError.js';
import { type Attempt, retryOnce } from '../adapter/retryOnce.js';
import { kindOfTurn } from '../http/Accounts.js';
import { type Cooldown, type Cooldowns, cooldownOf, WITHOUT_KEY } from '../http/Cooldowns.js';
import { NetworkError } from '../http/NetworkError.js';
import type { NamedLimit, RateLimiter } from '../http/RateLimiter.js';
import type { Reply } from '../http/Reply.js';
import type { HttpRequest } from '../http/request.js';
import { encodeQuery } from '../http/request.js';
import type { ServerClock } from '../http/ServerClock.js';
import { loadBounds } from '../http/SharedLoad.js';
import { RawJson } from '../protocol/json.js';
import { ProtocolError } from '../protocol/ProtocolError.js';
import { parseWith } from '../protocol/parseWith.js';
import type { Connections, Lease } from './Connections.js';
import { isCancel } from './isCancel.js';
import { checkBoxes } from './keys.js';
import { limitTime } from './lifetimes.js';
import type { Call, OpenExchange } from './openExchange.js';
import type { RequestContext, Transport } from './Transport.js';
import { signatureOf, type Tokens, tokensIn, tokensOf } from './tokens.js';

interface Shared<Keys, State, Connection> {
  definition: ExchangeDefinition<Keys, State, Connection>;
  baseUrl: string | undefined;
  http: Transport;
  inner: OpenExchange | undefined;
  limiter: RateLimiter;
  cooldowns: Cooldowns;
  clock: ServerClock;
  state: State;
  tokens: Tokens;
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
  call.onSecrets?.(shared.tokens.all);
  /** A cancellation is sent, once, also to an exchange that wants to be left alone. */
  const cancels = isCancel(call.method, call.params);
  let urgent = cancels;
  let lastSent: { counted: Counted; sentAt: number } | undefined;

  /** A load that others wait for as well has bounds of its own. */
  const bounds = () => loadBounds() ?? call;

  function account(): { value: Keys; id: string } {
    if (!keys) {
      // Where they go to no exchange, they may be any text.
      const real = definition.baseUrl || definition.sign || definition.connect;
      const boxes = real ? checkBoxes(call.credentials) : call.credentials;
      const value = parseWith(definition.credentials, boxes);
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
    remaining: () => Math.max(0, bounds().deadline - performance.now()),
    get signal() {
      return bounds().signal;
    },
    beginChange() {
      if (call.signal.aborted || api.remaining() === 0)
        throw new NetworkError('the time was up', { outcome: 'rejected', passing: false });
      call.onChange?.();
    },
    get: (path, query) => api.request({ path, ...(query && { query }) }),
    signedGet: (path, query) => api.request({ path, ...(query && { query }), signed: true }),
    signedPost: (path, body, limits) => api.request({ method: 'POST', path, body, signed: true, ...limits }),
    ask(method, params) {
      if (!shared.inner) throw new ProtocolError(`${definition.name} does not wrap another exchange`);
      const { deadline, signal } = bounds();
      return shared.inner.call({
        ...call,
        deadline,
        signal,
        method,
        params,
        credentials: { access_key: '', secret_key: '' },
      });
    },
    async sendPrepared({ url, secrets, writes, cancels, within, ...prepared }) {
      if (cancels !== undefined) urgent = cancels;
      const { origin } = new URL(shared.baseUrl ?? url);
      const target = url.replace(/^[a-z]+:\/\/[^/?#]+/i, origin);
      const path = target.slice(origin.length);
      const signing = { unsigned: { ...prepared, path }, signature: secrets, signed: secrets.length > 0 };
      const key = secrets.length > 0 ? keys?.id : undefined;
      const counted: Counted = { host: new URL(origin).host, ...(key !== undefined && { key, by: 'key' }) };
      const { reply, sentAt } = await deliver(
        { ...prepared, url: target },
        { ...signing, writes },
        within,
        counted,
      );
      lastSent = { counted, sentAt };
      if (isSuccess(reply)) shared.cooldowns.clear(counted.host, whoseOf(counted), sentAt);
      return reply;
    },
    throttled(reason) {
      if (!lastSent) return;
      const { counted, sentAt } = lastSent;
      coolDown(counted, sentAt, { reason });
    },
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

  async function measureClock(since: number): Promise<void> {
    const theirs = definition.clock;
    if (theirs) await clock.measure(() => theirs.read(api), since, api);
  }

  /** Only a GET is ever sent twice, and only where the exchange gave no verdict. */
  function sendOrRetry(request: ApiRequest): Promise<Reply> {
    if (request.once || (request.method ?? 'GET') !== 'GET') return send(request, {});
    return retryOnce(api, (attempt) => send(request, attempt), { patient: !shared.http.recordedAt });
  }

  async function send(request: ApiRequest, attempt: Attempt): Promise<Reply> {
    const { origin, path } = locate(shared.baseUrl, request);
    const counted = {
      host: new URL(origin).host,
      ...(request.signed && { key: api.accountId }),
      by: limitOf(request, path)?.by,
    };
    refuseWhileCooling(counted);
    const answered = await pace(request, path);
    const { unsigned, outgoing, signature } = prepare(request, path);
    const { method, headers, body } = outgoing;
    const sent = { method, headers, url: origin + outgoing.path, ...(body !== undefined && { body }) };
    const signing = { unsigned, signature, signed: outgoing !== unsigned };
    const { reply: told, sentAt } = await deliver(sent, signing, request.within, counted).finally(answered);
    const reply = method === 'DELETE' ? told.orEmpty() : told;
    attempt.reply = reply;
    try {
      if (!reply.isEmpty) definition.reject?.(reply);
    } catch (error) {
      const asked = error instanceof ExchangeError && definition.throttled?.(error, reply, clock.now());
      // Where there is no key, what is known of the endpoint says whom it was counted for.
      if (asked) {
        const by = (asked.by === 'key' && !counted.key ? undefined : asked.by) ?? counted.by;
        coolDown({ ...counted, by }, sentAt, { reason: error.code, wait: asked.wait });
      }
      throw error;
    }
    if (isSuccess(reply)) {
      shared.cooldowns.clear(counted.host, whoseOf(counted), sentAt);
      // What IO signs may be public.
      if (request.signed && call.method !== 'io') shared.limiter.confirm(api.accountId);
    }
    return reply;
  }

  /** The only place that sends: never after the deadline, and nothing that is not reported. */
  async function deliver(
    request: Pick<HttpRequest, 'method' | 'url' | 'headers' | 'body'>,
    { writes, ...signing }: Signing & { writes?: boolean },
    within: number | undefined,
    counted: Counted,
  ): Promise<{ reply: Reply; sentAt: number }> {
    refuseWhileCooling(counted);
    const { signature, unsigned } = signing;
    call.onSecrets?.(tokensOf(Object.fromEntries(searchOf(unsigned.path)), true));
    const onSent = () => {
      if (writes ?? request.method !== 'GET') urgent = false;
      call.onUpstream({ verb: request.method, signature, ...(writes !== undefined && { writes }) });
    };
    const limit = limitTime(api.signal, within);
    const sentAt = performance.now();
    try {
      const reply = await shared.http.send(
        { ...request, deadline: bounds().deadline, onSent, signal: limit.signal },
        contextOf(signing),
      );
      learnTokens(reply, signing);
      const asked = cooldownOf(reply);
      // HTTP 418 bans the address of this machine.
      if (asked) coolDown(reply.status === 418 ? { ...counted, by: 'ip' } : counted, sentAt, asked);
      return { reply, sentAt };
    } finally {
      limit.release();
    }
  }

  /** What logs in for one request is of use to others, and neither may show it. */
  function learnTokens(reply: Reply, { signed, unsigned: { method, path } }: Signing): void {
    const { access_key } = call.credentials;
    const told = access_key !== '' && path.includes(encodeURIComponent(access_key));
    const tokens = tokensIn(reply, !signed && !told && method === 'GET');
    if (tokens.length === 0) return;
    shared.tokens.add(tokens);
    call.onSecrets?.(tokens);
  }

  function refuseWhileCooling(counted: Counted): void {
    if (!urgent && !shared.http.recordedAt) shared.cooldowns.check(counted.host, whoseOf(counted));
  }

  function coolDown(counted: Counted, sentAt: number, asked: Cooldown): void {
    shared.cooldowns.note(counted.host, counted.by === 'key' ? whoseOf(counted) : undefined, sentAt, asked);
  }

  function limitOf({ method = 'GET' }: ApiRequest, path: string): EndpointLimit | undefined {
    const { limits } = definition;
    return limits && (limits[`${method} ${path.split('?')[0]}`] ?? limits.default);
  }

  function contextOf(signing: Signing): RequestContext {
    const { method, credentials } = call;
    const params = method === 'io' ? withoutText(call.params) : call.params;
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
    const { expiresIn } = request;
    if (expiresIn !== undefined) {
      const { uncertainty } = clock;
      request.onExpiry?.(uncertainty === undefined ? undefined : performance.now() + expiresIn + uncertainty);
    }
    const signed = definition.sign(
      outgoing,
      api.keys,
      clock.now(),
      expiresIn === undefined ? {} : { expiresIn },
    );
    return { unsigned: outgoing, outgoing: signed, signature: signatureOf(outgoing, signed) };
  }

  /** @returns to be called when the request was answered. */
  async function pace({ method = 'GET', signed = false }: ApiRequest, path: string): Promise<() => void> {
    const { limits } = definition;
    if (!limits || shared.http.recordedAt) return () => undefined;
    const endpoint = `${method} ${path.split('?')[0]}`;
    const own = limits[endpoint];
    const named = ({ by, ...limit }: EndpointLimit, name: string): NamedLimit =>
      by === 'key' && signed
        ? { ...limit, name: `${api.accountId} ${name}`, shared: false }
        : { ...limit, name };
    return shared.limiter.take(
      [
        named(own ?? limits.default, own ? endpoint : shorten(endpoint)),
        ...(limits.all ? [named(limits.all, 'all')] : []),
      ],
      {
        account: whoseTurn(),
        kind: kindOfTurn(call.method, { cancels, writes: method !== 'GET' }),
        deadline: bounds().deadline,
        signal: api.signal,
      },
    );
  }

  /** `undefined` for what is asked without keys, and for what is loaded for all. */
  function whoseTurn(): string | undefined {
    if (!api.hasKeys || loadBounds()) return undefined;
    try {
      return api.accountId;
    } catch {
      return 'with keys that cannot be read';
    }
  }

  return { api, release: () => lease?.release() };
}

/** For whom an exchange counts a request: the address of this machine, or an account, named by a hash of its keys. */
interface Counted {
  host: string;
  key?: string;
  by?: EndpointLimit['by'] | undefined;
}

/** What is counted for keys and has none is nobody else's: it stops what has none, too. */
function whoseOf({ key }: Counted): string {
  return key ?? WITHOUT_KEY;
}

/** What signing did to a request. */
type Signing = Pick<RequestContext, 'unsigned' | 'signature' | 'signed'>;

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
  const unsendable = /#|[\t\r\n]| $/.exec(path)?.[0];
  if (unsendable !== undefined) {
    throw new ProtocolError(
      `the path holds ${unsendable === '#' ? '"#", and what follows it' : 'white space, which'} would not be sent: write ${encodeURIComponent(unsendable)}`,
    );
  }
  const asked = joinQuery(path, encodeQuery(query));
  const url = URL.canParse(origin + asked) ? new URL(origin + asked) : undefined;
  if (!path.startsWith('/') || path.startsWith('//') || url?.origin !== origin || url.username !== '') {
    throw new ProtocolError(`the path must start with one / and stay on ${origin}`);
  }
  return { origin, path: url.pathname + url.search };
}

/** What is not in the table of limits may be as long as a client likes, and there may be many of it. */
function shorten(endpoint: string): string {
  return endpoint.length <= 60 ? endpoint : createHash('sha256').update(endpoint).digest('base64url');
}

/** @param query with its leading question mark, or empty. */
function joinQuery(path: string, query: string): string {
  if (query === '' || !path.includes('?')) return path + query;
  return path + (/[?&]$/.test(path) ? '' : '&') + query.slice(1);
}

function searchOf(path: string): URLSearchParams {
  return new URLSearchParams(path.slice(`${path}?`.indexOf('?')));
}

function isSuccess({ status }: Reply): boolean {
  return status >= 200 && status < 300;
}

/** Of an IO call: the text says the same as the params once more. */
function withoutText(params: unknown): unknown {
  if (typeof params !== 'object' || params === null) return params;
  return Object.fromEntries(Object.entries(params).filter(([name]) => name !== 'text'));
}

function toBody(value: unknown): string {
  if (value instanceof RawJson) return value.text;
  try {
    return JSON.stringify(value);
  } catch (cause) {
    throw new ProtocolError('the params are nested too deeply', { cause });
  }
}
