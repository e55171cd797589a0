import type { PreparedRequest } from '../../../src/adapter/ApiRequest.js';
import { CallContext, type CcxtRun } from '../../../src/exchanges/ccxt/calls/callContext.js';
import { createInstance } from '../../../src/exchanges/ccxt/instance/createInstance.js';
import { findCcxt, loadClass } from '../../../src/exchanges/ccxt/library/findCcxt.js';
import { RateLimiter } from '../../../src/http/RateLimiter.js';
import { Reply } from '../../../src/http/Reply.js';
import { ANSWERS, KEYS, OPTIONS, offlineMarket, usual } from './offlineExchange.js';

/**
 * Has ccxt sign a limit order of an exchange; what it would send goes nowhere and is answered with next to nothing.
 *
 * @param extra methods of ccxt's that are called as well.
 */
export async function signOrder(
  id: string,
  kind: 'spot' | 'swap',
  clientOrderId: string | undefined,
  extra: readonly string[] = [],
): Promise<{ requests: PreparedRequest[]; error: unknown }> {
  const ccxt = findCcxt();
  if (!ccxt) throw new Error('ccxt is not installed');
  const context = new CallContext();
  const exchange = createInstance(await loadClass(ccxt, id), context, {
    name: id,
    limiter: new RateLimiter(id),
    keys: { ...usual, ...KEYS[id] },
    simulate: false,
  });
  Object.assign(exchange.options, OPTIONS[id]);
  exchange.throttle = async () => undefined;
  Reflect.apply(Reflect.get(exchange, 'setMarkets'), exchange, [[offlineMarket(exchange, kind)]]);
  const requests: PreparedRequest[] = [];
  const call: CcxtRun = {
    api: {
      signal: new AbortController().signal,
      remaining: () => 1000,
      async sendPrepared(request) {
        requests.push(request);
        const [, answer = {}] = ANSWERS.find(([path]) => path.test(request.url)) ?? [];
        return new Reply(200, new Headers(), JSON.stringify(answer));
      },
    },
    method: 'trade',
    account: 'me',
    writes: () => true,
    asked: {},
    addresses: new Set(),
    over: false,
    held: false,
    wrote: false,
    sent: 0,
    replies: [],
    accepted: false,
  };
  const symbol = kind === 'spot' ? 'BTC/USDT' : 'BTC/USDT:USDT';
  const params = { ...(clientOrderId !== undefined && { clientOrderId }) };
  let error: unknown;
  const note = (cause: unknown) => {
    error = cause;
  };
  await context.run(call, async () => {
    for (const method of extra) {
      const run: unknown = Reflect.get(exchange, method);
      if (typeof run === 'function')
        await Promise.resolve(Reflect.apply(run, exchange, ['0x1', '0.01%'])).catch(note);
    }
    await exchange.createOrder(symbol, 'limit', 'buy', '2', '1000', params).catch(note);
  });
  return { requests, error };
}
