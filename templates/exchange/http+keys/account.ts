import { type Answer, type Balance, parseReply } from 'fmzproto';
import { parseBalance } from './parse.ts';
import { balancesReply } from './replies.ts';
import type { __Exchange__Api, __Exchange__Methods } from './state.ts';

/** The account that trades. Where assets lie in several accounts, `assets` may read others than `accounts`. */
export const account = {
  accounts: (_params, api) => readBalances(api),
  assets: (_params, api) => readBalances(api),
} satisfies __Exchange__Methods;

async function readBalances(api: __Exchange__Api): Promise<Answer<Balance[]>> {
  // FILL IN: path of the balances.
  const reply = await api.__signedRead__('/api/v1/balances', {});
  return { data: parseReply(balancesReply, reply).data.map(parseBalance), raw: reply.raw };
}
