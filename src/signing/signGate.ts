import { createHash } from 'node:crypto';
import type { OutgoingRequest } from '../adapter/ApiRequest.js';
import { type ApiKeys, checkKeys } from './ApiKeys.js';
import { hmac } from './hmac.js';
import { plainQuery, splitPath } from './signedParts.js';

/**
 * Signs for Gate v4: hex of HMAC-SHA512 over five lines: verb, path, query without percent-encoding, hex of the
 * body's SHA-512, timestamp.
 *
 * @param now Unix time in ms on Gate's clock, sent in whole seconds; more than 60 s of difference is refused.
 * @throws ProtocolError when a part of the keys is missing.
 * @example defineExchange({ name: 'Gate', credentials, sign: signGate, ... })
 * @see https://www.gate.com/docs/developers/apiv4/en/#apiv4-signed-request-requirements
 */
export function signGate(request: OutgoingRequest, keys: ApiKeys, now: number): OutgoingRequest {
  checkKeys(keys);
  const timestamp = String(Math.floor(now / 1000));
  const { path, query } = splitPath(request.path);
  const body = createHash('sha512')
    .update(request.body ?? '')
    .digest('hex');
  const text = [request.method, path, plainQuery(query), body, timestamp].join('\n');
  return {
    ...request,
    headers: {
      ...request.headers,
      KEY: keys.accessKey,
      Timestamp: timestamp,
      SIGN: hmac('sha512', keys.secret, text, 'hex'),
    },
  };
}
