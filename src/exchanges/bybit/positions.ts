import { joinPages, type Pages, rawOf } from '../../adapter/readPages.js';
import { nameRows, selectContracts } from '../../adapter/selection.js';
import { type WriteOutcome, writeOnce } from '../../adapter/writeOnce.js';
import type { Reply } from '../../http/Reply.js';
import { compareDecimals } from '../../protocol/decimal.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import { say } from '../../wording/say.js';
import { type Category, type InstrumentQuery, instrumentOf, queriesOf, readList } from './instruments.js';
import { parsePosition } from './parse.js';
import { type PositionRow, positionsReply } from './replies.js';
import type { BybitApi, BybitMethods } from './state.js';

/** Futures positions. @see https://bybit-exchange.github.io/docs/v5/position */
export const positions = {
  async positions({ symbol }, api) {
    const selection = await selectContracts(api, symbol);
    const queries = (await queriesOf(api, selection)).filter(({ category }) => category !== 'spot');
    const { rows, replies } = joinPages(await Promise.all(queries.map((query) => readPositions(api, query))));
    const named = await nameRows(api, selection, rows, instrumentOf);
    return {
      data: named.flatMap(({ row, symbol }) => parsePosition(row, symbol) ?? []),
      raw: rawOf(replies),
    };
  },

  async setmarginlevel({ symbol, margin_level: leverage }, api) {
    const { list: category, id, row, name } = await api.state.instruments.contract(api, symbol);
    const highest = row.leverageFilter?.maxLeverage ?? '';
    if (highest !== '' && compareDecimals(leverage, highest) > 0) {
      throw new ProtocolError(
        say('margin_level {level} is above the highest leverage {most} of {name}', {
          level: leverage,
          most: highest,
          name,
        }),
      );
    }
    const reply = await setLeverage(api, { category, symbol: id }, leverage);
    return { data: true as const, raw: reply.raw };
  },
} satisfies BybitMethods;

const PAGE = 200;

/** All positions of a query; those of one contract come empty as well. */
export async function readPositions(
  api: BybitApi,
  query: InstrumentQuery,
): Promise<Pages<PositionRow & { category: Category }>> {
  const list = {
    name: say('positions'),
    keyOf: ({ symbol, positionIdx }: PositionRow) => `${symbol} ${positionIdx}`,
    // A contract has one position, or in hedge mode one for each side.
    enough: (rows: readonly PositionRow[]) =>
      query.symbol !== undefined && (rows.length > 1 || rows.some(({ positionIdx }) => positionIdx === 0)),
  };
  const { rows, replies } = await readList(positionsReply, list, (cursor) =>
    api.signedGet('/v5/position/list', { ...query, limit: PAGE, cursor }),
  );
  return { rows: rows.map((row) => ({ ...row, category: query.category })), replies };
}

/**
 * Sets the leverage of a contract, sent once: that of both sides, which have one each in hedge mode.
 *
 * @param leverage a decimal string such as 10.
 * @throws as {@link writeOnce} does.
 * @see https://bybit-exchange.github.io/docs/v5/position/leverage
 */
function setLeverage(
  api: BybitApi,
  contract: { category: Category; symbol: string },
  leverage: string,
): Promise<Reply> {
  return writeOnce(api, {
    subject: say('leverage {level} of {name}', { level: leverage, name: contract.symbol }),
    advice: say('set it again'),
    expires: true,
    send(limits) {
      const body = { ...contract, buyLeverage: leverage, sellLeverage: leverage };
      return api.signedPost('/v5/position/set-leverage', body, limits);
    },
    find: () => findLeverage(api, contract, leverage),
  });
}

async function findLeverage(
  api: BybitApi,
  contract: { category: Category; symbol: string },
  leverage: string,
): Promise<WriteOutcome<Reply>> {
  const { rows, replies } = await readPositions(api, contract);
  const set = rows.every((row) => row.leverage !== '' && compareDecimals(row.leverage, leverage) === 0);
  const [reply] = replies;
  return reply && rows.length > 0 && set ? { state: 'done', value: reply } : { state: 'none' };
}
