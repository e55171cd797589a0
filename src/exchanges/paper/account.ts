import type { Api } from '../../exchange/Api.js';
import type { Answer, Methods } from '../../exchange/defineExchange.js';
import type { Balance } from '../../protocol/data.js';
import type { PaperKeys } from './credentials.js';
import type { PaperState } from './state.js';

/** The balances of the virtual account. */
export const account = {
  accounts: (_params, api) => readBalances(api),
  assets: (_params, api) => readBalances(api),
} satisfies Methods<PaperKeys, PaperState>;

async function readBalances({ keys, state }: Api<PaperKeys, PaperState>): Promise<Answer<Balance[]>> {
  return { data: state.account(keys.account, state.now()).ledger.list() };
}
