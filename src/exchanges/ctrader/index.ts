import { defineExchange } from '../../adapter/defineExchange.js';
import { relayFixIo } from '../../adapter/relayFixIo.js';
import { credentials } from './credentials.js';
import { lines } from './lines.js';
import { market } from './market.js';
import { orders } from './orders.js';
import { positions } from './positions.js';
import { createState } from './state.js';
import { unsupported } from './unsupported.js';

/** cTrader: currencies, metals and CFDs at any of its brokers, over FIX 4.4. @see https://help.ctrader.com/fix/ */
export default defineExchange({
  name: 'CTrader',
  fix: { lines },
  credentials,
  plainKeys: ({ host, target, trade, quote }) => [host, target, trade, quote],
  createState,
  unsupported,
  methods: { ...market, ...orders, ...positions, io: relayFixIo },
});
