import { compareDecimals, toNumber } from '../../protocol/decimal.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import { ask, need } from './ask.js';
import type { CcxtApi, CcxtMethods } from './CcxtApi.js';
import type { CcxtExchange } from './CcxtExchange.js';
import type { CcxtInstrument } from './instruments.js';
import { bySymbol, findInstrument, namesOf } from './names.js';
import { overKinds } from './overKinds.js';
import { parsePosition } from './parse.js';
import { rawOf } from './rawOf.js';
import { type PositionRow, parseRow, positionRows } from './replies.js';
import { requireAnswer } from './requireAnswer.js';
import { type Selection, selectOrders } from './selectOrders.js';
import { setLeverage } from './setLeverage.js';
import { splitLists } from './splitLists.js';

/** Futures positions. @see https://docs.ccxt.com/#/?id=positions */
export const positions = {
  async positions({ symbol }, api) {
    await need(api, 'positions');
    const selection = await selectOrders(api, 'positions', symbol);
    const { value, replies } = await ask(api, { method: 'positions', keyed: true }, async (exchange) => {
      if (selection.instrument) requireContract(selection.instrument);
      return readPositions(api, exchange, selection);
    });
    if (value.length === 0) requireAnswer(replies);
    const known = bySymbol(selection.list);
    const nameOf = namesOf(selection.list, api.now());
    const data = value.flatMap((row) => {
      const instrument = known.get(row.symbol ?? '');
      const name = nameOf.get(row.symbol ?? '');
      if (!instrument || name === undefined || !selection.holds(instrument)) return [];
      requireSize(row, name);
      return parsePosition(row, name) ?? [];
    });
    return { data, raw: rawOf(replies) };
  },

  async setmarginlevel({ symbol, margin_level: level }, api) {
    await need(api, 'setmarginlevel');
    const instrument = await findInstrument(api, 'setmarginlevel', symbol);
    requireContract(instrument);
    const most = instrument.row.limits?.leverage?.max;
    if (most !== undefined && compareDecimals(level, most) > 0) {
      throw new ProtocolError(
        `margin_level ${level} is above the highest leverage ${most} of ${symbol.name}`,
      );
    }
    const replies = await setLeverage(api, instrument, `leverage of ${symbol.name}`, level);
    return { data: true as const, raw: rawOf(replies) };
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
  throw new ProtocolError(`ccxt does not tell how large the position of ${name} is: ask with IO`);
}

async function readPositions(
  api: CcxtApi,
  exchange: CcxtExchange,
  { instrument, list, kinds }: Selection,
): Promise<PositionRow[]> {
  if (instrument) return parseRow(positionRows, await exchange.fetchPositions([instrument.row.symbol]));
  return overKinds(
    api.state.trips,
    {
      instruments: list.byId.values(),
      kinds: kinds.filter((kind) => kind !== 'spot'),
      split: splitLists(exchange.id, 'fetchPositions'),
      complete: true,
    },
    async (params) => parseRow(positionRows, await exchange.fetchPositions(undefined, params)),
  );
}
