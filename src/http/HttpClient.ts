import { createFetch, FetchError } from 'ofetch';
import { Agent, type Dispatcher, EnvHttpProxyAgent, request } from 'undici';
import { NetworkError } from './NetworkError.js';
import { Reply } from './Reply.js';

/** HTTP verbs that an exchange's API may want. */
export type Verb = 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH';

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

function proxyIsSet(): boolean {
  const { env } = process;
  return Boolean(env.HTTPS_PROXY ?? env.https_proxy ?? env.HTTP_PROXY ?? env.http_proxy);
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

function toVerb(method = 'GET'): Dispatcher.HttpMethod {
  switch (method) {
    case 'POST':
    case 'PUT':
    case 'DELETE':
    case 'PATCH':
      return method;
    default:
      return 'GET';
  }
}

// Failures that happen before the first byte of a request is sent.
const NEVER_SENT: Record<string, string> = {
  ECONNREFUSED: 'refused the connection',
  ENOTFOUND: 'has a host name that cannot be resolved',
  EAI_AGAIN: 'has a host name that cannot be resolved right now',
  EHOSTUNREACH: 'cannot be reached',
  ENETUNREACH: 'cannot be reached: no network',
  UND_ERR_CONNECT_TIMEOUT: 'could not be connected to in time',
};

const SENT: Record<string, string> = {
  ECONNRESET: 'closed the connection without an answer',
  EPIPE: 'closed the connection without an answer',
  UND_ERR_SOCKET: 'closed the connection in the middle of the exchange',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: `answered with more than ${MAX_REPLY_BYTES / 1024 / 1024} MiB`,
};

function toNetworkError(error: unknown): NetworkError {
  const cause = error instanceof FetchError && error.cause ? error.cause : error;
  if (cause instanceof NetworkError) return cause;
  const name = cause instanceof Error ? cause.name : '';
  if (name === 'TimeoutError')
    return new NetworkError('did not answer in time', { outcome: 'unknown', cause });
  const code = codeOf(cause);
  const early =
    NEVER_SENT[code] ??
    (/CERT|SELF_SIGNED|TLS/.test(code) ? 'has a TLS certificate that cannot be verified' : undefined);
  if (early) return new NetworkError(`${early} (${code})`, { outcome: 'rejected', cause });
  const late = SENT[code] ?? 'did not answer';
  return new NetworkError(code ? `${late} (${code})` : late, { outcome: 'unknown', cause });
}

function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
