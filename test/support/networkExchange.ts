import * as v from 'valibot';
import { defineExchange } from '../../src/adapter/defineExchange.js';
import type { ExchangeDefinition, Method } from '../../src/adapter/Exchange.js';
import { exampleTicker } from './exampleExchange.js';

interface Keys {
  access_key: string;
  secret_key: string;
}

/** An adapter of an exchange with an API, which a test gives its address. Keys go into a header as they are. */
export function networkExchange(
  parts: Pick<ExchangeDefinition<Keys, object>, 'methods'> & Partial<ExchangeDefinition<Keys, object>>,
) {
  return defineExchange<Keys, object>({
    name: 'Net',
    baseUrl: 'https://net.example',
    credentials: v.object({ access_key: v.string(), secret_key: v.string() }),
    sign: (request, keys) => ({ ...request, headers: { ...request.headers, key: keys.access_key } }),
    createState: () => ({}),
    ...parts,
  });
}

export const netOrder = { symbol: 'LTC_USDT', type: 'buy', price: '1', amount: '1' };
export const netKeys: Keys = { access_key: 'access-key-of-net', secret_key: 'secret-key-of-net' };

/** A ticker that its API is asked for. */
export const netTicker: Method<'ticker', Keys, object> = async ({ symbol }, api) => {
  await api.get('/ticker', { symbol: symbol.name });
  return { data: { ...exampleTicker, symbol: symbol.name } };
};

/** More than any test asks for. */
export const netLimit = { requests: 100, per: 1000, by: 'ip' as const };
