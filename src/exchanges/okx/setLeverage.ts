import { ExchangeError } from '../../adapter/ExchangeError.js';
import { parseReply } from '../../adapter/rows.js';
import { type WriteOutcome, writeOnce } from '../../adapter/writeOnce.js';
import { NetworkError } from '../../http/NetworkError.js';
import type { Reply } from '../../http/Reply.js';
import { compareDecimals } from '../../protocol/decimal.js';
import { cutLong } from '../../protocol/oneLine.js';
import type { OkxApi } from './OkxApi.js';
import { leverageReply } from './replies.js';
import type { AccountMode } from './withAccountMode.js';

interface Target {
  mgnMode: 'cross' | 'isolated';
  posSide?: 'long' | 'short';
}

/**
 * Sets an instrument's leverage for both kinds of margin; in hedge mode isolated margin has one for each side. A
 * portfolio margin account (mode 4) has isolated margin only.
 *
 * @param lever a decimal string such as 10.
 * @throws ExchangeError when OKX refuses one of them; it says which are set.
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
  for (const [index, target] of targets.entries()) {
    replies.push(
      await setOne(api, { instId, lever, ...target }).catch((error: unknown) => {
        throw index === 0
          ? error
          : afterwards(error, `${targets[0]?.mgnMode} leverage is ${lever} now, but not all of it`);
      }),
    );
  }
  return replies;
}

function setOne(api: OkxApi, body: Target & { instId: string; lever: string }): Promise<Reply> {
  return writeOnce(api, {
    subject: `${body.mgnMode} leverage of ${body.instId}`,
    advice: 'set it again',
    expires: false,
    async send({ within }) {
      const reply = await api.signedPost('/api/v5/account/set-leverage', body, { within });
      parseReply(leverageReply, reply);
      return reply;
    },
    find: () => findLeverage(api, body),
  });
}

/** An error that comes after a part was done. */
function afterwards(error: unknown, done: string): unknown {
  if (error instanceof ExchangeError) {
    const { code, hint, outcome } = error;
    return new ExchangeError({
      code,
      hint,
      outcome,
      message: `${cutLong(error.message.trim(), 400)}; ${done}`,
    });
  }
  if (error instanceof NetworkError) {
    return new NetworkError(`${cutLong(error.message.trim(), 400)}; ${done}`, {
      outcome: error.outcome,
      cause: error,
    });
  }
  return error;
}

async function findLeverage(
  api: OkxApi,
  { instId, lever, mgnMode, posSide: side }: Target & { instId: string; lever: string },
): Promise<WriteOutcome<Reply>> {
  const reply = await api.signedGet('/api/v5/account/leverage-info', { instId, mgnMode });
  const row = parseReply(leverageReply, reply).data.find(
    ({ posSide }) => side === undefined || posSide === side,
  );
  return row && compareDecimals(row.lever, lever) === 0 ? { state: 'done', value: reply } : { state: 'none' };
}
