import type { EndpointLimit } from '../../adapter/EndpointLimit.js';
import { MINUTE } from '../../protocol/time.js';

const account: EndpointLimit = { requests: 200, per: MINUTE, by: 'key' };

/**
 * Alpaca's published limit: 200 requests a minute for an account, counted apart for trading and for market data. A plan that
 * is paid for allows more.
 *
 * @see https://docs.alpaca.markets/docs/about-market-data-api
 */
export const limits = { default: account, 'api * *': account, 'data * *': account };
