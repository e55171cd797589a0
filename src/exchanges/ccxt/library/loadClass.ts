import { oneLine } from '../../../protocol/oneLine.js';
import { ProtocolError } from '../../../protocol/ProtocolError.js';
import type { CcxtClass } from '../instance/CcxtExchange.js';
import type { Ccxt } from './findCcxt.js';
import { installCommand } from './installCommand.js';

/**
 * Loads the module of one exchange of ccxt, and nothing else of it.
 *
 * @throws ProtocolError where it cannot be loaded.
 */
export async function loadClass(ccxt: Ccxt, id: string): Promise<CcxtClass> {
  const module: unknown = await import(ccxt.moduleOf(id)).catch((cause: unknown) => {
    const reason = cause instanceof Error ? oneLine(cause.message, 200) : 'it failed';
    throw new ProtocolError(
      `ccxt ${ccxt.version} cannot be loaded: ${reason}; install it again: ${installCommand()}`,
      {
        cause,
      },
    );
  });
  const exported =
    typeof module === 'object' && module !== null && 'default' in module ? module.default : undefined;
  if (!isClass(exported))
    throw new ProtocolError(
      `ccxt ${ccxt.version} is not a version that fmzproto can use (${id}): ${installCommand()}`,
    );
  return exported;
}

function isClass(value: unknown): value is CcxtClass {
  return (
    typeof value === 'function' &&
    'fetchTicker' in value.prototype &&
    'loadMarkets' in value.prototype &&
    'sign' in value.prototype
  );
}
