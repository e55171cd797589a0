import type { Throttled } from '../../adapter/Exchange.js';
import type { ExchangeError } from '../../adapter/ExchangeError.js';

/**
 * 50011 is the limit of a path, 50061 that of an account's orders; both may come with HTTP 200.
 *
 * @see https://www.okx.com/docs-v5/en/#overview-rate-limits
 */
export function throttled({ code }: ExchangeError): Throttled | undefined {
  if (code === '50061') return { by: 'key' };
  return code === '50011' ? {} : undefined;
}
