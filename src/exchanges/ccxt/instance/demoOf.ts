import { quirksOf } from '../quirks/quirksOf.js';
import type { CcxtExchange } from './CcxtExchange.js';

/**
 * What an exchange has for trying things out: `demo` trading on the real market, or a `sandbox` with a market of its own.
 */
export function demoOf({ id, urls }: Pick<CcxtExchange, 'id' | 'urls'>): 'demo' | 'sandbox' | undefined {
  if (quirksOf(id).foreignDemo) return undefined;
  if ((urls.demo ?? urls.demotrading) !== undefined) return 'demo';
  return urls.test === undefined ? undefined : 'sandbox';
}
