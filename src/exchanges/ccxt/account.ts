import type { Answer } from '../../exchange/defineExchange.js';
import type { Balance } from '../../protocol/data.js';
import type { CcxtApi, CcxtMethods } from './CcxtApi.js';
import { ask } from './call/ask.js';
import { requireAnswer } from './call/requireAnswer.js';
import { requireMethod } from './call/requireMethod.js';
import { parseBalances } from './parse/parseBalances.js';
import { rawAnswer } from './parse/rawAnswer.js';
import { balanceRow } from './rows/balanceRow.js';
import { parseRow } from './rows/parseRow.js';

/** Balances of the account that ccxt takes for the usual one, unless the keys say `type=`. */
export const account = {
  accounts: (_params, api) => readBalances(api, 'accounts'),
  assets: (_params, api) => readBalances(api, 'assets'),
} satisfies CcxtMethods;

async function readBalances(api: CcxtApi, method: 'accounts' | 'assets'): Promise<Answer<Balance[]>> {
  await requireMethod(api, method);
  const { value, replies } = await ask(api, { method, keyed: true }, (exchange) => exchange.fetchBalance());
  const data = parseBalances(parseRow(balanceRow, value));
  if (data.length === 0) requireAnswer(replies);
  return { data, raw: rawAnswer(replies) };
}
