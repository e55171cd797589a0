// #if keys
// #if preset
// #if passphrase
import { type PassphraseKeys, __preset__ } from 'fmzproto';
// #else
import { type ApiKeys, __preset__ } from 'fmzproto';
// #end
// #end
// #if custom
import { type ApiKeys, hmac, type OutgoingRequest } from 'fmzproto';
// #end
// #if inHeaders
import type { ApiKeys, OutgoingRequest } from 'fmzproto';
// #end
// #if oauth2
import type { ApiKeys, OutgoingRequest, SigningContext } from 'fmzproto';
// #end
// #if kraken
import { type ApiKeys, increasingNonce, type OutgoingRequest, signKraken } from 'fmzproto';
// #end
// #if backpack
import { type ApiKeys, type OutgoingRequest, type SigningContext, signBackpack } from 'fmzproto';
// #end
// #else
import type { Credentials } from 'fmzproto';
// #end
import * as v from 'valibot';

// #if keys
// #if passphrase
export type __Exchange__Keys = PassphraseKeys;
// #else
export type __Exchange__Keys = ApiKeys;
// #end

const filled = v.pipe(v.string(), v.trim(), v.nonEmpty('is empty: it belongs in the box of the same name'));

const noDemo = v.check<string, string>(
  (box) => !/,\s*simulate$/i.test(box),
  'ends with simulate, but this adapter knows no demo trading: leave it out',
);

// #if passphrase
/** FMZ's two boxes: the access key, and `secret,passphrase`; the passphrase may hold commas. */
export const credentials = v.pipe(
  v.object({
    access_key: filled,
    secret_key: v.pipe(filled, v.regex(/^[^,]+,./, 'has to hold secret,passphrase'), noDemo),
  }),
  v.transform(({ access_key, secret_key }): __Exchange__Keys => {
    const comma = secret_key.indexOf(',');
    return {
      accessKey: access_key,
      secret: secret_key.slice(0, comma).trim(),
      passphrase: secret_key.slice(comma + 1).trim(),
    };
  }),
);
// #else
// #if oauth2
/** FMZ's two boxes: the client's id and its secret. */
// #else
// #if bearer
/** FMZ's two boxes: the token is in that of the secret key; that of the access key holds any word, such as the account's name. */
// #else
/** FMZ's two boxes: the access key and the secret key. */
// #end
// #end
export const credentials = v.pipe(
  v.object({ access_key: filled, secret_key: v.pipe(filled, noDemo) }),
  v.transform(
    ({ access_key, secret_key }): __Exchange__Keys => ({ accessKey: access_key, secret: secret_key }),
  ),
);
// #end
// #if custom

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
// #if header

/** Nothing is signed: the keys themselves are in headers. */
export function sign(request: OutgoingRequest, keys: __Exchange__Keys): OutgoingRequest {
  // FILL IN: the names of the headers.
  const own = { 'X-API-KEY': keys.accessKey, 'X-API-SECRET': keys.secret };
  return { ...request, headers: { ...request.headers, ...own } };
}
// #end
// #if bearer

/** Nothing is signed: the token itself is in a header. */
export function sign(request: OutgoingRequest, keys: __Exchange__Keys): OutgoingRequest {
  // FILL IN: the name of the header, and the word before the token.
  return { ...request, headers: { ...request.headers, Authorization: `Bearer ${keys.secret}` } };
}
// #end
// #if oauth2

/** What `open` in session.ts gives. */
export interface __Exchange__Session {
  token: string;
  /** In Unix ms. */
  expires: number;
}

/** Nothing is signed: a token that expires is in a header. Recordings are answered without one. */
export function sign(
  request: OutgoingRequest,
  _keys: __Exchange__Keys,
  _now: number,
  { session }: SigningContext<__Exchange__Session>,
): OutgoingRequest {
  if (!session) return request;
  return { ...request, headers: { ...request.headers, Authorization: `Bearer ${session.token}` } };
}
// #end
// #if kraken

const nonce = increasingNonce();

/** Signs as Kraken does, by POST only. */
export function sign(request: OutgoingRequest, keys: __Exchange__Keys, now: number): OutgoingRequest {
  return signKraken(request, keys, now, { nonce: nonce(now) });
}
// #end
// #if backpack

// FILL IN: the exchange's name of the instruction of each signed endpoint.
const instructions = {
  'GET /api/v1/balances': 'balanceQuery',
  'POST /api/v1/order': 'orderExecute',
  'GET /api/v1/order-info': 'orderQuery',
  'GET /api/v1/open-orders': 'orderQueryAll',
  'GET /api/v1/order-history': 'orderHistoryQueryAll',
  'POST /api/v1/amend-order': 'orderAmend',
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
  context: SigningContext = {},
): OutgoingRequest {
  return signBackpack(request, keys, now, { ...context, instructions });
}
// #end
// #if preset

/** Signs as its namesake does; another exchange's scheme that differs a little is best written out here. */
export const sign = __preset__;
// #end
// #else
export type __Exchange__Keys = Credentials;

/** Market data needs no keys: whatever FMZ's two boxes hold will do. */
export const credentials = v.object({ access_key: v.string(), secret_key: v.string() });
// #end
