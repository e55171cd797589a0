import type { OutgoingRequest } from '../../exchange/Api.js';
import { signOkx } from '../../signing/signOkx.js';
import type { OkxKeys } from './credentials.js';

/**
 * OKX's signature, and for a key of demo trading the header that says so.
 *
 * @param now Unix time in ms on OKX's clock.
 * @see https://www.okx.com/docs-v5/en/#overview-demo-trading-services
 */
export function sign(request: OutgoingRequest, keys: OkxKeys, now: number): OutgoingRequest {
  const signed = signOkx(request, keys, now);
  return keys.demo ? { ...signed, headers: { ...signed.headers, 'x-simulated-trading': '1' } } : signed;
}
