import { createHash } from 'node:crypto';
import type { EndpointLimit } from '../adapter/EndpointLimit.js';
import type { ExchangeDefinition } from '../adapter/Exchange.js';
import type { ExchangeLimits, PlacedEndpoint } from '../adapter/ExchangeLimits.js';
import type { FoundLimit } from '../adapter/LimitTable.js';
import type { NamedLimit } from '../http/Budget.js';
import type { CancelSignal } from '../http/Cancellation.js';
import { type Cooldown, type Cooldowns, cooldownOf, WITHOUT_KEY } from '../http/Cooldowns.js';
import { readLimitHeaders } from '../http/limitHeaders.js';
import { loadBounds } from '../http/loadBounds.js';
import type { RateLimiter } from '../http/RateLimiter.js';
import type { Reply } from '../http/Reply.js';
import { hostOf } from '../http/request.js';
import type { ServerClock } from '../http/ServerClock.js';
import { kindOfTurn } from '../http/Turns.js';
import { isCancel } from '../protocol/isWrite.js';
import type { Activity } from './Activity.js';
import { boundsOf, type Call } from './Call.js';
import type { CallerKeys } from './keys.js';
import type { Transport } from './outgoing.js';
import type { SignedTurns } from './SignedTurns.js';
import { watchTurn } from './watch.js';

/** For whom an exchange counts a request: the address of this machine, or an account, named by a hash of its keys. */
export interface Counted {
  host: string;
  key?: string;
  by?: EndpointLimit['by'] | undefined;
  /** The limit of its endpoint. */
  limit?: NamedLimit | undefined;
}

/** A request, as far as limits count it. */
export interface Paced extends PlacedEndpoint {
  /** The hash of the keys that it is signed with. */
  key: string | undefined;
}

/** What pacing needs of an open exchange. */
export interface PacedExchange {
  /** Absent where it publishes none. */
  readonly limits: ExchangeLimits | undefined;
  readonly definition: Pick<ExchangeDefinition<never, never>, 'limitHeaders' | 'inOrder'>;
  readonly clock: Pick<ServerClock, 'now'>;
  readonly http: Pick<Transport, 'recordedAt'>;
  readonly limiter: RateLimiter;
  readonly activity: Activity;
  readonly signedTurns: SignedTurns;
  readonly cooldowns: Cooldowns;
}

/** When the requests of one call may go: within the exchange's limits, and not while it wants to be left alone. */
export class Pacing {
  readonly #exchange: PacedExchange;
  readonly #call: Call;
  readonly #keys: Pick<CallerKeys<unknown>, 'id'>;
  readonly #cancels: boolean;
  /** A cancellation is sent, once, also to an exchange that wants to be left alone. */
  #urgent: boolean;

  constructor(exchange: PacedExchange, call: Call, keys: Pick<CallerKeys<unknown>, 'id'>) {
    this.#exchange = exchange;
    this.#call = call;
    this.#keys = keys;
    this.#cancels = isCancel(call.method, call.params);
    this.#urgent = this.#cancels;
  }

  /** Notes whether what is sent next cancels something, or that a write has been sent. */
  set urgent(urgent: boolean) {
    this.#urgent = urgent;
  }

  /**
   * For whom a request counts.
   *
   * @param origin where it is sent to.
   * @param otherwise where no limits are published.
   */
  countOf(request: Paced, origin: string, otherwise?: EndpointLimit['by']): Counted {
    const { limits } = this.#exchange;
    const own = limits?.own(request);
    const { key } = request;
    const limit = own && nameLimit(own, request);
    return { host: hostOf(origin), ...(key !== undefined && { key }), by: own ? own.by : otherwise, limit };
  }

  /**
   * Waits for a request's turn.
   *
   * @param signal where the request waits for less than the call does.
   * @returns to be called when the request was answered.
   */
  async take(request: Paced, signal: CancelSignal = boundsOf(this.#call).signal): Promise<() => void> {
    const { limits, http, limiter } = this.#exchange;
    if (!limits || http.recordedAt) return () => undefined;
    const { deadline } = boundsOf(this.#call);
    const named = limits.of(request).map((limit) => nameLimit(limit, request));
    const turn = limiter.take(named, {
      account: this.#whoseTurn(),
      kind: kindOfTurn(this.#call.method, { cancels: this.#cancels, writes: request.verb !== 'GET' }),
      deadline,
      signal,
    });
    return watchTurn(this.#exchange, this.#call, turn);
  }

  /** Waits for it, and where the exchange takes signed requests in their order alone, until the account's last one is answered. */
  async takeBoth(request: Paced, signal: CancelSignal = boundsOf(this.#call).signal): Promise<() => void> {
    const answered = await this.take(request, signal);
    const { definition, http, signedTurns } = this.#exchange;
    if (!definition.inOrder || request.key === undefined || http.recordedAt) return answered;
    const release = await signedTurns
      .take(request.key, { cancels: this.#cancels, signal })
      .catch((error: unknown) => {
        answered();
        throw error;
      });
    return () => {
      answered();
      release();
    };
  }

  /** @throws NetworkError while the exchange wants to be left alone. */
  refuseWhileCooling(counted: Counted): void {
    const { cooldowns, http } = this.#exchange;
    if (!this.#urgent && !http.recordedAt) cooldowns.check(counted.host, whoseOf(counted));
  }

  /** Notes what an answer says of limits: by its status, and in headers, where the adapter names them. */
  heed(counted: Counted, { reply, sentAt }: { reply: Reply; sentAt: number }): void {
    const { definition, clock, limiter, http } = this.#exchange;
    const { limitHeaders } = definition;
    const left = limitHeaders && !http.recordedAt && readLimitHeaders(reply, limitHeaders, clock.now());
    if (left && left.requests === 0 && left.wait > 0 && counted.limit) {
      limiter.hold(counted.limit, performance.now() + left.wait);
    }
    const asked = cooldownOf(reply);
    if (!asked) return;
    // HTTP 418 bans the address of this machine.
    const banned = reply.status === 418 ? { ...counted, by: 'ip' as const } : counted;
    this.coolDown(banned, sentAt, {
      ...asked,
      wait: asked.wait ?? (left ? left.wait || undefined : undefined),
    });
  }

  coolDown(counted: Counted, sentAt: number, asked: Cooldown): void {
    const whose = counted.by === 'key' ? whoseOf(counted) : undefined;
    this.#exchange.cooldowns.note(counted.host, whose, sentAt, asked);
  }

  /** @returns whether the reply is one of success, after which nothing is held back. */
  endCooldown(counted: Counted, { reply: { status }, sentAt }: { reply: Reply; sentAt: number }): boolean {
    const success = status >= 200 && status < 300;
    if (success) this.#exchange.cooldowns.clear(counted.host, whoseOf(counted), sentAt);
    return success;
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

/** A limit as it counts a request: for its account, or for all. Each environment is an exchange for itself. */
function nameLimit({ by, ...limit }: FoundLimit, { key, environment = '' }: Paced): NamedLimit {
  const name = `${environment} ${shorten(limit.name)}`.trimStart();
  return by === 'key' && key !== undefined
    ? { ...limit, name: `${key} ${name}`, shared: false }
    : { ...limit, name };
}

/** What is counted for keys and has none is nobody else's: it stops what has none, too. */
function whoseOf({ key }: Counted): string {
  return key ?? WITHOUT_KEY;
}

/** What is not in the table of limits may be as long as a client likes, and there may be many of it. */
function shorten(endpoint: string): string {
  return endpoint.length <= 60 ? endpoint : createHash('sha256').update(endpoint).digest('base64url');
}
