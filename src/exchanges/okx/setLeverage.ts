import { parseReply } from '../../exchange/parseReply.js';
import { type Trace, writeOnce } from '../../exchange/writeOnce.js';
import type { Reply } from '../../http/Reply.js';
import { compareDecimals } from '../../protocol/decimal.js';
import type { OkxApi } from './OkxApi.js';
import type { AccountMode } from './readAccountMode.js';
import { leverageReply } from './replies.js';

interface Target {
  mgnMode: 'cross' | 'isolated';
  posSide?: 'long' | 'short';
}

/**
 * Sets an instrument's leverage for both kinds of margin; in hedge mode isolated margin has one for each side. A
 * portfolio margin account (mode 4) has isolated margin only.
 *
 * @param lever a decimal string such as 10.
 * @throws ExchangeError when OKX refuses one of them; those before it are set.
 * @see https://www.okx.com/docs-v5/en/#trading-account-rest-api-set-leverage
 */
export async function setLeverage(
  api: OkxApi,
  instId: string,
  lever: string,
  { level, hedge }: AccountMode,
): Promise<Reply[]> {
  const isolated: Target[] = hedge
    ? [
        { mgnMode: 'isolated', posSide: 'long' },
        { mgnMode: 'isolated', posSide: 'short' },
      ]
    : [{ mgnMode: 'isolated' }];
  const targets: Target[] = level === '4' ? isolated : [{ mgnMode: 'cross' }, ...isolated];
  const replies: Reply[] = [];
  for (const target of targets) {
    replies.push(
      await writeOnce(api, {
        subject: `${target.mgnMode} leverage of ${instId}`,
        expires: false,
        async send({ within }) {
          const reply = await api.signedPost(
            '/api/v5/account/set-leverage',
            { instId, lever, ...target },
            { within },
          );
          parseReply(leverageReply, reply);
          return reply;
        },
        find: () => findLeverage(api, instId, lever, target),
      }),
    );
  }
  return replies;
}

async function findLeverage(
  api: OkxApi,
  instId: string,
  lever: string,
  target: Target,
): Promise<Trace<Reply>> {
  const reply = await api.signedGet('/api/v5/account/leverage-info', { instId, mgnMode: target.mgnMode });
  const row = parseReply(leverageReply, reply).data.find(
    ({ posSide }) => target.posSide === undefined || posSide === target.posSide,
  );
  return row && compareDecimals(row.lever, lever) === 0 ? { state: 'done', value: reply } : { state: 'none' };
}
