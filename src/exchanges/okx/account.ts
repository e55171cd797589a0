import type { Answer } from '../../adapter/Api.js';
import { ExchangeError } from '../../adapter/ExchangeError.js';
import { parseReply } from '../../adapter/rows.js';
import { retryIfCacheStale } from '../../adapter/SwrCache.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import type { Balance } from '../../protocol/structures.js';
import { say } from '../../wording/say.js';
import { parseBalance } from './parse.js';
import { accountConfigReply, balanceReply } from './replies.js';
import type { AccountMode, OkxApi, OkxMethods } from './state.js';

/** The trading account. @see https://www.okx.com/docs-v5/en/#trading-account-rest-api-get-balance */
export const account = {
  accounts: (_params, api) => readBalances(api),
  assets: (_params, api) => readBalances(api),
} satisfies OkxMethods;

// 51000 "Parameter posSide error" and 51010: the mode was changed on OKX's page.
const MODE_CHANGED = new Set(['51000', '51010']);

/**
 * Runs `work` with the account's mode, kept for an hour. Where OKX's refusal shows that the mode was changed, it is
 * read anew, and `work` is run once more.
 */
export function withAccountMode<T>(api: OkxApi, work: (mode: AccountMode) => Promise<T>): Promise<T> {
  const kept = {
    cache: api.state.accountModes,
    key: api.accountId,
    caller: api,
    async load() {
      const reply = await api.signedGet('/api/v5/account/config');
      const [row] = parseReply(accountConfigReply, reply).data;
      if (!row) throw new ExchangeError({ message: say('OKX did not return the account mode') });
      return { level: row.acctLv, hedge: row.posMode === 'long_short_mode' };
    },
    isStale: ({ code }: ExchangeError) => MODE_CHANGED.has(code),
  };
  return retryIfCacheStale(kept, work);
}

/** The refusal of a contract by an account in spot mode, which is read anew the next time. */
export function refuseSpotMode(api: OkxApi): ProtocolError {
  api.state.accountModes.forget(api.accountId);
  return new ProtocolError(
    say("the OKX account is in spot mode, which trades no contracts: choose futures mode on OKX's page"),
  );
}

async function readBalances(api: OkxApi): Promise<Answer<Balance[]>> {
  const reply = await api.signedGet('/api/v5/account/balance');
  const rows = parseReply(balanceReply, reply).data;
  return { data: rows.flatMap((row) => row.details.map(parseBalance)), raw: reply.raw };
}
