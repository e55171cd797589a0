import type * as v from 'valibot';
import type { LimitHeaders } from '../http/limitHeaders.js';
import type { Reply } from '../http/Reply.js';
import type { Credentials } from '../protocol/envelope.js';
import type { Data, MethodName, Params } from '../protocol/methods.js';
import type { Answer, Api, MarketHours } from './Api.js';
import type { OutgoingRequest, SigningContext, UnsignedRequest } from './ApiRequest.js';
import type { Throttled } from './EndpointLimit.js';
import type { ExchangeError } from './ExchangeError.js';
import type { ExchangeStreams } from './ExchangeStreams.js';
import type { FixDefinition } from './FixDefinition.js';
import type { DeclaredAddress, HostAddress } from './hosts.js';
import type { NamedInstrument } from './Instrument.js';
import type { Limits } from './LimitTable.js';
import type { DeclaredOptions } from './orderOptions.js';
import type { AccountApi, SessionDefinition } from './session.js';

/** A method of an adapter: parsed params in, FMZ's structure out. */
export interface Method<M extends MethodName, Keys, State, Connection = undefined> {
  (params: Params<M>, api: Api<Keys, State, Connection>): Promise<Answer<Data<M>>>;
  /** Of `trade`: the options that it takes. `withOptions` and `defineOrders` put them here. @default none */
  readonly options?: DeclaredOptions;
  /** Of `trade`: it is of use with the exchange's `clock` alone. `defineOrders` puts it here. @default false */
  readonly needsClock?: boolean;
}

/** The methods that an adapter has; one that is absent is answered "does not support". */
export type Methods<Keys, State, Connection = undefined> = {
  readonly [M in MethodName]?: Method<M, Keys, State, Connection>;
};

/** Why methods are absent, by their names. */
export type UnsupportedMethods = Readonly<Partial<Record<MethodName, string>>>;

