import { createHash, randomUUID } from 'node:crypto';
import type { OutgoingRequest, SigningContext } from '../adapter/ApiRequest.js';
import { type ApiKeys, checkKeys } from './ApiKeys.js';
import { jwt } from './hmac.js';
import { jsonFields, plainQuery, splitPath } from './signedParts.js';

/**
 * Signs for Upbit: a JWT of the access key, a nonce and, where there are parameters, the hex SHA-512 of the query
 * without percent-encoding, or of the JSON body's fields as such a query; a list is `name[]=a&name[]=b`.
 *
 * @param _now not sent: Upbit's tokens bear no time.
 * @param options.algorithm Upbit takes both and recommends HS512. @default 'HS256'
 * @param options.nonce may be used once only. @default a random UUID
 * @throws ProtocolError when a part of the keys is missing.
 * @throws TypeError when the body is not a JSON object.
 * @example defineExchange({ name: 'Upbit', credentials, sign: signUpbit, ... })
 * @see https://docs.upbit.com/kr/reference/auth
 */
export function signUpbit(
  request: OutgoingRequest,
  keys: ApiKeys,
  _now: number,
  {
    algorithm = 'HS256',
    nonce = randomUUID(),
  }: SigningContext & { algorithm?: 'HS256' | 'HS512'; nonce?: string } = {},
): OutgoingRequest {
  checkKeys(keys);
  const text =
    request.body === undefined
      ? plainQuery(splitPath(request.path).query)
      : jsonFields(request.body)
          .map((field) => field.join('='))
          .join('&');
  const payload = {
    access_key: keys.accessKey,
    nonce,
    ...(text !== '' && {
      query_hash: createHash('sha512').update(text).digest('hex'),
      query_hash_alg: 'SHA512',
    }),
  };
  const authorization = `Bearer ${jwt(algorithm, payload, keys.secret)}`;
  return { ...request, headers: { ...request.headers, Authorization: authorization } };
}
