import { createHash } from 'node:crypto';
import type { ApiRequest, EndpointLimit, PreparedRequest } from '../adapter/Api.js';
import type { ExchangeDefinition } from '../adapter/Exchange.js';
import { ExchangeError } from '../adapter/ExchangeError.js';
import type { Attempt } from '../adapter/retryOnce.js';
import { type Cooldown, type Cooldowns, cooldownOf, WITHOUT_KEY } from '../http/Cooldowns.js';
import { limitTime } from '../http/deadline.js';
import type { NamedLimit, RateLimiter } from '../http/RateLimiter.js';
import type { Reply } from '../http/Reply.js';
import type { HttpRequest } from '../http/request.js';
import type { ServerClock } from '../http/ServerClock.js';
import { type LoadBounds, loadBounds } from '../http/SharedLoad.js';
import { kindOfTurn } from '../http/Turns.js';
import { isCancel } from '../protocol/isWrite.js';
import type { Call, CallTarget } from './Call.js';
import type { Connections } from './Connections.js';
import type { CallerKeys } from './keys.js';
import {
  locate,
  type RequestContext,
  type Signing,
  searchOf,
  signRequest,
  type Transport,
} from './outgoing.js';
import { type Tokens, tokensIn, tokensOf } from './tokens.js';

/** What all requests to an open exchange share. */
export interface Shared<Keys, State, Connection> {
  readonly definition: ExchangeDefinition<Keys, State, Connection>;
  readonly baseUrl: string | undefined;
  readonly http: Transport;
  /** What it is wrapped around. */
  readonly inner: CallTarget | undefined;
  readonly limiter: RateLimiter;
  readonly cooldowns: Cooldowns;
  readonly clock: ServerClock;
  readonly state: State;
  readonly tokens: Tokens;
  readonly connections: Connections<Connection>;
  /** What the log was told about. */
  readonly warned: Set<string>;
}

/** For whom an exchange counts a request: the address of this machine, or an account, named by a hash of its keys. */
interface Counted {
  host: string;
  key?: string;
  by?: EndpointLimit['by'] | undefined;
}

/** What bounds the requests of a call; a load that others wait for as well has bounds of its own. */
export function boundsOf(call: Call): LoadBounds {
  return loadBounds() ?? call;
}

/** Sends the requests of one call: paced, signed over what is sent, within the deadline, and each of them reported. */
export class RequestSender<Keys, State, Connection> {
  readonly #shared: Shared<Keys, State, Connection>;
  readonly #call: Call;
  readonly #keys: CallerKeys<Keys>;
  readonly #cancels: boolean;
  /** A cancellation is sent, once, also to an exchange that wants to be left alone. */
  #urgent: boolean;
  #lastSent: { counted: Counted; sentAt: number } | undefined;

  constructor(shared: Shared<Keys, State, Connection>, call: Call, keys: CallerKeys<Keys>) {
    this.#shared = shared;
    this.#call = call;
    this.#keys = keys;
    this.#cancels = isCancel(call.method, call.params);
    this.#urgent = this.#cancels;
  }

