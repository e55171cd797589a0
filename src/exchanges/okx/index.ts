import { defineExchange } from '../../adapter/defineExchange.js';
import { relayIo } from '../../adapter/relayIo.js';
import { parseReply } from '../../adapter/rows.js';
import { toNumber } from '../../protocol/decimal.js';
import { account } from './account.js';
import { limits, throttled } from './limits.js';
import { market } from './market.js';
import { orders } from './orders.js';
import { positions } from './positions.js';
import { refusesKeys, reject } from './reject.js';
import { timeReply } from './replies.js';
import { credentials, sign } from './sign.js';
import { createState } from './state.js';
import { streams } from './streams.js';

/** OKX v5: REST, and public streams. @see https://www.okx.com/docs-v5/en/ */
export default defineExchange({
  name: 'OKX',
  baseUrl: 'https://www.okx.com',
  credentials,
  sign,
  reject,
  refusesKeys,
  limits,
  throttled,
  clock: {
    async read(api) {
      const reply = await api.request({ path: '/api/v5/public/time', within: 1000, once: true });
      return toNumber(parseReply(timeReply, reply).data[0]?.ts ?? '');
    },
    // Both are refused before anything is done: the timestamp is off, or the expiry has passed on OKX's clock.
    isStale: (error) => error.code === '50102' || error.code === '50036',
  },
  streams,
  createState,
  methods: { ...market, ...account, ...orders, ...positions, io: relayIo },
});
