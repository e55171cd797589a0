import type { Reply } from '../http/Reply.js';
import type { Query } from '../http/request.js';
import type { Data, MethodName } from '../protocol/methods.js';
import type { ApiRequest, PreparedRequest, WriteLimits } from './ApiRequest.js';
import type { FixApi } from './FixDefinition.js';
import type { NamedInstrument } from './Instrument.js';

/** What an exchange has sent, for FMZ's `raw`: a `Reply` of HTTP, or a `FixReply`. */
export interface RawReply {
  readonly raw: unknown;
}

/** What a method answers: FMZ's structure, and what the exchange sent (`reply.raw`, or a list of them) for `.Info`. */
export interface Answer<T> {
  data: T;
  raw?: unknown;
}

/** Whether the market of an instrument is open. */
export interface MarketHours {
  open: boolean;
  /** When it opens next, in Unix ms, while it is closed. */
  opens?: number | undefined;
}

/** What each method of an adapter is handed besides its params: one FMZ request's view of the exchange. */
export interface Api<Keys, State, Connection = undefined> {
  /**
   * The caller's keys.
   *
   * @throws ProtocolError when FMZ sent none, or not in the form that the exchange needs.
   */
  readonly keys: Keys;
  /** Whether FMZ sent any keys at all. */
  readonly hasKeys: boolean;
  /** Names the caller's account without giving its keys away: a hash of them. */
  readonly accountId: string;
  /** Which of the environments of `hosts` the caller's keys chose; `undefined` where there are none. */
  readonly environment: string | undefined;
  /** What `createState` of the definition made; shared by all requests to this exchange. */
  readonly state: State;
  /**
   * What `connect` of the definition made for the caller's account; shared by all of the account's requests.
   *
   * @throws ProtocolError when FMZ sent no keys, or not in the form that the exchange needs.
   */
  connect(): Promise<Connection>;
  /** Unix time in ms on the exchange's clock. */
  now(): number;
  /**
   * Measures the exchange's clock, where that has not been done for ten minutes; a failure leaves it as it is,
   * for a minute.
   */
  syncClock(): Promise<void>;
  /** Whether the market of an instrument is open, as `hours` of the definition tells; always where it has none. */
  hours(instrument: NamedInstrument): Promise<MarketHours>;
  /**
   * Says something in the plugin's log that is no error of this call. Of one subject once, as long as the exchange is open.
   *
   * @param subject what it is about, such as a list: `tickers`.
   * @example api.warn('tickers', '1 of 812 rows cannot be read and is left out: last is missing')
   */
  warn(subject: string, text: string): void;
  /** Milliseconds until FMZ gets its answer, whatever it is. */
  remaining(): number;
  /**
   * How many requests that may change something were sent for this call so far; `undefined` where the adapter may do so without
   * telling: see `announcesChanges` of the definition.
   */
  sentWrites(): number | undefined;
  /**
   * Aborted shortly before that, and when the request has been answered, whatever the answer is: for what an adapter waits
   * for besides requests. Nothing is sent from then on.
   */
  readonly signal: AbortSignal;
  /**
   * To be called right before something is changed without a request to the exchange, as a simulation does: from then on an
   * error that is no refusal leaves the outcome unknown.
   *
   * @throws NetworkError (outcome rejected) when the request has been answered: it must not be done later.
   */
  beginChange(): void;
  /**
   * The exchange's FIX lines.
   *
   * @throws TypeError where the definition declares none.
   */
  readonly fix: FixApi;
  /** A public GET. */
  get(path: string, query?: Query): Promise<Reply>;
  /** A signed GET. */
  signedGet(path: string, query?: Query): Promise<Reply>;
  /** A signed POST of a JSON body. It is sent once, whatever happens. */
  signedPost(path: string, body: unknown, limits?: WriteLimits): Promise<Reply>;
  /**
   * Any request. The exchange's refusal is thrown by the definition's `reject`. A GET that fails without a refusal is
   * sent once more while there is time.
   *
   * @throws NetworkError when there was no usable answer.
   * @throws ExchangeError when the exchange said no.
   */
  request(request: ApiRequest): Promise<Reply>;
  /**
   * Sends a request that is signed already: once, within the deadline, reported like every other. It goes where its url
   * says, if that is a declared host, or to where `--base-url` has moved that host, its path unchanged.
   *
   * @throws NetworkError when there was no usable answer; outcome rejected, and nothing sent, where no such host is declared.
   */
  sendPrepared(request: PreparedRequest): Promise<Reply>;
  /**
   * Notes that the last answer to `sendPrepared` meant "too many requests", where its HTTP status does not say so: for a
   * while the account, or without keys the host, is not asked again, but for cancellations.
   *
   * @param reason for people.
   */
  throttled(reason: string): void;
  /**
   * Calls a method of the exchange that this one is wrapped around, within the same deadline and without keys; with the
   * caller's where that one tells its prices to customers only, and for these alone.
   *
   * @param params as FMZ sends them.
   * @throws ProtocolError when it is wrapped around none, or that one lacks the method.
   * @example const { data } = await api.ask('ticker', { symbol: 'BTC_USDT' })
   */
  ask<M extends MethodName>(method: M, params: object): Promise<Answer<Data<M>>>;
}
