import type { Reply } from '../../http/Reply.js';
import type { Balance } from '../../protocol/structures.js';
import { requireAnswer } from './answers.js';
import type { CcxtMethods } from './CcxtApi.js';
import type { CcxtExchange } from './instance/ccxtTypes.js';
import { type Asking, method } from './method.js';
import { type BalanceRow, balanceRow, parseBalances, requireCurrencies } from './parse/balances.js';
import { parseRow } from './parse/fields.js';
import { factsOf } from './venues.js';

/** Balances of the account that ccxt takes for the usual one, unless the keys say `type=`. */
export const account = {
  accounts: method('accounts', (_params, asking) => readBalances(asking)),
  assets: method('assets', (_params, asking) => readBalances(asking)),
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

async function readBalances(asking: Asking): Promise<{ data: Balance[]; replies: readonly Reply[] }> {
  const { value: pages, replies } = await asking.ask(readPages);
  requireCurrencies(replies);
  const data = pages.flatMap(parseBalances);
  if (data.length === 0) requireAnswer(replies);
  return { data, replies };
}
