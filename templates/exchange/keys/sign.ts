// #if custom
import { hmac, type OutgoingRequest } from 'fmzproto';
import type { __Exchange__Keys } from './credentials.ts';

/**
 * Signs the exact bytes that are sent.
 *
 * @param now Unix time in ms on the exchange's clock.
 */
export function sign(request: OutgoingRequest, keys: __Exchange__Keys, now: number): OutgoingRequest {
  // FILL IN: the text that is signed, and the headers that carry the signature; then the vector in test/sign.test.ts.
  const timestamp = String(Math.floor(now));
  const text = timestamp + request.method + request.path + (request.body ?? '');
  return {
    ...request,
    headers: {
      ...request.headers,
      'X-API-KEY': keys.accessKey,
      'X-API-TIMESTAMP': timestamp,
      'X-API-SIGN': hmac('sha256', keys.secret, text, 'hex'),
    },
  };
}
// #end
// #if kraken
import { increasingNonce, type OutgoingRequest, signKraken } from 'fmzproto';
import type { __Exchange__Keys } from './credentials.ts';

const nonce = increasingNonce();

/** Signs as Kraken does, by POST only. */
export function sign(request: OutgoingRequest, keys: __Exchange__Keys, now: number): OutgoingRequest {
  return signKraken(request, keys, now, { nonce: nonce(now) });
}
// #end
// #if backpack
import { type OutgoingRequest, type SignLimits, signBackpack } from 'fmzproto';
import type { __Exchange__Keys } from './credentials.ts';

// FILL IN: the exchange's name of the instruction of each signed endpoint.
const instructions = {
  'GET /api/v1/balances': 'balanceQuery',
  'POST /api/v1/order': 'orderExecute',
  'GET /api/v1/order-info': 'orderQuery',
  'GET /api/v1/open-orders': 'orderQueryAll',
  'GET /api/v1/order-history': 'orderHistoryQueryAll',
  'POST /api/v1/cancel-order': 'orderCancel',
  // #if futures
  'GET /api/v1/positions': 'positionQuery',
  'GET /api/v1/leverage-info': 'accountQuery',
  'POST /api/v1/leverage': 'accountUpdate',
  // #end
};

/** Signs as Backpack does. */
export function sign(
  request: OutgoingRequest,
  keys: __Exchange__Keys,
  now: number,
  limits: SignLimits = {},
): OutgoingRequest {
  return signBackpack(request, keys, now, { ...limits, instructions });
}
// #end
// #if preset
import { __preset__ } from 'fmzproto';

/** Signs as its namesake does; another exchange's scheme that differs a little is best written out here. */
export const sign = __preset__;
// #end
