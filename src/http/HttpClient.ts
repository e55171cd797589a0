import { createFetch, FetchError } from 'ofetch';
import { Agent, type Dispatcher, EnvHttpProxyAgent, request } from 'undici';
import { type Verb, verbs } from '../protocol/verbs.js';
import { NetworkError } from './NetworkError.js';
import { Reply } from './Reply.js';

/** A request as it goes over the wire: `url` and `body` are the exact bytes, in UTF-8. */
export interface HttpRequest {
  method: Verb;
  url: string;
  headers: Record<string, string>;
  body?: string;
  signal: AbortSignal;
}

/** Sends requests over one pool of keep-alive connections. Nothing is retried, no redirect is followed. */
export interface HttpClient {
  /** @throws NetworkError when no complete answer came. */
  send(request: HttpRequest): Promise<Reply>;
  close(): Promise<void>;
}

const MAX_REPLY_BYTES = 64 * 1024 * 1024;
const LOOPBACK = 'localhost,127.0.0.1,[::1]';

/**
 * A client over undici's pool.
 *
 * @param options.proxy heed HTTP_PROXY, HTTPS_PROXY and NO_PROXY of the environment; addresses of this machine are
 * always reached directly.
 */
export function createHttpClient(options: { proxy: boolean }): HttpClient {
  const pool = { keepAliveTimeout: 30_000, maxResponseSize: MAX_REPLY_BYTES };
  const dispatcher: Dispatcher =
    options.proxy && proxyIsSet()
      ? new EnvHttpProxyAgent({
          ...pool,
          noProxy: [process.env.NO_PROXY ?? process.env.no_proxy, LOOPBACK].filter(Boolean).join(','),
        })
      : new Agent(pool);
  const fetch = createFetch({ fetch: createUndiciFetch(dispatcher) });

  return {
    async send({ url, ...init }) {
      try {
        const response = await fetch.raw<string, 'text'>(url, {
          ...init,
          retry: false,
          ignoreResponseError: true,
          parseResponse: (text: string) => text,
        });
        return new Reply(response.status, response.headers, response._data ?? '');
      } catch (error) {
        throw toNetworkError(error);
      }
    },
    close: () => dispatcher.destroy(),
  };
}

const PROXY_VARIABLES = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'];

/** @throws Error when one of the variables holds no address. */
function proxyIsSet(): boolean {
  const set = PROXY_VARIABLES.filter((name) => process.env[name]);
  const wrong = set.find((name) => !URL.canParse(process.env[name] ?? ''));
  if (wrong) throw new Error(`${wrong} in the environment is no address: use http://HOST:PORT, or unset it`);
  return set.length > 0;
}

/**
 * A `fetch` on `undici.request`: the standard one refuses port 6666 (https://fetch.spec.whatwg.org/#port-blocking)
 * and costs twice as much. The body is read to its end here, so that a broken one is an error of the request.
 */
function createUndiciFetch(dispatcher: Dispatcher): typeof globalThis.fetch {
  return async (input, init = {}) => {
    const { statusCode, headers, body } = await request(String(input), {
      dispatcher,
      method: toVerb(init.method),
      headers: Object.fromEntries(new Headers(init.headers)),
      body: typeof init.body === 'string' ? init.body : null,
      signal: init.signal ?? null,
    });
    const text = await body.text();
    return new Response(text === '' ? null : text, {
      status: statusCode,
      headers: Object.entries(headers).flatMap(([name, value]) =>
        [value ?? []].flat().map((item): [string, string] => [name, item]),
      ),
    });
  };
}

function toVerb(method = 'GET'): Verb {
  const verb = verbs.find((known) => known === method);
  if (!verb) throw new TypeError(`${method} is no verb`);
  return verb;
}

// What the system says when a connection cannot be made: before the first byte of a request is sent.
const NOT_CONNECTED: Record<string, string> = {
  ECONNREFUSED: 'refused the connection',
  ENOTFOUND: 'has a host name that cannot be resolved',
  EAI_AGAIN: 'has a host name that cannot be resolved right now',
  EHOSTUNREACH: 'cannot be reached',
  ENETUNREACH: 'cannot be reached: no network',
  UND_ERR_CONNECT_TIMEOUT: 'could not be connected to in time',
};

// https://nodejs.org/docs/latest-v20.x/api/tls.html#x509-certificate-error-codes
const CERTIFICATE =
  /^(CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|ERR_TLS_CERT_|ERROR_IN_CERT_|HOSTNAME_MISMATCH|INVALID_CA)/;

const LOST: Record<string, string> = {
  ECONNRESET: 'closed the connection without an answer',
  EPIPE: 'closed the connection without an answer',
  UND_ERR_SOCKET: 'closed the connection in the middle of the exchange',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: `answered with more than ${MAX_REPLY_BYTES / 1024 / 1024} MiB`,
};

function toNetworkError(error: unknown): NetworkError {
  const cause = error instanceof FetchError && error.cause ? error.cause : error;
  if (cause instanceof Error && cause.name === 'TimeoutError') {
    return new NetworkError('did not answer in time', { outcome: 'unknown', cause });
  }
  const { code, connecting } = factsOf(cause);
  const early = connecting ? NOT_CONNECTED[code] : undefined;
  const certificate = CERTIFICATE.test(code) ? 'has a TLS certificate that cannot be verified' : undefined;
  const notSent = early ?? certificate;
  if (notSent) {
    return new NetworkError(`${notSent} (${code})`, { outcome: 'rejected', passing: !certificate, cause });
  }
  const late = LOST[code] ?? 'did not answer';
  return new NetworkError(code ? `${late} (${code})` : late, { outcome: 'unknown', cause });
}

/** The code of a failure, and whether it is one of making the connection. */
function factsOf(error: unknown): { code: string; connecting: boolean } {
  if (error instanceof AggregateError && error.errors.length > 0) return factsOf(error.errors[0]);
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  const syscall = error instanceof Error && 'syscall' in error ? error.syscall : undefined;
  return {
    code,
    connecting: syscall === 'connect' || syscall === 'getaddrinfo' || code === 'UND_ERR_CONNECT_TIMEOUT',
  };
}
