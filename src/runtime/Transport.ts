import type { OutgoingRequest } from '../adapter/Api.js';
import type { Reply } from '../http/Reply.js';
import type { HttpRequest } from '../http/request.js';
import type { Credentials } from '../protocol/envelope.js';
import type { MethodName } from '../protocol/methods.js';

/** Why a request is sent: what a recording of it is filed under, and what must not be in it. */
export interface RequestContext {
  exchange: string;
  /** FMZ's method, with its params as they came. */
  method: MethodName;
  params: unknown;
  /** The request before it was signed. */
  unsigned: Readonly<OutgoingRequest>;
  credentials: Credentials;
  /** What the adapter made of the credentials, where it has looked at them. */
  keys: unknown;
  /** Whether it was signed. */
  signed: boolean;
  /** What signing added, as `signatureOf` finds it. */
  signature: readonly string[];
}

/** Where the requests of adapters go: the network, or recordings of it. An `HttpClient` is one. */
export interface Transport {
  /** @throws NetworkError when no complete answer came. */
  send(request: HttpRequest, context: RequestContext): Promise<Reply>;
  /**
   * Only where answers are recordings: the Unix time in ms at which the latest one was given. Exchanges' clocks show it,
   * and nothing is paced.
   */
  recordedAt?(): number;
  close(): Promise<void>;
}
