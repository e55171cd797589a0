import { parseReply } from '../../adapter/rows.js';
import type { Reply } from '../../http/Reply.js';
import { typeOfId } from './instruments.js';
import type { OkxApi } from './OkxApi.js';
import { type PositionRow, positionsReply } from './replies.js';

/** The futures positions of an instrument, a type, or all. */
export async function readPositions(
  api: OkxApi,
  query: { instId?: string; instType?: string | undefined },
): Promise<{ rows: PositionRow[]; reply: Reply }> {
  const reply = await api.signedGet('/api/v5/account/positions', query);
  const rows = parseReply(positionsReply, reply).data;
  const typeOf = (row: PositionRow) => row.instType || typeOfId(row.instId);
  return { rows: rows.filter((row) => typeOf(row) === 'SWAP' || typeOf(row) === 'FUTURES'), reply };
}
