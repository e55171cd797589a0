import { compareDecimals, parseReply, type Reply, type WriteOutcome, writeOnce } from 'fmzproto';
import type { __Exchange__Api } from './__Exchange__Api.ts';
import type { Native } from './instruments.ts';
import { leverageReply } from './replies.ts';

/** Sets the leverage, sent once. Where no usable answer comes, it is read back. */
export function setLeverage(api: __Exchange__Api, native: Native, leverage: string): Promise<Reply> {
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
