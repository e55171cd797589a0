import type { ApiRequest, OutgoingRequest, UnsignedRequest } from '../adapter/ApiRequest.js';
import type { ExchangeDefinition } from '../adapter/Exchange.js';
import type { ExchangeError } from '../adapter/ExchangeError.js';
import type { FixTransport } from '../fix/FixTransport.js';
import type { CallContext } from '../http/CallContext.js';
import { type Reply, sameName } from '../http/Reply.js';
import { encodeQuery, type HttpRequest } from '../http/request.js';
import type { ServerClock } from '../http/ServerClock.js';
import { RawJson } from '../protocol/json.js';
import { ProtocolError } from '../protocol/ProtocolError.js';
import { say } from '../wording/say.js';
import type { Call } from './Call.js';
import type { Host } from './Hosts.js';
import type { CallerKeys } from './keys.js';
import type { OpenSession } from './SessionEntry.js';
import { signatureOf } from './tokens.js';

/** Why a request over HTTP is sent, and what was made of it. */
export interface RequestContext extends CallContext {
  /** The request before it was signed. */
  unsigned: Readonly<UnsignedRequest>;
  /** Whether it was signed. */
  signed: boolean;
  /** What signing added, as `signatureOf` finds it. */
  signature: readonly string[];
  /** Nothing of it may be recorded, for what it answers proves who is asking. */
  unrecorded?: boolean;
}

/** Where the requests of adapters go: the network, or recordings of it. An `HttpClient` is one. */
export interface Transport {
  /** @throws NetworkError when no complete answer came. */
  send(request: HttpRequest, context: RequestContext): Promise<Reply>;
  /** Notes that a reply is the exchange's no, as its adapter reads it. */
  onRefusal?(reply: Reply, refusal: ExchangeError): void;
  /**
   * Only where answers are recordings: the Unix time in ms at which the latest one was given. Exchanges' clocks show it,
   * and nothing is paced.
   */
  recordedAt?(): number;
  /** Open connections, by origin. */
  readonly connections?: ReadonlyMap<string, number>;
  /** The proxy that a host is reached through, for people; `undefined` where it is reached directly. @param host with its port. */
  proxyOf?(host: string): string | undefined;
  close(): Promise<void>;
}

/** Where everything goes that adapters send. */
export interface Upstream {
  http: Transport;
  /** Without it, nothing is asked over FIX. */
  fix?: FixTransport | undefined;
}

/** What signing did to a request. */
export type Signing = Pick<RequestContext, 'unsigned' | 'signature' | 'signed'>;

/** The exact bytes of a request, signed where it is to be. @param path as `locate` gives it. */
export function signRequest<Keys, State, Connection, Session>(
  request: ApiRequest,
  path: string,
  { name, declared }: Host,
  by: {
    definition: ExchangeDefinition<Keys, State, Connection, Session>;
    clock: ServerClock;
    keys: CallerKeys<Keys>;
    session: OpenSession<Session> | undefined;
    /** Answered from recordings, for which nobody logs in. */
    recorded: boolean;
  },
): { outgoing: OutgoingRequest; signing: Signing } {
  const unsigned: UnsignedRequest = {
    method: request.method ?? 'GET',
    ...{ host: name, origin: declared, path },
    headers: { accept: 'application/json', 'user-agent': 'fmzproto' },
  };
  const { body, form, headers } = request;
  if (body !== undefined && form !== undefined) {
    throw new TypeError(say('a request has a body or a form, not both'));
  }
  if (body !== undefined) {
    unsigned.body = encodeBody(body);
    unsigned.headers['content-type'] = 'application/json';
  }
  if (form !== undefined) {
    unsigned.body = encodeQuery(form).slice(1);
    unsigned.headers['content-type'] = FORM;
  }
  setHeaders(unsigned.headers, headers);
  const { definition, clock, keys, session, recorded } = by;
  if (!request.signed || !definition.sign || (definition.session && recorded)) {
    return { outgoing: unsigned, signing: { unsigned, signature: [], signed: false } };
  }
  const { expiresIn } = request;
  if (expiresIn !== undefined) request.onExpiry?.(clock.after(expiresIn));
  const limits = {
    ...(expiresIn !== undefined && { expiresIn }),
    ...(session && { session: session.session }),
  };
  const outgoing = definition.sign(unsigned, keys.value, clock.now(), limits);
  // What stands right behind the address would be a part of it: @other.example is another host.
  if (!outgoing.path.startsWith('/')) throw new TypeError(say('sign gave a path that does not start with /'));
  const signature = [...signatureOf(unsigned, outgoing), ...(session?.secrets ?? [])];
  return { outgoing, signing: { unsigned, signature, signed: outgoing !== unsigned } };
}

/** The type of a body of fields. */
export const FORM = 'application/x-www-form-urlencoded';

/** A header that is said twice, in whatever case, counts as it is said last. */
function setHeaders(headers: Record<string, string>, own: Readonly<Record<string, string>> = {}): void {
  for (const [name, value] of Object.entries(own)) {
    for (const known of Object.keys(headers)) if (sameName(known, name)) delete headers[known];
    headers[name] = value;
  }
}

/**
 * The call that something is sent for.
 *
 * @param keys what the adapter made of the credentials, where it has looked at them.
 * @param more what else is known of what is sent.
 */
export function contextOf<More extends object>(
  call: Call,
  exchange: string,
  keys: unknown,
  more: More,
): CallContext & More {
  const { method, credentials, outer } = call;
  const params = method === 'io' ? withoutText(call.params) : call.params;
  return { exchange, method, params, credentials, ...(outer && { outer }), keys, ...more };
}

/** Of an IO call: the text says the same as the params once more. */
function withoutText(params: unknown): unknown {
  if (typeof params !== 'object' || params === null) return params;
  return Object.fromEntries(Object.entries(params).filter(([name]) => name !== 'text'));
}

/** The query of a path. */
export function searchOf(path: string): URLSearchParams {
  return new URLSearchParams(path.slice(`${path}?`.indexOf('?')));
}

/** @throws ProtocolError when it is nested too deeply. */
function encodeBody(value: unknown): string {
  if (value instanceof RawJson) return value.text;
  try {
    return JSON.stringify(value);
  } catch (cause) {
    throw new ProtocolError('the params are nested too deeply', { cause });
  }
}
