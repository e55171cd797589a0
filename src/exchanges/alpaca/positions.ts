import { parseReply } from '../../adapter/rows.js';
import { nameRows, selectInstruments } from '../../adapter/selection.js';
import type { Reply } from '../../http/Reply.js';
import { instrumentOf } from './instruments.js';
import { parsePosition } from './parse.js';
import { type PositionRow, positionsReply } from './replies.js';
import type { AlpacaApi, AlpacaMethods } from './state.js';

/** Positions in stocks; coins, which are never borrowed, are among the balances alone. @see https://docs.alpaca.markets/reference/getallopenpositions-1 */
export const positions = {
  async positions({ symbol }, api) {
    const selection = await selectInstruments(api, symbol);
    const { rows, reply } = await readPositions(api);
    const stocks = rows.filter((row) => row.asset_class === 'us_equity');
    const named = await nameRows(api, selection, stocks, instrumentOf);
    return { data: named.flatMap(({ row, symbol }) => parsePosition(row, symbol) ?? []), raw: reply.raw };
  },
} satisfies AlpacaMethods;

/** All positions, which come in one answer. */
export async function readPositions(api: AlpacaApi): Promise<{ rows: PositionRow[]; reply: Reply }> {
  const reply = await api.signedGet('/v2/positions');
  return { rows: parseReply(positionsReply, reply), reply };
}
