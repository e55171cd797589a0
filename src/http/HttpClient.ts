import { createFetch, FetchError } from 'ofetch';
import { Agent, type Dispatcher, EnvHttpProxyAgent } from 'undici';
import type { Verb } from '../protocol/verbs.js';
import { describeFailure } from './describeFailure.js';
import { Reply } from './Reply.js';
import { ReplyHeaders } from './ReplyHeaders.js';
import { Sending } from './Sending.js';

/** A request as it goes over the wire: `url` and `body` are the exact bytes, in UTF-8. */
export interface HttpRequest {
  method: Verb;
  url: string;
  headers: Record<string, string>;
  body?: string;
  /** On the clock of `performance.now()`, in ms: it is never sent after it. */
  deadline: number;
  /** Ends the request; it is never sent after it is aborted. */
  signal: AbortSignal;
  /** Called once, just before the first byte goes to the exchange: until then, nothing of it has left this machine. */
  onSent?: (() => void) | undefined;
}

/** Sends requests over one pool of keep-alive connections. Nothing is retried, no redirect is followed. */
export interface HttpClient {
  /**
   * @throws NetworkError when no complete answer came: it begins with who failed, and its outcome is `rejected` where
   * nothing was sent.
   */
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

  return {
    async send(request) {
      const { url, method, headers, body } = request;
      const { host } = new URL(url);
      const sending = new Sending(request);
      const fetch = createFetch({
        fetch: async (_url, init) => {
          const { status, headers, text } = await sending.start(dispatcher, new Headers(init?.headers));
          return new Answered(new Reply(status, new ReplyHeaders(headers), text, host));
        },
      });
      try {
        const response = await fetch.raw(url, { method, headers, ...(body && { body }), retry: false });
        if (response instanceof Answered) return response.reply;
        throw new TypeError('ofetch made another response');
      } catch (error) {
        const cause = error instanceof FetchError && error.cause ? error.cause : error;
        throw describeFailure(cause, { who: host, sent: sending.sent });
      }
    },
    close: () => dispatcher.destroy(),
  };
}

/** Any status and header is an answer, which the standard Response does not take. */
class Answered extends Response {
  readonly reply: Reply;

  constructor(reply: Reply) {
    super(null);
    this.reply = reply;
  }
}

const PROXY_VARIABLES = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'];

/** @throws Error when one of the variables holds no address. */
function proxyIsSet(): boolean {
  const set = PROXY_VARIABLES.filter((name) => process.env[name]);
  const wrong = set.find((name) => !URL.canParse(process.env[name] ?? ''));
  if (wrong) throw new Error(`${wrong} in the environment is no address: use http://HOST:PORT, or unset it`);
  return set.length > 0;
}