/** An adapter, as its author writes it. */
export interface ExchangeDefinition<Keys, State, Connection = undefined, Session = undefined> {
  /** As it appears in `http://127.0.0.1:6666/<name>`: letters, digits and hyphens; found in any case. */
  name: string;
  /** Where the exchange's API is, without a path: `https://www.okx.com`. Absent for one without a network. */
  baseUrl?: string;
  /**
   * Its addresses, where there are several: by the names that `request` gives as `host`; requests that name none go to `api`.
   * Nothing is ever sent elsewhere.
   *
   * @example { api: { live: 'https://api.example.com', paper: 'https://paper.example.com' }, data: 'https://data.example.com' }
   */
  hosts?: Readonly<Record<string, HostAddress>>;
  /** Which environment keys belong to, where a host has an address for each. A call without keys is of the first one. */
  environment?(keys: Keys): string;
  /**
   * Where a library composes the requests, and knows the addresses by itself: the origins that `sendPrepared` may send to.
   * `--base-url NAME=URL` moves them all.
   */
  preparedOrigins?(state: State): ReadonlySet<string>;
  /**
   * Where the adapter keeps limits of its own: whether the exchange has accepted something of an account that needs its keys.
   * Orders and cancellations of such an account are not refused for what others ask.
   *
   * @param accountId as `api.accountId`.
   * @default what `request` has signed, or FIX lines have asked, and the exchange has accepted; of an adapter without `sign` and
   * `fix`, whatever was answered that needs keys
   */
  knowsAccount?(accountId: string, state: State): boolean;
  /**
   * Whether it changes something only by requests of its `api`, or after `api.beginChange()`: a call that fails before that has
   * then provably changed nothing. Without it, the outcome of every failure is unknown.
   *
   * @default true with `baseUrl`, `hosts` or `fix`, else false: one without may use a library that sends for itself
   */
  announcesChanges?: boolean;
  /**
   * `false` where prices and lists are given only to callers with keys: calls without keys are then refused before anything is
   * sent, and Paper asks with the caller's keys. @default true, but for one that speaks FIX alone
   */
  publicData?: boolean;
  /** Reads FMZ's two key boxes into typed keys; each issue says what is missing. */
  credentials: v.GenericSchema<Credentials, Keys>;
  /**
   * The parts of the keys that are not secret, such as an account number in paths: logs and errors show them, recordings do not.
   *
   * @example plainKeys: ({ accountNumber }) => [accountNumber]
   */
  plainKeys?(keys: Keys): readonly string[];
  /**
   * Signs the exact bytes that are sent.
   *
   * @param now Unix time in ms on the exchange's clock.
   * @param context.session what `session.open` gave.
   * @param context.expiresIn the exchange is to drop the request when it arrives later than so many ms after `now`.
   */
  sign?(request: UnsignedRequest, keys: Keys, now: number, context: SigningContext<Session>): OutgoingRequest;
  /**
   * For an exchange that refuses a nonce below the last one: the signed requests of an account go one at a time, each when the one
   * before it was answered, or has hung for three seconds; cancellations first. `sendPrepared`, whose requests are signed
   * already, does not wait. @default false
   */
  inOrder?: boolean;
  /** What has to be opened before requests can be signed, such as a log-in for a token. */
  session?: SessionDefinition<Keys, State, Session>;
  /** Throws ExchangeError when a reply is a refusal, whatever its HTTP status. */
  reject?(reply: Reply): void;
  /**
   * Whether a refusal is for the keys: the same read is not sent again for a moment then, which is longer each time, as exchanges
   * ban addresses for that.
   *
   * @returns `undefined` where the HTTP status says it: 401 and 403 are for the keys.
   * @example refusesKeys: ({ code }) => ({ '10003': true, '10002': false })[code] // 10002: an old nonce, with HTTP 401
   */
  refusesKeys?(error: ExchangeError): boolean | undefined;
  /**
   * Whether a refusal, or an answer that leaves the outcome open, means "too many requests" where its HTTP status does not say so
   * (429 and 418 do, 403 and 503 with Retry-After): nothing is sent then until the exchange wants it again.
   *
   * @param now Unix time in ms on the exchange's clock.
   * @example throttled: ({ code }) => (code === '50011' ? {} : undefined)
   */
  throttled?(error: ExchangeError, reply: Reply, now: number): Throttled | undefined;
  /** Published limits. Requests are paced a tenth below them. */
  limits?: Limits;
  /**
   * The headers in which answers tell what is left of the limit of their endpoint: at 0, requests that it counts wait until it
   * begins anew, but for cancellations. Only beside `limits`.
   *
   * @example limitHeaders: { remaining: 'X-RateLimit-Remaining', reset: 'X-RateLimit-Reset' }
   */
  limitHeaders?: LimitHeaders;
  /** How many new connections each of its hosts takes in a second. @default any number */
  connections?: { perSecond: number };
  /** How the exchange's clock is read, and which refusal means that ours is off: measured, then tried once more. */
  clock?: {
    read(api: Api<Keys, State, Connection>): Promise<number>;
    isStale(error: ExchangeError): boolean;
  };
  /**
   * Whether the market of an instrument is open: `defineOrders` asks before it places an order that may not be sent, or not be
   * filled, while it is closed. What you keep of an answer must not outlast the next opening or close. @default always open
   *
   * @example hours: async (_instrument, api) => { const { is_open, next_open } = await readClock(api); ... }
   */
  hours?(instrument: NamedInstrument, api: Api<Keys, State, Connection>): Promise<MarketHours>;
  /** How it pushes prices, and which methods may be answered from them. Only for an exchange with an API. */
  streams?: ExchangeStreams<Keys, State, Connection>;
  /** How it speaks FIX: `api.fix` asks its lines. An exchange may have `hosts` as well. */
  fix?: FixDefinition<Keys>;
  /** What all requests to this exchange share, such as a kept list of instruments. Made when the exchange is opened. */
  createState(): State;
  /**
   * Makes what an account keeps open between calls besides a `session`, such as a library's client: when a method first asks
   * for it with `api.connect()`. It is kept for the account's next calls, until nobody has used it for ten minutes.
   */
  connect?(keys: Keys, state: State, api: AccountApi<Keys, State>): Promise<Connection>;
  /** Closes what `connect` made. */
  disconnect?(connection: Connection): Promise<void>;
  /** Called once when the plugin stops: what has to be written or closed. */
  close?(state: State): Promise<void>;
  /** Makes this exchange out of another one, under `/<name>/<the other one's name>`; `api.ask` reaches it. */
  wrap?(inner: Exchange): Exchange;
  /**
   * What there is in the place of methods that it lacks: a short text that says what the exchange does not offer and the way
   * out. It stands behind "does not support".
   *
   * @example unsupported: { fundings: 'swaps are paid at night: the contract tells them' }
   */
  unsupported?: UnsupportedMethods;
  methods: Methods<Keys, State, Connection>;
}

/** An adapter, as the registry holds it. */
export interface Exchange {
  readonly name: string;
  /** The addresses that it declares; none where it has no API, or a library knows them. */
  readonly addresses: readonly DeclaredAddress[];
  /** The names of its FIX lines, in their order. */
  readonly lines: readonly string[];
  /** Whether it pushes prices. */
  readonly streams?: boolean;
  /** The methods it has, in the order of the table. */
  readonly supports: readonly MethodName[];
  /** What its author says of those that it lacks. */
  readonly unsupported?: UnsupportedMethods;
  /** Whether account methods need keys, or work without any. */
  readonly needsKeys: boolean;
  /** Whether prices and lists are told without keys. */
  readonly publicData: boolean;
  readonly wrap?: (inner: Exchange) => Exchange;
  /** What it is wrapped around from the start: `api.ask` reaches it. */
  readonly inner?: Exchange;
  /** Hands out the definition, whose types only it knows: for what runs it. */
  withDefinition<T>(
    run: <Keys, State, Connection, Session>(
      definition: ExchangeDefinition<Keys, State, Connection, Session>,
    ) => T,
  ): T;
  /** Makes of a fault of the adapter one that says where in its author's files it comes from. */
  readonly locate?: (fault: unknown) => unknown;
}
