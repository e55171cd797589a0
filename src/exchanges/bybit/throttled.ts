import type { Throttled } from '../../adapter/Exchange.js';
import type { ExchangeError } from '../../adapter/ExchangeError.js';
import type { Reply } from '../../http/Reply.js';

const TEN_MINUTES = 600_000;
/** In ms: no window of Bybit's is longer, whatever this machine's clock makes of the header. */
const WINDOW = 5000;

/**
 * 10006 is the limit of an account, whose end a header tells; 10018 that of this machine's address. HTTP 403 "access too
 * frequent" bans the address for ten minutes.
 *
 * @see https://bybit-exchange.github.io/docs/v5/rate-limit
 */
export function throttled(
  { code }: ExchangeError,
  { status, text, headers }: Reply,
  now: number,
): Throttled | undefined {
  if (status === 403 && /access too frequent/i.test(text)) return { by: 'ip', wait: TEN_MINUTES };
  if (code === '10018') return { by: 'ip' };
  if (code !== '10006') return undefined;
  const reset = Number(headers.get('x-bapi-limit-reset-timestamp') ?? '') - now;
  return { by: 'key', wait: reset > 0 ? Math.min(reset, WINDOW) : undefined };
}
