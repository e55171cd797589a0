import { rawOf } from '../../adapter/readPages.js';
import { compareDecimals } from '../../protocol/decimal.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import type { BybitMethods } from './BybitApi.js';
import { parsePosition } from './parse.js';
import { readPositions } from './readPositions.js';
import { selectInstruments } from './selectInstruments.js';
import { setLeverage } from './setLeverage.js';

/** Futures positions. @see https://bybit-exchange.github.io/docs/v5/position */
export const positions = {
  async positions({ symbol }, api) {
    if (symbol !== undefined && !('range' in symbol)) await api.state.instruments.contract(api, symbol);
    const { queries, holds, name } = await selectInstruments(api, symbol);
    const pages = await Promise.all(
      queries
        .filter(({ category }) => category !== 'spot')
        .map(async (query) => ({ category: query.category, ...(await readPositions(api, query)) })),
    );
    const nameOf = await api.state.instruments.namer(
      api,
      pages.map(({ category }) => category),
    );
    const data = pages.flatMap(({ category, rows }) =>
      rows.filter(holds).flatMap((row) => parsePosition(row, name ?? nameOf(row.symbol, category)) ?? []),
    );
    return { data, raw: rawOf(pages.flatMap(({ replies }) => replies)) };
  },

  async setmarginlevel({ symbol, margin_level: leverage }, api) {
    const { list: category, id, row, name } = await api.state.instruments.contract(api, symbol);
    const highest = row.leverageFilter?.maxLeverage ?? '';
    if (highest !== '' && compareDecimals(leverage, highest) > 0) {
      throw new ProtocolError(`margin_level ${leverage} is above the highest leverage ${highest} of ${name}`);
    }
    const reply = await setLeverage(api, { category, symbol: id }, leverage);
    return { data: true as const, raw: reply.raw };
  },
} satisfies BybitMethods;
