import {
  createClientOrderId,
  formatUtc,
  nameRows,
  parseFields,
  selectContracts,
  untilTotal,
} from 'fmzproto';
import { instrumentOf, products } from './instruments.ts';
import { parsePosition } from './parse.ts';
import { positionRow } from './replies.ts';
import type { __Exchange__Methods } from './state.ts';
import { positionTags, tag } from './tags.ts';

/** Positions. What opens and closes one is in toOrderRequest.ts. */
export const positions = {
  async positions({ symbol }, api) {
    const selection = await selectContracts(api, symbol);
    // FILL IN: what the request holds besides, and how the venue says that there are none: 727=0 here.
    const reply = await api.fix.ask({
      type: 'AN',
      fields: [
        [tag.PosReqID, createClientOrderId()],
        [tag.PosReqType, '0'],
        [tag.TransactTime, formatUtc(api.now())],
      ],
      isComplete: untilTotal(tag.TotalNumPosReports),
    });
    const [list] = products;
    const rows = reply.messages
      .filter((message) => message.get(tag.TotalNumPosReports) !== '0')
      .map((message) => ({ ...parseFields(positionRow, message, positionTags), list }));
    const named = await nameRows(api, selection, rows, instrumentOf);
    return {
      data: named.flatMap(({ row, symbol }) => parsePosition(row, symbol) ?? []),
      raw: reply.raw,
    };
  },
} satisfies __Exchange__Methods;
