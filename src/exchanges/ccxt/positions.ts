import { compareDecimals, toNumber } from '../../protocol/decimal.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import type { CcxtMethods } from './CcxtApi.js';
import { ask } from './call/ask.js';
import { requireAnswer } from './call/requireAnswer.js';
import { requireMethod } from './call/requireMethod.js';
import type { CcxtInstrument } from './instruments.js';
import { parsePosition } from './parse/parsePosition.js';
import { rawAnswer } from './parse/rawAnswer.js';
import { bySymbol, namesBySymbol } from './reads/bySymbol.js';
import { findInstrument } from './reads/findInstrument.js';
import { readPositions } from './reads/readPositions.js';
import { selectInstruments } from './reads/selectInstruments.js';
import type { PositionRow } from './rows/positionRow.js';
import { setLeverage } from './writes/setLeverage.js';

/** Futures positions. @see https://docs.ccxt.com/#/?id=positions */
export const positions = {
  async positions({ symbol }, api) {
    await requireMethod(api, 'positions');
    const selection = await selectInstruments(api, 'positions', symbol);
    if (selection.instrument) requireContract(selection.instrument);
    const { value, replies } = await ask(api, { method: 'positions', keyed: true }, (exchange) =>
      readPositions(api, exchange, selection),
    );
    if (value.length === 0) requireAnswer(replies);
    const known = bySymbol(selection.list);
    const nameOf = namesBySymbol(selection.list, api.now());
    const data = value.flatMap((row) => {
      const instrument = known.get(row.symbol ?? '');
      const name = nameOf.get(row.symbol ?? '');
      if (!instrument || name === undefined) {
        api.warn('positions', `the position of ${row.symbol} is left out: FMZ has no word for that market`);
        return [];
      }
      if (!selection.holds(instrument)) return [];
      requireSize(row, name);
      return parsePosition(row, name) ?? [];
    });
    return { data, raw: rawAnswer(replies) };
  },

  async setmarginlevel({ symbol, margin_level: level }, api) {
    await requireMethod(api, 'setmarginlevel');
    const instrument = await findInstrument(api, 'setmarginlevel', symbol);
    requireContract(instrument);
    const most = instrument.row.limits?.leverage?.max;
    if (most !== undefined && compareDecimals(level, most) > 0) {
      throw new ProtocolError(
        `margin_level ${level} is above the highest leverage ${most} of ${symbol.name}`,
      );
    }
    const replies = await setLeverage(api, instrument, `leverage of ${symbol.name}`, level);
    return { data: true as const, raw: rawAnswer(replies) };
  },
} satisfies CcxtMethods;

function requireContract({ kind, row }: CcxtInstrument): void {
  if (kind !== 'spot') return;
  throw new ProtocolError(
    `${row.base}_${row.quote} is a spot symbol: name a contract, like ${row.base}_${row.quote}.swap`,
  );
}

/** A position without a size would pass for none. */
function requireSize({ contracts, entryPrice = '0' }: PositionRow, name: string): void {
  if (contracts !== undefined || toNumber(entryPrice) === 0) return;
  throw new ProtocolError(`ccxt does not say how large the position of ${name} is: ask with IO`);
}
