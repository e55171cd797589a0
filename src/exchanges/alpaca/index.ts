import { defineExchange } from '../../adapter/defineExchange.js';
import { relayIo } from '../../adapter/relayIo.js';
import { account } from './account.js';
import { hours } from './hours.js';
import { limits } from './limits.js';
import { market } from './market.js';
import { orders } from './orders.js';
import { positions } from './positions.js';
import { reject } from './reject.js';
import { credentials, sign } from './sign.js';
import { createState } from './state.js';

/** Alpaca: stocks and coins, live and on paper; trading API v2 and market data. @see https://docs.alpaca.markets/docs */
export default defineExchange({
  name: 'Alpaca',
  hosts: {
    api: { live: 'https://api.alpaca.markets', paper: 'https://paper-api.alpaca.markets' },
    data: 'https://data.alpaca.markets',
  },
  environment: ({ simulate }) => (simulate ? 'paper' : 'live'),
  publicData: false,
  credentials,
  sign,
  reject,
  limits,
  limitHeaders: { remaining: 'X-RateLimit-Remaining', reset: 'X-RateLimit-Reset' },
  hours,
  createState,
  methods: {
    ...market,
    ...account,
    ...orders,
    ...positions,
    io: (params, api) =>
      relayIo(params, api, {
        host: (path) => (DATA.test(path) ? 'data' : 'api'),
        inQuery: params.verb === 'DELETE',
      }),
  },
});

/** Paths of market data. */
const DATA = /^\/(v2\/stocks|v1beta\d+)\//;
