import { Unsupported } from '../../../adapter/ExchangeError.js';
import { type MethodName, methods } from '../../../protocol/methods.js';
import type { CcxtApi } from '../CcxtApi.js';
import { venueOf } from '../instance/connect.js';
import { supports } from '../instance/supports.js';
import { quietKeys } from './quietKeys.js';

/**
 * Makes sure that an exchange can answer a method at all.
 *
 * @throws ProtocolError where it cannot.
 */
export async function requireMethod(api: CcxtApi, method: MethodName): Promise<void> {
  const exchange = await venueOf(api.state, quietKeys(api)).keyless();
  if (supports(exchange.has, method)) return;
  throw new Unsupported(`${api.state.name} does not support ${methods[method].fmz}`);
}
