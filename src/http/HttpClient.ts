import { AsyncResource } from 'node:async_hooks';
import { createFetch, FetchError } from 'ofetch';
import { Agent, Client, type Dispatcher, Pool } from 'undici';
import { type Connect, createConnect } from './connect.js';
import { describeFailure } from './failures.js';
import { Proxies } from './Proxies.js';
import { ACCEPTED, decompress, MAX_REPLY_BYTES, Reply, ReplyHeaders } from './Reply.js';
import type { HttpRequest } from './request.js';
import { type Received, Sending } from './Sending.js';

/** Sends requests over one pool of keep-alive connections. Nothing is retried, no redirect is followed. */
export interface HttpClient {
  /**
   * @throws NetworkError when no complete answer came: it begins with who failed, and its outcome is `rejected` where
   * nothing was sent.
   */
  send(request: HttpRequest): Promise<Reply>;
  close(): Promise<void>;
}

/**
 * A client over undici's pool. TLS is always verified.
 *
 * @param options.proxy heed HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY of the environment; addresses of this
 * machine are always reached directly.
 * @throws ProxyError when the proxy that is set for exchanges cannot be used.
 */
export function createHttpClient(options: { proxy: boolean }): HttpClient {
  const proxies = new Proxies(options.proxy ? process.env : {});
  // What cannot be used is refused now, not with the first request.
  proxies.describe();
  // A connection that is kept must not keep the async context of the request that it was made for.
  const context = new AsyncResource('HttpClient');
  const pool = createPool(createConnect({ proxies, advise: options.proxy }));

  return {
    async send(request) {
      const { url, method, headers, body } = request;
      const { host } = new URL(url);
      const sending = new Sending(request);
      const fetch = createFetch({
        fetch: async (_url, init) => {
          const accepted = new Headers(init?.headers);
          if (!accepted.has('accept-encoding')) accepted.set('accept-encoding', ACCEPTED);
          const received = await context.runInAsyncScope(() => sending.start(pool, accepted));
          return new Answered(await toReply(received, host));
        },
      });
      try {
        const response = await fetch.raw(url, { method, headers, ...(body && { body }), retry: false });
        if (response instanceof Answered) return response.reply;
        throw new TypeError('ofetch made another response');
      } catch (error) {
        throw describeFailure(error instanceof FetchError ? error.cause : error, host, sending);
      }
    },
    close: () => pool.destroy(),
  };
}

const OPTIONS = { keepAliveTimeout: 30_000, maxResponseSize: MAX_REPLY_BYTES };

/** Keep-alive connections, each for one request at a time, so that one that is made is made for a known request. */
function createPool(connect: Connect): Dispatcher {
  return new Agent({
    factory: (origin) => new Pool(origin, { factory: (origin) => createLine(origin, connect) }),
  });
}

function createLine(origin: URL, connect: Connect): Dispatcher {
  let sending: Sending | undefined;
  class Line extends Client {
    override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
      sending = options instanceof Sending ? options : undefined;
      return super.dispatch(options, handler);
    }
  }
  return new Line(origin, {
    ...OPTIONS,
    connect: (address, callback) => connect(sending, address, callback),
  });
}

async function toReply(received: Received, host: string): Promise<Reply> {
  const headers = new ReplyHeaders(received.headers);
  const body = await decompress(received.body, headers.get('content-encoding'));
  return new Reply(received.status, headers, new TextDecoder().decode(body), host);
}

/** A reply on its way through ofetch: the standard Response takes neither every status nor every header. */
class Answered extends Response {
  readonly reply: Reply;

  constructor(reply: Reply) {
    super(null);
    this.reply = reply;
  }
}
