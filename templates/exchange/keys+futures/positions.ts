import { parseReply } from 'fmzproto';
import type { __Exchange__Methods } from './__Exchange__Api.ts';
import { nameOf, selectRows } from './instruments.ts';
import { parsePosition } from './parse.ts';
import { positionsReply } from './replies.ts';
import { setLeverage } from './setLeverage.ts';

/** Futures positions, and their leverage. */
export const positions = {
  async positions({ symbol }, api) {
    // FILL IN: path of the positions.
    const reply = await api.__signedRead__('/api/v1/positions', { symbol: await nameOf(api, symbol) });
    const rows = await selectRows(api, parseReply(positionsReply, reply).data, symbol);
    return { data: rows.flatMap((named) => parsePosition(named.row, named.symbol) ?? []), raw: reply.raw };
  },

  async setmarginlevel({ symbol, margin_level: leverage }, api) {
    const { id } = await api.state.instruments.contract(api, symbol);
    const reply = await setLeverage(api, id, leverage);
    return { data: true as const, raw: reply.raw };
  },
} satisfies __Exchange__Methods;
