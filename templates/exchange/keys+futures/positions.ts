import { parseReply } from 'fmzproto';
import type { __Exchange__Methods } from './__Exchange__Api.ts';
import { contracts, nativeOf } from './instruments.ts';
import { parsePosition } from './parse.ts';
import { readRows } from './readRows.ts';
import { positionsReply } from './replies.ts';
import { setLeverage } from './setLeverage.ts';

/** Futures positions, and their leverage. */
export const positions = {
  async positions({ symbol }, api) {
    const { rows, raw } = await readRows(api, { symbol, lists: contracts }, async (native) => {
      // FILL IN: path of the positions.
      const reply = await api.__signedRead__('/api/v1/positions', { ...native });
      return { rows: parseReply(positionsReply, reply).data, replies: [reply] };
    });
    return { data: rows.flatMap(({ row, symbol }) => parsePosition(row, symbol) ?? []), raw };
  },

  async setmarginlevel({ symbol, margin_level: leverage }, api) {
    const contract = await api.state.instruments.contract(api, symbol);
    const reply = await setLeverage(api, nativeOf(contract), leverage);
    return { data: true as const, raw: reply.raw };
  },
} satisfies __Exchange__Methods;