  /** @param attempt is told the reply, whatever it says. */
  async send(request: ApiRequest, attempt: Attempt): Promise<Reply> {
    const { definition, baseUrl, clock } = this.#shared;
    const { origin, path } = locate(baseUrl, request);
    const counted = {
      host: new URL(origin).host,
      ...(request.signed && { key: this.#keys.id }),
      by: this.#limitOf(request, path)?.by,
    };
    this.#refuseWhileCooling(counted);
    const answered = await this.#pace(request, path);
    const { outgoing, ...signing } = signRequest(request, path, { definition, clock, keys: this.#keys });
    const { method, headers, body } = outgoing;
    const sent = { method, headers, url: origin + outgoing.path, ...(body !== undefined && { body }) };
    const delivered = await this.#deliver(sent, signing, request.within, counted).finally(answered);
    const reply = method === 'DELETE' ? delivered.reply.orEmpty() : delivered.reply;
    attempt.reply = reply;
    try {
      if (!reply.isEmpty) definition.reject?.(reply);
    } catch (error) {
      const asked = error instanceof ExchangeError && definition.throttled?.(error, reply, clock.now());
      // Where there is no key, what is known of the endpoint says whom it was counted for.
      if (asked) {
        const by = (asked.by === 'key' && !counted.key ? undefined : asked.by) ?? counted.by;
        this.#coolDown({ ...counted, by }, delivered.sentAt, { reason: error.code, wait: asked.wait });
      }
      throw error;
    }
    // What IO signs may be public.
    if (this.#endCooldown(counted, delivered) && request.signed && this.#call.method !== 'io') {
      this.#shared.limiter.confirm(this.#keys.id);
    }
    return reply;
  }

  async sendPrepared({
    url,
    secrets,
    writes,
    cancels,
    within,
    ...prepared
  }: PreparedRequest): Promise<Reply> {
    if (cancels !== undefined) this.#urgent = cancels;
    const { origin } = new URL(this.#shared.baseUrl ?? url);
    const target = url.replace(/^[a-z]+:\/\/[^/?#]+/i, origin);
    const signed = secrets.length > 0;
    const signing = {
      unsigned: { ...prepared, path: target.slice(origin.length) },
      signature: secrets,
      signed,
    };
    const key = signed ? this.#keys.known?.id : undefined;
    const counted: Counted = { host: new URL(origin).host, ...(key !== undefined && { key, by: 'key' }) };
    const request = { ...prepared, url: target };
    const delivered = await this.#deliver(request, { ...signing, writes }, within, counted);
    this.#lastSent = { counted, sentAt: delivered.sentAt };
    this.#endCooldown(counted, delivered);
    return delivered.reply;
  }

  /** Notes that the last reply to `sendPrepared` meant "too many requests". */
  throttled(reason: string): void {
    if (!this.#lastSent) return;
    this.#coolDown(this.#lastSent.counted, this.#lastSent.sentAt, { reason });
  }

  /** The only place that sends: never after the deadline, and nothing that is not reported. */
  async #deliver(
    request: Pick<HttpRequest, 'method' | 'url' | 'headers' | 'body'>,
    { writes, ...signing }: Signing & { writes?: boolean },
    within: number | undefined,
    counted: Counted,
  ): Promise<{ reply: Reply; sentAt: number }> {
    this.#refuseWhileCooling(counted);
    const { signature, unsigned } = signing;
    this.#call.onSecrets?.(tokensOf(Object.fromEntries(searchOf(unsigned.path)), true));
    const onSent = () => {
      if (writes ?? request.method !== 'GET') this.#urgent = false;
      this.#call.onUpstream({ verb: request.method, signature, ...(writes !== undefined && { writes }) });
    };
    const { deadline, signal } = boundsOf(this.#call);
    const limit = limitTime(signal, within);
    const sentAt = performance.now();
    try {
      const reply = await this.#shared.http.send(
        { ...request, deadline, onSent, signal: limit.signal },
        this.#contextOf(signing),
      );
      this.#learnTokens(reply, signing);
      const asked = cooldownOf(reply);
      // HTTP 418 bans the address of this machine.
      if (asked) this.#coolDown(reply.status === 418 ? { ...counted, by: 'ip' } : counted, sentAt, asked);
      return { reply, sentAt };
    } finally {
      limit.release();
    }
  }

  #contextOf(signing: Signing): RequestContext {
    const { method, credentials } = this.#call;
    const params = method === 'io' ? withoutText(this.#call.params) : this.#call.params;
    const exchange = this.#shared.definition.name;
    return { exchange, method, params, credentials, keys: this.#keys.known?.value, ...signing };
  }

  /** What logs in for one request is of use to others, and neither may show it. */
  #learnTokens(reply: Reply, { signed, unsigned: { method, path } }: Signing): void {
    const { access_key } = this.#call.credentials;
    const told = access_key !== '' && path.includes(encodeURIComponent(access_key));
    const tokens = tokensIn(reply, !signed && !told && method === 'GET');
    if (tokens.length === 0) return;
    this.#shared.tokens.add(tokens);
    this.#call.onSecrets?.(tokens);
  }

  #refuseWhileCooling(counted: Counted): void {
    const { cooldowns, http } = this.#shared;
    if (!this.#urgent && !http.recordedAt) cooldowns.check(counted.host, whoseOf(counted));
  }

  #coolDown(counted: Counted, sentAt: number, asked: Cooldown): void {
    const whose = counted.by === 'key' ? whoseOf(counted) : undefined;
    this.#shared.cooldowns.note(counted.host, whose, sentAt, asked);
  }

  /** @returns whether the reply is one of success, after which nothing is held back. */
  #endCooldown(counted: Counted, { reply: { status }, sentAt }: { reply: Reply; sentAt: number }): boolean {
    const success = status >= 200 && status < 300;
    if (success) this.#shared.cooldowns.clear(counted.host, whoseOf(counted), sentAt);
    return success;
  }

  #limitOf({ method = 'GET' }: ApiRequest, path: string): EndpointLimit | undefined {
    const { limits } = this.#shared.definition;
    return limits && (limits[`${method} ${path.split('?')[0]}`] ?? limits.default);
  }

  /** @returns to be called when the request was answered. */
  async #pace(request: ApiRequest, path: string): Promise<() => void> {
    const { definition, http, limiter } = this.#shared;
    const { method = 'GET', signed = false } = request;
    const limit = this.#limitOf(request, path);
    if (!definition.limits || !limit || http.recordedAt) return () => undefined;
    const { deadline, signal } = boundsOf(this.#call);
    const endpoint = `${method} ${path.split('?')[0]}`;
    const { [endpoint]: own, all } = definition.limits;
    const named = ({ by, ...rate }: EndpointLimit, name: string): NamedLimit =>
      by === 'key' && signed
        ? { ...rate, name: `${this.#keys.id} ${name}`, shared: false }
        : { ...rate, name };
    return limiter.take(
      [named(limit, own ? endpoint : shorten(endpoint)), ...(all ? [named(all, 'all')] : [])],
      {
        account: this.#whoseTurn(),
        kind: kindOfTurn(this.#call.method, { cancels: this.#cancels, writes: method !== 'GET' }),
        deadline,
        signal,
      },
    );
  }

  /** `undefined` for what is asked without keys, and for what is loaded for all. */
  #whoseTurn(): string | undefined {
    const { access_key, secret_key } = this.#call.credentials;
    if ((access_key === '' && secret_key === '') || loadBounds()) return undefined;
    try {
      return this.#keys.id;
    } catch {
      return 'with keys that cannot be read';
    }
  }
}

/** What is counted for keys and has none is nobody else's: it stops what has none, too. */
function whoseOf({ key }: Counted): string {
  return key ?? WITHOUT_KEY;
}

/** What is not in the table of limits may be as long as a client likes, and there may be many of it. */
function shorten(endpoint: string): string {
  return endpoint.length <= 60 ? endpoint : createHash('sha256').update(endpoint).digest('base64url');
}

/** Of an IO call: the text says the same as the params once more. */
function withoutText(params: unknown): unknown {
  if (typeof params !== 'object' || params === null) return params;
  return Object.fromEntries(Object.entries(params).filter(([name]) => name !== 'text'));
}
