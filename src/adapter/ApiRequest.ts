import type { Query } from '../http/request.js';
import type { Verb } from '../protocol/methods.js';

/** A request of an adapter to its exchange. */
export interface ApiRequest {
  /** @default 'GET' */
  method?: Verb;
  /** The name of one of the definition's `hosts`. @default 'api' */
  host?: string;
  /** From the host on, with its leading slash: `/api/v5/market/ticker`. */
  path: string;
  query?: Query;
  /** Besides what every request says of itself. */
  headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as application/x-www-form-urlencoded, instead of `body`. */
  form?: Query;
  /** Whether an answer of success without a body says all there is, as HTTP 204 does: its `json` is `null`. @default with DELETE */
  mayBeEmpty?: boolean;
  /** Sign with the caller's keys. @default false */
  signed?: boolean;
  /** The exchange must drop the request when it takes longer than so many ms to arrive; `sign` tells it so. */
  expiresIn?: number;
  /**
   * Told, when the request is sent, from when on the exchange surely drops it: in ms of `performance.now()`, a
   * monotonic clock; `undefined` when that is not known.
   */
  onExpiry?: (time: number | undefined) => void;
  /** Not a second time, though it is a GET, and not for other calls that ask for the same. @default false */
  once?: boolean;
  /** Stops waiting for the answer after so many ms, where that is before the deadline. */
  within?: number;
}

/**
 * A request that somebody else composed and signed, such as a library: `url`, `headers` and `body` are sent as they are.
 */
export interface PreparedRequest {
  method: Verb;
  url: string;
  headers: Record<string, string>;
  body?: string;
  /** What no log may show of it: signatures, and keys in another form. */
  secrets: readonly string[];
  /** Whether it may change something at the exchange, whatever its verb. */
  writes: boolean;
  /** Whether it cancels orders, where that is known better than by FMZ's call: then it is sent also in a cooldown, once. */
  cancels?: boolean | undefined;
  /** Stops waiting for the answer after so many ms, where that is before the deadline. */
  within?: number | undefined;
}

/** What bounds a write. */
export type WriteLimits = Pick<ApiRequest, 'expiresIn' | 'onExpiry' | 'within'>;

/** What `sign` is told of a request besides the request. */
export interface SigningContext<Session = undefined> {
  /** What `session.open` of the definition gave; absent in the requests that it sends itself. */
  session?: Session;
  /** In ms; absent for one that may arrive at any time. */
  expiresIn?: number;
}

/** What `sign` gives back: `path` with its query, and `body`, are the exact bytes that are sent. */
export interface OutgoingRequest {
  method: Verb;
  path: string;
  headers: Record<string, string>;
  body?: string;
}

/** What `sign` is handed. */
export interface UnsignedRequest extends OutgoingRequest {
  /** The name of the host that it is for. */
  readonly host: string;
  /** That host's own address, also where `--base-url` has moved it: some schemes sign it. */
  readonly origin: string;
}
