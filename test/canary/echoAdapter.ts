/** An exchange that says the keys it was sent back in its errors, in every way that one might. */
export const echoAdapter = (url: string) => `
import { defineExchange, ExchangeError, relayIo } from 'fmzproto';
import * as v from 'valibot';

export default defineExchange({
  name: 'Echo',
  baseUrl: '${url}',
  credentials: v.object({ access_key: v.string(), secret_key: v.string() }),
  sign: (request, { access_key, secret_key }) => ({
    ...request,
    headers: { ...request.headers, 'x-key': encodeURIComponent(access_key), 'x-secret': encodeURIComponent(secret_key) },
  }),
  reject(reply) {
    const { message } = Object(reply.json);
    if (message !== undefined) throw new ExchangeError({ code: '401', message });
  },
  createState: () => ({}),
  methods: {
    io: relayIo,
    async trade(params, api) {
      await api.signedPost('/order', { ...params, symbol: params.symbol.name });
      return { data: { id: 'A,1' } };
    },
    async accounts(_params, api) {
      await api.signedGet('/accounts');
      throw new Error('not reached');
    },
  },
});
`;
