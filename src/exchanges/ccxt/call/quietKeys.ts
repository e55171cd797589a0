import { ProtocolError } from '../../../protocol/ProtocolError.js';
import type { CcxtApi } from '../CcxtApi.js';
import type { CcxtKeys } from '../credentials.js';

/** The caller's keys, where FMZ sent any that can be read: what is public needs none. */
export function quietKeys(api: CcxtApi): CcxtKeys | undefined {
  if (!api.hasKeys) return undefined;
  try {
    return api.keys;
  } catch (error) {
    if (error instanceof ProtocolError) return undefined;
    throw error;
  }
}
