import { Cancellation } from './Cancellation.js';
import { timeIsUp } from './deadline.js';
import { createHttpClient } from './HttpClient.js';
import type { PluginClient } from './PluginClient.js';

/** How many requests are in flight at once: as many as FMZ's strategies send, and not so many that files run out. */
const MOST = 256;

/**
 * Asks plugins as `createPluginClient` does, over a pool of connections that is faster where there is much to ask: many
 * requests at the same time, each over a connection of its own. What comes beside so many waits, and its time begins when
 * it is sent.
 *
 * @example await createPluginPool().send({ method: 'POST', url: 'http://127.0.0.1:6666/OKX', headers: {}, body: '{}', timeout: 3000 })
 */
export function createPluginPool(): PluginClient {
  const http = createHttpClient({ proxy: false });
  const waiting: (() => void)[] = [];
  let inFlight = 0;
  return {
    async send({ method, url, headers, body, timeout }) {
      if (inFlight >= MOST) await new Promise<void>((resolve) => waiting.push(resolve));
      else inFlight += 1;
      const signal = new Cancellation();
      const timer = setTimeout(() => signal.abort(timeIsUp), timeout);
      try {
        const deadline = performance.now() + timeout;
        return await http.send({ method, url, headers, body, signal, deadline });
      } finally {
        clearTimeout(timer);
        const next = waiting.shift();
        if (next) next();
        else inFlight -= 1;
      }
    },
    close() {
      void http.close();
    },
  };
}
