import type { Answer } from '../../adapter/Api.js';
import type { Balance } from '../../protocol/structures.js';
import type { CcxtApi, CcxtMethods } from './CcxtApi.js';
import { ask } from './call/ask.js';
import { requireAnswer } from './call/requireAnswer.js';
import { requireMethod } from './call/requireMethod.js';
import type { CcxtExchange } from './instance/CcxtExchange.js';
import { parseBalances } from './parse/parseBalances.js';
import { rawAnswer } from './parse/rawAnswer.js';
import { requireCurrencies } from './parse/requireCurrencies.js';
import { quirksOf } from './quirks/quirksOf.js';
import { type BalanceRow, balanceRow } from './rows/balanceRow.js';
import { parseRow } from './rows/parseRow.js';

/** Balances of the account that ccxt takes for the usual one, unless the keys say `type=`. */
export const account = {
  accounts: (_params, api) => readBalances(api, 'accounts'),
  assets: (_params, api) => readBalances(api, 'assets'),
} satisfies CcxtMethods;

/** All pages, where there are several: a currency is on one of them. */
async function readPages(exchange: CcxtExchange): Promise<BalanceRow[]> {
  const { nextPage } = quirksOf(exchange.id);
  const pages: BalanceRow[] = [];
  for (let params: object | undefined = {}; params; ) {
    const page: BalanceRow = parseRow(balanceRow, await exchange.fetchBalance(params));
    pages.push(page);
    params = nextPage?.(Object(page.info));
  }
  return pages;
}

async function readBalances(api: CcxtApi, method: 'accounts' | 'assets'): Promise<Answer<Balance[]>> {
  await requireMethod(api, method);
  const { value: pages, replies } = await ask(api, { method, keyed: true }, readPages);
  requireCurrencies(replies);
  const data = pages.flatMap(parseBalances);
  if (data.length === 0) requireAnswer(replies);
  return { data, raw: rawAnswer(replies) };
}
