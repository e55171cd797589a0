import type { Answer } from '../../adapter/Api.js';
import { parseReply } from '../../adapter/rows.js';
import type { Balance } from '../../protocol/structures.js';
import type { BybitApi, BybitMethods } from './BybitApi.js';
import { parseBalance } from './parse.js';
import { balanceReply } from './replies.js';

/** The unified trading account. @see https://bybit-exchange.github.io/docs/v5/account/wallet-balance */
export const account = {
  accounts: (_params, api) => readBalances(api),
  assets: (_params, api) => readBalances(api),
} satisfies BybitMethods;

async function readBalances(api: BybitApi): Promise<Answer<Balance[]>> {
  const reply = await api.signedGet('/v5/account/wallet-balance', { accountType: 'UNIFIED' });
  const accounts = parseReply(balanceReply, reply).result.list;
  return { data: accounts.flatMap(({ coin }) => coin.map(parseBalance)), raw: reply.raw };
}
