import {
  compareDecimals,
  type FmzSymbol,
  ProtocolError,
  parseReply,
  type Reply,
  type Trace,
  writeOnce,
} from 'fmzproto';
import type { __Exchange__Api, __Exchange__Methods } from './__Exchange__Api.ts';
import { nameOf, selectRows } from './instruments.ts';
import { parsePosition } from './parse.ts';
import { leverageReply, positionsReply } from './replies.ts';

/** Futures positions, and their leverage. */
export const positions = {
  async positions({ symbol }, api) {
    // FILL IN: path of the positions.
    const reply = await api.__signedRead__('/api/v1/positions', { symbol: await nameOf(api, symbol) });
    const rows = await selectRows(api, parseReply(positionsReply, reply).data, symbol);
    return { data: rows.flatMap((named) => parsePosition(named.row, named.symbol) ?? []), raw: reply.raw };
  },

  async setmarginlevel({ symbol, margin_level: leverage }, api) {
    requireContract(symbol);
    const { id } = await api.state.instruments.find(api, symbol);
    const reply = await setLeverage(api, id, leverage);
    return { data: true as const, raw: reply.raw };
  },
} satisfies __Exchange__Methods;

function requireContract({ contract, name }: FmzSymbol): void {
  if (contract === undefined)
    throw new ProtocolError(`${name} is a spot symbol: name a contract, like ${name}.swap`);
}

/** Sets the leverage, sent once. Where no usable answer comes, it is read back. */
function setLeverage(api: __Exchange__Api, symbol: string, leverage: string): Promise<Reply> {
  return writeOnce(api, {
    subject: `leverage of ${symbol}`,
    advice: 'set it again',
    expires: false,
    async send({ within }) {
      // FILL IN: path of setting the leverage, and below of reading it.
      // #if queryWrites
      const reply = await api.request({
        method: 'POST',
        path: '/api/v1/leverage',
        query: { symbol, leverage },
        signed: true,
        within,
      });
      // #else
      const reply = await api.signedPost('/api/v1/leverage', { symbol, leverage }, { within });
      // #end
      parseReply(leverageReply, reply);
      return reply;
    },
    async find(): Promise<Trace<Reply>> {
      const reply = await api.__signedRead__('/api/v1/leverage-info', { symbol });
      const set = parseReply(leverageReply, reply).data.leverage;
      return set !== '' && compareDecimals(set, leverage) === 0
        ? { state: 'done', value: reply }
        : { state: 'none' };
    },
  });
}
