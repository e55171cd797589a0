import { type Answer, type Balance, createClientOrderId, parseFields, untilTotal } from 'fmzproto';
import { parseBalance } from './parse.ts';
import { balanceRow } from './replies.ts';
import type { __Exchange__Api, __Exchange__Methods } from './state.ts';
import { balanceTags, tag } from './tags.ts';

// FILL IN: whether the venue tells balances over FIX; many do not. Then delete this file and its lines in index.ts.
export const account = {
  accounts: (_params, api) => readBalances(api),
  assets: (_params, api) => readBalances(api),
} satisfies __Exchange__Methods;

async function readBalances(api: __Exchange__Api): Promise<Answer<Balance[]>> {
  const reply = await api.fix.ask({
    type: 'BB',
    fields: [[tag.CollInquiryID, createClientOrderId()]],
    isComplete: untilTotal(tag.TotNumReports),
  });
  const rows = reply.messages.map((message) => parseFields(balanceRow, message, balanceTags));
  return { data: rows.map(parseBalance), raw: reply.raw };
}
