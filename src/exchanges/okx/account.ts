import type { Api } from '../../exchange/Api.js';
import type { Answer, Methods } from '../../exchange/defineExchange.js';
import { parseReply } from '../../exchange/parseReply.js';
import type { Balance } from '../../protocol/data.js';
import type { OkxKeys } from './credentials.js';
import { parseBalance } from './parse.js';
import { balanceReply } from './replies.js';
import type { OkxState } from './state.js';

/** The trading account. @see https://www.okx.com/docs-v5/en/#trading-account-rest-api-get-balance */
export const account = {
  accounts: (_params, api) => readBalances(api),
  assets: (_params, api) => readBalances(api),
} satisfies Methods<OkxKeys, OkxState>;

async function readBalances(api: Api<OkxKeys, OkxState>): Promise<Answer<Balance[]>> {
  const reply = await api.signedGet('/api/v5/account/balance');
  const rows = parseReply(balanceReply, reply).data;
  return { data: rows.flatMap((row) => row.details.map(parseBalance)), raw: reply.raw };
}
