import type { CcxtExchange } from '../../../src/exchanges/ccxt/instance/ccxtTypes.js';
import { findCcxt, loadClass } from '../../../src/exchanges/ccxt/library/findCcxt.js';
import { type Double, type DoubleRequest, startDouble } from '../../doubles/ccxt/startDouble.js';
import type { Envelope, Plugin } from '../../support/startPlugin.js';
import { KEYS, type Kind, OPTIONS, offlineMarket, usual } from './offlineExchange.js';
import { method, patchClass, unlimited } from './patchClass.js';
import { startCcxtPlugin } from './startCcxtPlugin.js';

/** What `tell` gives for a request that the exchange refuses, with HTTP status 400. */
export const REFUSED = { error: 'refused', message: 'refused' };

/** An exchange of ccxt in front of a double of it that tells what the test has it tell. */
export interface Telling {
  plugin: Plugin;
  double: Double;
  /** Calls a method with keys; the exchange answers each request with what `tell` makes of it. */
  call(method: string, params: object, tell: (request: DoubleRequest) => unknown): Promise<Envelope>;
  close(): Promise<void>;
}

/**
 * Starts the plugin with ccxt's real class of an exchange, over real sockets. Its markets are BTC_USDT and its perpetuals:
 * what ccxt would read them from is not asked for.
 *
 * @param options.change what is else about a market, such as its native id.
 * @param options.settings beside the keys, such as `hedged=true`.
 */
export async function startTelling(
  id: string,
  options: { kinds?: readonly Kind[]; change?: (kind: Kind) => object; settings?: string } = {},
): Promise<Telling> {
  const { kinds = ['spot', 'swap'], change = () => ({}), settings } = options;
  const ccxt = findCcxt();
  if (!ccxt) throw new Error('ccxt is not installed');
  const Class = await loadClass(ccxt, id);
  const loadMarkets = async function (this: CcxtExchange): Promise<void> {
    if (
      Object.hasOwn(Object(this.markets), 'BTC/USDT') ||
      Object.hasOwn(Object(this.markets), 'BTC/USDT:USDT')
    )
      return;
    const markets = kinds.map((kind) => ({ ...offlineMarket(this, kind), ...change(kind) }));
    Reflect.apply(Reflect.get(this, 'setMarkets'), this, [markets]);
  };
  patchClass(Class, { loadMarkets: method(loadMarkets), rateLimit: unlimited });
  let tell: (request: DoubleRequest) => unknown = () => ({});
  const double = await startDouble({}, (request) => {
    const body = tell(request);
    return { body, ...(body === REFUSED && { status: 400 }) };
  });
  const plugin = await startCcxtPlugin({ [`ccxt/${id}`]: double.url }, 20_000);
  const { apiKey, ...keys } = { ...usual, ...KEYS[id] };
  const named = [
    ...Object.entries(keys).map(([name, value]) => `${name}=${value}`),
    ...Object.entries(OPTIONS[id] ?? {}).map(([name, value]) => `options.${name}=${value}`),
    ...(settings === undefined ? [] : [settings]),
  ];
  return {
    plugin,
    double,
    call(method, params, answer) {
      tell = answer;
      return plugin.call(`ccxt/${id}`, method, params, { access_key: apiKey, secret_key: named.join(',') });
    },
    async close() {
      await plugin.stop();
      await double.close();
    },
  };
}
