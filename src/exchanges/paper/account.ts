import type { Answer, Api } from '../../adapter/Api.js';
import type { Methods } from '../../adapter/Exchange.js';
import type { Balance } from '../../protocol/structures.js';
import type { PaperKeys } from './credentials.js';
import { balancesOf, marginReportsOf } from './engine/balancesOf.js';
import { type PaperState, withAccount } from './state.js';

/** The balances of the virtual account; `raw` tells what stands behind those that are margin. */
export const account = {
  accounts: (_params, api) => readBalances(api),
  assets: (_params, api) => readBalances(api),
} satisfies Methods<PaperKeys, PaperState>;

function readBalances(api: Api<PaperKeys, PaperState>): Promise<Answer<Balance[]>> {
  return withAccount(api, (account) => {
    const reports = marginReportsOf(account);
    return { data: balancesOf(account), ...(reports.length > 0 && { raw: reports }) };
  });
}
