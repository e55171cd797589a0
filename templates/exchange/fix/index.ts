import { defineExchange, relayFixIo } from 'fmzproto';
import { account } from './account.ts';
import { credentials } from './credentials.ts';
import { lines } from './lines.ts';
import { market } from './market.ts';
import { orders } from './orders.ts';
// #if futures
import { positions } from './positions.ts';
// #end
import { createState } from './state.ts';

/** __displayName__. A method that the venue lacks is taken out of its file: FMZ is told that it is not supported. */
export default defineExchange({
  name: '__displayName__',
  fix: { lines },
  credentials,
  // What the venue tells over HTTP alone, such as bars, may be read there: docs/fix.md, "Other dialects".
  // hosts: { api: 'https://api.example.com' },
  createState,
  // FILL IN: what the venue does not tell, and the way out: FMZ is told it beside "does not support".
  unsupported: {
    records: 'FIX has no bars: collect GetTicker, or take those of another exchange',
    trades: 'FIX tells no trades of others: GetTicker and GetDepth tell the prices',
  },
  methods: {
    ...market,
    ...account,
    ...orders,
    // #if futures
    ...positions,
    // #end
    io: relayFixIo,
  },
});
