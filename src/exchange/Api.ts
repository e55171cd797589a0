import type { RateLimit } from '../http/Pacer.js';
import type { Query } from '../http/query.js';
import type { Reply } from '../http/Reply.js';
import type { Verb } from '../protocol/verbs.js';

/** A request of an adapter to its exchange. */
export interface ApiRequest {
  /** @default 'GET' */
  method?: Verb;
  /** From the host on, with its leading slash: `/api/v5/market/ticker`. */
  path: string;
  query?: Query;
  /** Sent as JSON. */
  body?: unknown;
  /** Sign with the caller's keys. @default false */
  signed?: boolean;
  /** Further headers, as they are. */
  headers?: Readonly<Record<string, string>>;
}

/** What `sign` is handed and gives back: `path` with its query, and `body`, are the exact bytes that are sent. */
export interface OutgoingRequest {
  method: Verb;
  path: string;
  headers: Record<string, string>;
  body?: string;
}

/** A published limit and whom the exchange counts it for. */
export interface EndpointLimit extends RateLimit {
  by: 'ip' | 'key';
}

/** What each method of an adapter is handed besides its params: one FMZ request's view of the exchange. */
export interface Api<Keys, State> {
  /**
   * The caller's keys.
   *
   * @throws ProtocolError when FMZ sent none, or not in the form that the exchange needs.
   */
  readonly keys: Keys;
  /** Whether FMZ sent any keys at all. */
  readonly hasKeys: boolean;
  /** What `createState` of the definition made; shared by all requests to this exchange. */
  readonly state: State;
  /** Unix time in ms on the exchange's clock. */
  now(): number;
  /** Milliseconds until FMZ gets its answer, whatever it is. */
  remaining(): number;
  /** A public GET. */
  get(path: string, query?: Query): Promise<Reply>;
  /** A signed GET. */
  signedGet(path: string, query?: Query): Promise<Reply>;
  /** A signed POST of a JSON body. It is sent once, whatever happens. */
  signedPost(path: string, body: unknown): Promise<Reply>;
  /**
   * Any request. The exchange's refusal is thrown by the definition's `reject`.
   *
   * @throws NetworkError when there was no usable answer.
   * @throws ExchangeError when the exchange said no.
   */
  request(request: ApiRequest): Promise<Reply>;
}
