import { rawOf } from '../../adapter/readPages.js';
import { compareDecimals } from '../../protocol/decimal.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import { createNamer, typeOfRange } from './instruments.js';
import type { OkxMethods } from './OkxApi.js';
import { parsePosition } from './parse.js';
import { readPositions } from './readPositions.js';
import { setLeverage } from './setLeverage.js';
import { refuseSpotMode, withAccountMode } from './withAccountMode.js';

/** Futures positions. @see https://www.okx.com/docs-v5/en/#trading-account-rest-api-get-positions */
export const positions = {
  async positions({ symbol }, api) {
    if (symbol !== undefined && !('range' in symbol)) {
      const { id: instId, name } = await api.state.instruments.contract(api, symbol);
      const { rows, reply } = await readPositions(api, { instId });
      return { data: rows.flatMap((row) => parsePosition(row, name) ?? []), raw: reply.raw };
    }
    const instType = symbol && typeOfRange(symbol);
    const { rows, reply } = await readPositions(api, { instType });
    const holds = symbol && (await api.state.instruments.rangeFilter(api, symbol));
    const chosen = holds ? rows.filter((row) => holds(row.instId)) : rows;
    const nameOf = await createNamer(
      api,
      chosen.map((row) => row.instId),
    );
    return { data: chosen.flatMap((row) => parsePosition(row, nameOf(row.instId)) ?? []), raw: reply.raw };
  },

  async setmarginlevel({ symbol, margin_level: lever }, api) {
    const { row, name } = await api.state.instruments.contract(api, symbol);
    if (row.lever !== '' && compareDecimals(lever, row.lever) > 0) {
      throw new ProtocolError(`margin_level ${lever} is above the highest leverage ${row.lever} of ${name}`);
    }
    return withAccountMode(api, async (mode) => {
      if (mode.level === '1') throw refuseSpotMode(api);
      const replies = await setLeverage(api, row.instId, lever, mode);
      return { data: true as const, raw: rawOf(replies) };
    });
  },
} satisfies OkxMethods;
