import type { BybitApi } from './BybitApi.js';
import { type Pages, readPages } from './readPages.js';
import { type PositionRow, positionsReply } from './replies.js';
import type { InstrumentQuery } from './selectInstruments.js';

const PAGE = 200;

/** All positions of a query; those of one contract come empty as well. */
export function readPositions(api: BybitApi, query: InstrumentQuery): Promise<Pages<PositionRow>> {
  return readPages(positionsReply, PAGE, (cursor) =>
    api.signedGet('/v5/position/list', { ...query, limit: PAGE, cursor }),
  );
}
