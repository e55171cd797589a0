import { defineExchange, type Exchange } from '../../exchange/defineExchange.js';
import { account } from './account.js';
import { credentials } from './credentials.js';
import { market } from './market.js';
import { orders } from './orders.js';
import { createState, type PaperOptions } from './state.js';

/**
 * A spot market without a network and without keys: synthetic prices for any BASE_QUOTE, and a virtual account for each
 * access key, which lives as long as the process.
 *
 * Fees are 0.1 % for what takes from the book and 0.08 % for what waited in it, out of what is received. An order finds
 * the book as it is shown, whoever took from it before.
 *
 * @example createPaper({ seed: 7, now: () => 1_750_000_000_000 })
 */
export function createPaper(options: PaperOptions = {}): Exchange {
  return defineExchange({
    name: 'Paper',
    credentials,
    createState: () => createState(options),
    methods: { ...market, ...account, ...orders },
  });
}

export default createPaper();
