import { createHash, randomUUID } from 'node:crypto';
import type { OutgoingRequest, SigningContext } from '../adapter/ApiRequest.js';
import { type ApiKeys, checkKeys } from './ApiKeys.js';
import { jwt } from './hmac.js';
import { jsonFields, splitPath } from './signedParts.js';

/**
 * Signs for Bithumb's API 2: a JWT (HS256) of the access key, a nonce, the time and, where there are parameters, the
 * hex SHA-512 of the query as sent, or of the JSON body's fields as such a query, percent-encoded; a list is
 * `name[]=a&name[]=b`.
 *
 * @param now Unix time in ms on Bithumb's clock, sent as it is.
 * @param options.nonce may be used once only. @default a random UUID
 * @throws ProtocolError when a part of the keys is missing.
 * @throws TypeError when the body is not a JSON object.
 * @example defineExchange({ name: 'Bithumb', credentials, sign: signBithumb, ... })
 * @see https://apidocs.bithumb.com/docs/인증-토큰-생성하기
 * @see https://github.com/ccxt/ccxt/blob/master/ts/src/bithumb.ts that the percent-encoded form is hashed
 */
export function signBithumb(
  request: OutgoingRequest,
  keys: ApiKeys,
  now: number,
  { nonce = randomUUID() }: SigningContext & { nonce?: string } = {},
): OutgoingRequest {
  checkKeys(keys);
  const text =
    request.body === undefined
      ? splitPath(request.path).query
      : jsonFields(request.body)
          .map((field) => field.map(encodeURIComponent).join('='))
          .join('&');
  const payload = {
    access_key: keys.accessKey,
    nonce,
    timestamp: Math.floor(now),
    ...(text !== '' && {
      query_hash: createHash('sha512').update(text).digest('hex'),
      query_hash_alg: 'SHA512',
    }),
  };
  const authorization = `Bearer ${jwt('HS256', payload, keys.secret)}`;
  return { ...request, headers: { ...request.headers, Authorization: authorization } };
}
