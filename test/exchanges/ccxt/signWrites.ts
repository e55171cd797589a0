import { createCcxtLibrary } from '../../../src/exchanges/ccxt/library/createCcxtLibrary.js';
import { NetworkError } from '../../../src/http/NetworkError.js';
import { Reply } from '../../../src/http/Reply.js';
import type { HttpRequest } from '../../../src/http/request.js';
import type { MethodName } from '../../../src/protocol/methods.js';
import type { Transport } from '../../../src/runtime/outgoing.js';
import { createRegistry } from '../../../src/runtime/registry.js';
import { ANSWERS, KEYS, type Kind, OPTIONS, putOffline, usual } from './offlineExchange.js';

/** What an adapter did about a call. */
export interface Signed {
  /** The requests that would change something, none of which is answered. */
  sent: HttpRequest[];
  error: string;
}

/** GETs that change something. */
const WRITES = /private\/(buy|sell|edit|cancel)\b/;
/** What Hyperliquid is asked by POST before an order. */
const READS = /\/info$/;
/** After so many looks for a write whose answer was lost nobody waits any more. */
const LOOKS = 3;
const NEVER_SENT = 'goes nowhere';

/**
 * An exchange of ccxt behind the whole adapter, with one market and one order; what it would send goes nowhere.
 *
 * @param options.order as ccxt's unified methods tell it.
 * @param options.lost the answers of requests are lost, instead of the requests.
 */
export async function openOffline(
  id: string,
  kind: Kind,
  options: { hedged: boolean; order: object; lost?: boolean },
): Promise<{ call(method: MethodName, params: object): Promise<Signed>; close(): Promise<void> }> {
  await putOffline(id, kind, options.order);
  let sent: HttpRequest[] = [];
  let looks = 0;
  let caller = new AbortController();
  const http: Transport = {
    async send(request, { method }) {
      if (request.method !== 'GET' || WRITES.test(request.url)) {
        sent.push(request);
        // Of some there are two, one after the other.
        if (method === 'setmarginlevel' && !options.lost)
          return new Reply(200, new Headers(), JSON.stringify({ code: id === 'poloniex' ? 200 : 0 }));
        // Nobody waits until an order is found, which it never is.
        if (options.lost && method === 'trade' && !READS.test(request.url)) caller.abort();
        if (options.lost) request.onSent?.();
        throw new NetworkError(NEVER_SENT, { outcome: options.lost ? 'unknown' : 'rejected' });
      }
      if (sent.length > 0) looks += 1;
      if (looks === LOOKS) caller.abort();
      const [, answer = {}] = ANSWERS.find(([path]) => path.test(request.url)) ?? [];
      return new Reply(200, new Headers(), JSON.stringify(answer));
    },
    close: async () => undefined,
  };
  const registry = createRegistry({ exchanges: [], library: createCcxtLibrary(), http });
  const open = await registry.find(`ccxt/${id}`);
  const { apiKey, ...keys } = { ...usual, ...KEYS[id] };
  const named = [
    ...Object.entries(keys).map(([name, value]) => `${name}=${value}`),
    ...Object.entries(OPTIONS[id] ?? {}).map(([name, value]) => `options.${name}=${value}`),
    `hedged=${options.hedged}`,
  ];
  const credentials = { access_key: apiKey, secret_key: named.join(',') };

  return {
    async call(method, params) {
      sent = [];
      looks = 0;
      caller = new AbortController();
      const { signal } = caller;
      const deadline = performance.now() + 60_000;
      const error = await open.call({ method, params, credentials, deadline, signal, onUpstream() {} }).then(
        () => '',
        (cause: unknown) => (cause instanceof Error ? cause.message : String(cause)),
      );
      // What is not answered, or as by some other exchange, is no refusal.
      return { sent, error: sent.length > 0 && !options.lost ? '' : error };
    },
    close: () => registry.close(),
  };
}
