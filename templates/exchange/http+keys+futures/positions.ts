import {
  compareDecimals,
  nameRows,
  parseReply,
  type Reply,
  rawOf,
  readLists,
  selectContracts,
  type WriteOutcome,
  writeOnce,
} from 'fmzproto';
import { contracts, instrumentOf, type Native, nativeOf } from './instruments.ts';
import { parsePosition } from './parse.ts';
import { leverageReply, positionsReply } from './replies.ts';
import type { __Exchange__Api, __Exchange__Methods } from './state.ts';

/** Futures positions, and their leverage. */
export const positions = {
  async positions({ symbol }, api) {
    const selection = await selectContracts(api, symbol);
    const { rows, replies } = await readLists(contracts, async (list) => {
      // FILL IN: path of the positions.
      const native = nativeOf({ list, id: selection.instrument?.id });
      const reply = await api.__signedRead__('/api/v1/positions', { ...native });
      return { rows: parseReply(positionsReply, reply).data, replies: [reply] };
    });
    const named = await nameRows(api, selection, rows, instrumentOf);
    return { data: named.flatMap(({ row, symbol }) => parsePosition(row, symbol) ?? []), raw: rawOf(replies) };
  },

  async setmarginlevel({ symbol, margin_level: leverage }, api) {
    const contract = await api.state.instruments.contract(api, symbol);
    const reply = await setLeverage(api, nativeOf(contract), leverage);
    return { data: true as const, raw: reply.raw };
  },
} satisfies __Exchange__Methods;

/** Sets the leverage, sent once. Where no usable answer comes, it is read back. */
function setLeverage(api: __Exchange__Api, native: Native, leverage: string): Promise<Reply> {
  return writeOnce(api, {
    subject: `leverage of ${native.symbol}`,
    advice: 'set it again',
    expires: false,
    async send({ within }) {
      // FILL IN: path of setting the leverage, and below of reading it.
      // #if queryWrites
      const reply = await api.request({
        method: 'POST',
        path: '/api/v1/leverage',
        query: { ...native, leverage },
        signed: true,
        within,
      });
      // #else
      const reply = await api.signedPost('/api/v1/leverage', { ...native, leverage }, { within });
      // #end
      parseReply(leverageReply, reply);
      return reply;
    },
    async find(): Promise<WriteOutcome<Reply>> {
      const reply = await api.__signedRead__('/api/v1/leverage-info', { ...native });
      const set = parseReply(leverageReply, reply).data.leverage;
      return set !== '' && compareDecimals(set, leverage) === 0
        ? { state: 'done', value: reply }
        : { state: 'none' };
    },
  });
}
