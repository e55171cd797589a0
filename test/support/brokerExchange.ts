import * as v from 'valibot';
import { defineExchange } from '../../src/adapter/defineExchange.js';
import type { ExchangeDefinition } from '../../src/adapter/Exchange.js';
import { relayIo } from '../../src/adapter/relayIo.js';
import { exampleTicker } from './exampleExchange.js';

interface BrokerKeys {
  key: string;
  simulate: boolean;
}

/** Keys of a broker's live account, and of its paper trading. */
export const liveKeys = { access_key: 'live-key-0f4d8c2e', secret_key: 'live-secret-0f4d8c2e' };
export const paperKeys = { access_key: 'paper-key-1a9b3d70', secret_key: 'paper-secret-1a9b3d70,simulate' };

/** A broker: orders at one host, live or on paper, and prices at another. What signs a request is in its headers. */
export function brokerExchange(
  hosts: { live: string; paper: string; data: string },
  parts: Partial<ExchangeDefinition<BrokerKeys, object>> = {},
) {
  return defineExchange<BrokerKeys, object>({
    name: 'Broker',
    hosts: { api: { live: hosts.live, paper: hosts.paper }, data: hosts.data },
    environment: ({ simulate }) => (simulate ? 'paper' : 'live'),
    credentials: v.pipe(
      v.object({ access_key: v.pipe(v.string(), v.nonEmpty('has no access key')), secret_key: v.string() }),
      v.transform(({ access_key, secret_key }) => ({
        key: access_key,
        simulate: secret_key.endsWith(',simulate'),
      })),
    ),
    sign: (request, { key }) => ({
      ...request,
      headers: { ...request.headers, 'x-key': key, 'x-host': `${request.host} ${request.origin}` },
    }),
    createState: () => ({}),
    methods: {
      async ticker({ symbol }, api) {
        const reply = await api.request({ host: 'data', path: '/quotes', query: { pair: symbol.name } });
        return { data: { ...exampleTicker, symbol: symbol.name }, raw: reply.raw };
      },
      async accounts(_params, api) {
        return { data: [], raw: (await api.signedGet('/account')).raw };
      },
      async assets(_params, api) {
        return { data: [], raw: (await api.request({ host: 'data', path: '/account', signed: true })).raw };
      },
      async cancel(_params, api) {
        await api.request({ method: 'DELETE', path: '/orders/1', signed: true });
        return { data: true };
      },
      io: (params, api) =>
        relayIo(params, api, { host: (path) => (path.startsWith('/v2/stocks') ? 'data' : 'api') }),
    },
    ...parts,
  });
}
