import { createHmac } from 'node:crypto';
import type { OutgoingRequest } from '../../exchange/Api.js';
import type { OkxKeys } from './credentials.js';

/**
 * OKX's signature: base64 of HMAC-SHA256 over timestamp + verb + path with query + body, the exact bytes that are sent.
 *
 * @param now Unix time in ms on OKX's clock; OKX refuses more than 30 s of difference.
 * @see https://www.okx.com/docs-v5/en/#overview-rest-authentication
 */
export function sign(request: OutgoingRequest, keys: OkxKeys, now: number): OutgoingRequest {
  const timestamp = new Date(now).toISOString();
  const text = timestamp + request.method + request.path + (request.body ?? '');
  return {
    ...request,
    headers: {
      ...request.headers,
      'OK-ACCESS-KEY': keys.accessKey,
      'OK-ACCESS-SIGN': createHmac('sha256', keys.secret).update(text).digest('base64'),
      'OK-ACCESS-TIMESTAMP': timestamp,
      'OK-ACCESS-PASSPHRASE': keys.passphrase,
      ...(keys.demo && { 'x-simulated-trading': '1' }),
    },
  };
}
