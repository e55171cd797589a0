import { restate } from '../../adapter/ExchangeError.js';
import { rawOf } from '../../adapter/readPages.js';
import { parseReply } from '../../adapter/rows.js';
import { nameRows, selectContracts } from '../../adapter/selection.js';
import { type WriteOutcome, writeOnce } from '../../adapter/writeOnce.js';
import type { Reply } from '../../http/Reply.js';
import { compareDecimals } from '../../protocol/decimal.js';
import { cutLong } from '../../protocol/oneLine.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import { say } from '../../wording/say.js';
import { refuseSpotMode, withAccountMode } from './account.js';
import { instrumentOf, typeOfId } from './instruments.js';
import { parsePosition } from './parse.js';
import { leverageReply, type PositionRow, positionsReply } from './replies.js';
import type { AccountMode, OkxApi, OkxMethods } from './state.js';

/** Futures positions. @see https://www.okx.com/docs-v5/en/#trading-account-rest-api-get-positions */
export const positions = {
  async positions({ symbol }, api) {
    const selection = await selectContracts(api, symbol);
    const instId = selection.instrument?.id;
    const instType = selection.range && selection.lists[0];
    const { rows, reply } = await readPositions(api, { instId, instType });
    const named = await nameRows(api, selection, rows, instrumentOf);
    return { data: named.flatMap(({ row, symbol }) => parsePosition(row, symbol) ?? []), raw: reply.raw };
  },

  async setmarginlevel({ symbol, margin_level: lever }, api) {
    const { row, name } = await api.state.instruments.contract(api, symbol);
    if (row.lever !== '' && compareDecimals(lever, row.lever) > 0) {
      throw new ProtocolError(
        say('margin_level {level} is above the highest leverage {most} of {name}', {
          level: lever,
          most: row.lever,
          name,
        }),
      );
    }
    return withAccountMode(api, async (mode) => {
      if (mode.level === '1') throw refuseSpotMode(api);
      const replies = await setLeverage(api, row.instId, lever, mode);
      return { data: true as const, raw: rawOf(replies) };
    });
  },
} satisfies OkxMethods;

/** The futures positions of an instrument, a type, or all. */
export async function readPositions(
  api: OkxApi,
  query: { instId?: string | undefined; instType?: string | undefined },
): Promise<{ rows: PositionRow[]; reply: Reply }> {
  const reply = await api.signedGet('/api/v5/account/positions', query);
  const rows = parseReply(positionsReply, reply).data;
  const typeOf = (row: PositionRow) => row.instType || typeOfId(row.instId);
  return { rows: rows.filter((row) => typeOf(row) === 'SWAP' || typeOf(row) === 'FUTURES'), reply };
}

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
async function setLeverage(
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
        throw index === 0 ? error : afterwards(error, targets[0]?.mgnMode ?? target.mgnMode, lever);
      }),
    );
  }
  return replies;
}

function setOne(api: OkxApi, body: Target & { instId: string; lever: string }): Promise<Reply> {
  return writeOnce(api, {
    subject: say('{margin} leverage of {id}', { margin: say(body.mgnMode), id: body.instId }),
    advice: say('set it again'),
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
function afterwards(error: unknown, first: Target['mgnMode'], level: string): unknown {
  return restate(error, {
    message: (text) =>
      say('{text}; {margin} leverage is {level} now, but not all of it', {
        text: cutLong(text.trim(), 400),
        margin: say(first),
        level,
      }),
  });
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
