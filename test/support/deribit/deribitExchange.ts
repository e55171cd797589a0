import * as v from 'valibot';
import { defineExchange, nonceLogon, parseReply, relayFixIo } from '../../../src/index.js';
import { account } from './account.js';
import { market } from './market.js';
import { orders } from './orders.js';
import { createState } from './state.js';

const boxes = v.object({
  access_key: v.pipe(v.string(), v.trim(), v.nonEmpty('access_key: the client id of an API key')),
  secret_key: v.pipe(v.string(), v.trim(), v.nonEmpty('secret_key: the client secret of an API key')),
});

/**
 * A venue of Deribit's kind: one line for all, a signed Logon, reports matched by 41, contracts, and candles over REST.
 *
 * @see https://docs.deribit.com/fix-api/production/
 */
export function deribitExchange({ listsOrders = true } = {}) {
  const { orders: list, ...ofOne } = orders;
  return defineExchange({
    name: 'Deribit',
    hosts: { api: 'https://www.deribit.com' },
    publicData: false,
    credentials: v.pipe(
      boxes,
      v.transform(({ access_key, secret_key }) => ({ clientId: access_key, secret: secret_key })),
    ),
    fix: {
      lines: {
        fix: {
          address: 'fix+tls://fix.deribit.com:9883',
          // A name of one's own: it has to tell accounts apart.
          sender: ({ clientId }) => `fmzproto-${clientId}`,
          target: 'DERIBITSERVER',
          logon: nonceLogon({ clientId: (keys) => keys.clientId, secret: (keys) => keys.secret }),
          // Its Logon has neither 98 nor 141.
          resets: false,
          ids: {
            // Changes and cancellations name the order by Deribit's own id alone, which is 11 in reports.
            requests: { F: 41, G: 41 },
            answers: { 8: [584, 41, 11], 9: [41] },
          },
        },
      },
    },
    clock: {
      async read(api) {
        return parseReply(timeReply, await api.get('/api/v2/public/get_time')).result;
      },
      isStale: ({ message }) => /\btimestamp\b/i.test(message),
    },
    createState,
    methods: {
      ...market,
      ...account,
      ...ofOne,
      ...(listsOrders && list && { orders: list }),
      io: relayFixIo,
    },
  });
}

const timeReply = v.object({ result: v.number() });
