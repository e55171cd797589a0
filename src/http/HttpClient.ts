import { AsyncResource } from 'node:async_hooks';
import { createConnect } from './connect.js';
import type { HttpPool } from './HttpPool.js';
import { Proxies } from './Proxies.js';
import type { Reply } from './Reply.js';
import type { HttpRequest } from './request.js';

/** Sends requests over one pool of keep-alive connections. Nothing is retried, no redirect is followed. */
export interface HttpClient {
  /**
   * @throws NetworkError when no complete answer came: it begins with who failed, and its outcome is `rejected` where
   * nothing was sent.
   */
  send(request: HttpRequest): Promise<Reply>;
  /** Open connections, by origin. */
  readonly connections: ReadonlyMap<string, number>;
  /** The proxy that a host is reached through, for people; `undefined` where it is reached directly. @param host with its port. */
  proxyOf(host: string): string | undefined;
  close(): Promise<void>;
}

/**
 * A client over undici's pool, which is loaded with the first request. TLS is always verified.
 *
 * @param options.proxy heed HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY of the environment; addresses of this
 * machine are always reached directly.
 * @throws ProxyError when the proxy that is set for exchanges cannot be used.
 */
export function createHttpClient(options: { proxy: boolean }): HttpClient {
  const proxies = new Proxies(options.proxy ? process.env : {});
  // What cannot be used is refused now, not with the first request.
  proxies.describe();
  const connect = createConnect({ proxies, advise: options.proxy });
  // What is kept must not keep the async context of the request that it is made with.
  const context = new AsyncResource('HttpClient');
  let pool: HttpPool | undefined;
  let loading: Promise<HttpPool> | undefined;

  function load(): Promise<HttpPool> {
    loading ??= context.runInAsyncScope(() =>
      import('./HttpPool.js').then(
        ({ createHttpPool }) => {
          pool = createHttpPool(connect);
          return pool;
        },
        (error: unknown) => {
          loading = undefined;
          throw error;
        },
      ),
    );
    return loading;
  }

  return {
    send: (request) => (pool ? pool.send(request) : load().then((loaded) => loaded.send(request))),
    get connections() {
      return pool?.connections ?? new Map<string, number>();
    },
    proxyOf: (host) => proxies.for(new URL(`https://${host}`))?.name,
    close: async () => (await loading)?.close(),
  };
}
