import type { OutgoingRequest, SignLimits } from '../../adapter/Api.js';
import { signOkx } from '../../signing/signOkx.js';
import type { OkxKeys } from './credentials.js';

/**
 * OKX's signature; beside it the time after which OKX drops the request, and for a key of demo trading the header that
 * says so.
 *
 * @param now Unix time in ms on OKX's clock.
 * @see https://www.okx.com/docs-v5/en/#overview-demo-trading-services
 */
export function sign(
  request: OutgoingRequest,
  keys: OkxKeys,
  now: number,
  { expiresIn }: SignLimits,
): OutgoingRequest {
  const signed = signOkx(request, keys, now);
  return {
    ...signed,
    headers: {
      ...signed.headers,
      ...(expiresIn !== undefined && { expTime: String(Math.round(now + expiresIn)) }),
      ...(keys.demo && { 'x-simulated-trading': '1' }),
    },
  };
}
