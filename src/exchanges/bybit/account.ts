import type { Answer } from '../../adapter/Api.js';
import { parseReply } from '../../adapter/rows.js';
import { retryIfCacheStale } from '../../adapter/SwrCache.js';
import type { Balance } from '../../protocol/structures.js';
import type { BybitInstrument } from './instruments.js';
import { parseBalance } from './parse.js';
import { readPositions } from './positions.js';
import { balanceReply } from './replies.js';
import type { BybitApi, BybitMethods } from './state.js';

/** The unified trading account. @see https://bybit-exchange.github.io/docs/v5/account/wallet-balance */
export const account = {
  accounts: (_params, api) => readBalances(api),
  assets: (_params, api) => readBalances(api),
} satisfies BybitMethods;

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

async function readBalances(api: BybitApi): Promise<Answer<Balance[]>> {
  const reply = await api.signedGet('/v5/account/wallet-balance', { accountType: 'UNIFIED' });
  const accounts = parseReply(balanceReply, reply).result.list;
  return { data: accounts.flatMap(({ coin }) => coin.map(parseBalance)), raw: reply.raw };
}
