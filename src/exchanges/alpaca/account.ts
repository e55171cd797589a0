import type { Answer } from '../../adapter/Api.js';
import { rawOf } from '../../adapter/readPages.js';
import { parseReply } from '../../adapter/rows.js';
import type { Balance } from '../../protocol/structures.js';
import { instrumentOf } from './instruments.js';
import { parseBalance, parseCash } from './parse.js';
import { readPositions } from './positions.js';
import { accountReply, type PositionRow } from './replies.js';
import type { AlpacaApi, AlpacaMethods } from './state.js';

/** Dollars, shares and coins. @see https://docs.alpaca.markets/reference/getaccount-1 */
export const account = {
  accounts: (_params, api) => readBalances(api),
  assets: (_params, api) => readBalances(api),
} satisfies AlpacaMethods;

async function readBalances(api: AlpacaApi): Promise<Answer<Balance[]>> {
  const [reply, positions, currencyOf] = await Promise.all([
    api.signedGet('/v2/account'),
    readPositions(api),
    namer(api),
  ]);
  const cash = parseCash(parseReply(accountReply, reply));
  const held = positions.rows.flatMap((row) => parseBalance(row, currencyOf(row)) ?? []);
  return { data: [cash, ...held], raw: rawOf([reply, positions.reply]) };
}

/** Names what a position holds: where a stock and a coin have one name, as their symbols do, with the class. */
async function namer(api: AlpacaApi): Promise<(row: PositionRow) => string> {
  const { instruments } = api.state;
  const [stocks, coins] = await Promise.all([
    instruments.list(api, 'stock'),
    instruments.list(api, 'crypto'),
  ]);
  const names = new Set(['USD', ...[...coins.named.values()].map(({ base }) => base)]);
  return (row) => {
    const { list, id } = instrumentOf(row);
    const [name = id] = list === 'stock' ? [id] : id.split('/');
    const shared = list === 'stock' ? names.has(name) : stocks.named.has(name);
    return shared ? `${name}.${list}` : name;
  };
}
