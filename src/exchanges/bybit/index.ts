import { defineExchange } from '../../adapter/defineExchange.js';
import { relayIo } from '../../adapter/relayIo.js';
import { parseReply } from '../../adapter/rows.js';
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

/** Bybit v5: REST, and public streams. @see https://bybit-exchange.github.io/docs/v5/intro */
export default defineExchange({
  name: 'Bybit',
  baseUrl: 'https://api.bybit.com',
  credentials,
  sign,
  reject,
  refusesKeys,
  limits,
  throttled,
  clock: {
    async read(api) {
      const reply = await api.request({ path: '/v5/market/time', within: 1000, once: true });
      return parseReply(timeReply, reply).time;
    },
    // Refused before anything is done: the request's time lies ahead, or its window has passed on Bybit's clock.
    isStale: (error) => error.code === '10002',
  },
  streams,
  createState,
  methods: { ...market, ...account, ...orders, ...positions, io: relayIo },
});
