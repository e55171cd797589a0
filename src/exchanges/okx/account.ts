import type { Answer } from '../../adapter/Api.js';
import { parseReply } from '../../adapter/rows.js';
import type { Balance } from '../../protocol/structures.js';
import type { OkxApi, OkxMethods } from './OkxApi.js';
import { parseBalance } from './parse.js';
import { balanceReply } from './replies.js';

/** The trading account. @see https://www.okx.com/docs-v5/en/#trading-account-rest-api-get-balance */
export const account = {
  accounts: (_params, api) => readBalances(api),
  assets: (_params, api) => readBalances(api),
} satisfies OkxMethods;

async function readBalances(api: OkxApi): Promise<Answer<Balance[]>> {
  const reply = await api.signedGet('/api/v5/account/balance');
  const rows = parseReply(balanceReply, reply).data;
  return { data: rows.flatMap((row) => row.details.map(parseBalance)), raw: reply.raw };
}
