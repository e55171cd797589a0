import { loadAll } from '../../runtime/DeferredExchange.js';
import { describeExchanges } from '../../runtime/describeExchanges.js';
import type { Registry } from '../../runtime/registry.js';
import type { Matrix } from './model.js';

/**
 * What each exchange supports.
 *
 * @param timeout how long adapters may take to load, in ms.
 */
export async function readMatrix(registry: Registry, timeout: number): Promise<Matrix> {
  const { exchanges, failed } = await loadAll(registry.exchanges, timeout);
  return {
    exchanges: describeExchanges(exchanges),
    failed: [...registry.failed, ...failed].map(({ name, reason }) => ({ name, reason })),
  };
}
