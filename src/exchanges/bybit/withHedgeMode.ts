import { retryIfCacheStale } from '../../adapter/SwrCache.js';
import type { BybitApi } from './BybitApi.js';
import type { BybitInstrument } from './instruments.js';
import { readPositions } from './readPositions.js';

/**
 * Runs `work` with whether long and short positions in a contract are kept apart. That is set for each contract, and
 * nothing but its positions, which come empty as well, tells; it is kept for an hour. Where Bybit's refusal shows that
 * it was changed, it is read anew, and `work` is run once more.
 *
 * @see https://bybit-exchange.github.io/docs/v5/position/position-mode
 */
export function withHedgeMode<T>(
  api: BybitApi,
  { list: category, id: symbol }: BybitInstrument,
  work: (hedge: boolean) => Promise<T>,
): Promise<T> {
  const kept = {
    cache: api.state.hedgeModes,
    key: `${api.accountId} ${category}:${symbol}`,
    caller: api,
    async load() {
      const { rows } = await readPositions(api, { category, symbol });
      return rows.some(({ positionIdx }) => positionIdx !== 0);
    },
    // A code for wrong parameters of all kinds: "position idx not match position mode".
    isStale: ({ code, message }: { code: string; message: string }) =>
      code === '10001' && /position ?idx/i.test(message),
  };
  return retryIfCacheStale(kept, work);
}
