import type { Pages } from '../../adapter/readPages.js';
import type { BybitApi } from './BybitApi.js';
import { readList } from './readList.js';
import { type PositionRow, positionsReply } from './replies.js';
import type { InstrumentQuery } from './selectInstruments.js';

const PAGE = 200;

/** All positions of a query; those of one contract come empty as well. */
export function readPositions(api: BybitApi, query: InstrumentQuery): Promise<Pages<PositionRow>> {
  const list = {
    name: 'positions',
    keyOf: ({ symbol, positionIdx }: PositionRow) => `${symbol} ${positionIdx}`,
    // A contract has one position, or in hedge mode one for each side.
    enough: (rows: readonly PositionRow[]) =>
      query.symbol !== undefined && (rows.length > 1 || rows.some(({ positionIdx }) => positionIdx === 0)),
  };
  return readList(positionsReply, list, (cursor) =>
    api.signedGet('/v5/position/list', { ...query, limit: PAGE, cursor }),
  );
}
