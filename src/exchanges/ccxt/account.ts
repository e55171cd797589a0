import type { Answer } from '../../exchange/defineExchange.js';
import type { Balance } from '../../protocol/data.js';
import { ask, need } from './ask.js';
import type { CcxtApi, CcxtMethods } from './CcxtApi.js';
import { parseBalances } from './parse.js';
import { rawOf } from './rawOf.js';
import { balanceRow, parseRow } from './replies.js';
import { requireAnswer } from './requireAnswer.js';

/** Balances of the account that ccxt takes for the usual one, unless the keys say `type=`. */
export const account = {
  accounts: (_params, api) => readBalances(api, 'accounts'),
  assets: (_params, api) => readBalances(api, 'assets'),
} satisfies CcxtMethods;

async function readBalances(api: CcxtApi, method: 'accounts' | 'assets'): Promise<Answer<Balance[]>> {
  await need(api, method);
  const { value, replies } = await ask(api, { method, keyed: true }, (exchange) => exchange.fetchBalance());
  const data = parseBalances(parseRow(balanceRow, value));
  if (data.length === 0) requireAnswer(replies);
  return { data, raw: rawOf(replies) };
}
