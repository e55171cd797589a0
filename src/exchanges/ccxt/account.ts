import type { Answer } from '../../adapter/Api.js';
import type { Balance } from '../../protocol/structures.js';
import { rawAnswer, requireAnswer } from './answers.js';
import { ask, requireMethod } from './ask.js';
import type { CcxtApi, CcxtMethods } from './CcxtApi.js';
import type { CcxtExchange } from './instance/ccxtTypes.js';
import { type BalanceRow, balanceRow, parseBalances, requireCurrencies } from './parse/balances.js';
import { parseRow } from './parse/fields.js';
import { factsOf } from './venues.js';

/** Balances of the account that ccxt takes for the usual one, unless the keys say `type=`. */
export const account = {
  accounts: (_params, api) => readBalances(api, 'accounts'),
  assets: (_params, api) => readBalances(api, 'assets'),
} satisfies CcxtMethods;

/** All pages, where there are several: a currency is on one of them. */
async function readPages(exchange: CcxtExchange): Promise<BalanceRow[]> {
  const { nextPage } = factsOf(exchange.id);
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
