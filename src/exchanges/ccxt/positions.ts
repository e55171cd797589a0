import { symbolOf } from '../../adapter/Instrument.js';
import { compareDecimals, toNumber } from '../../protocol/decimal.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import { contractIn } from '../../protocol/spelling.js';
import type { Position } from '../../protocol/structures.js';
import { say } from '../../wording/say.js';
import { parseRow, requireAnswer } from './calls/answers.js';
import { type InstrumentScope, method } from './calls/MethodCall.js';
import { type PositionRow, positionRows, requireAllHeld } from './heldRows.js';
import type { CcxtExchange } from './instance/ccxtTypes.js';
import { bySymbol, type CcxtInstrument } from './instruments.js';
import { setLeverage } from './leverage.js';
import { listByMarketType, listOneByOne } from './listByMarketType.js';
import type { CcxtApi, CcxtMethods } from './state.js';
import { factsOf } from './venues.js';

/** Futures positions. @see https://docs.ccxt.com/#/?id=positions */
export const positions = {
  positions: method('positions', async ({ symbol }, call) => {
    const { api } = call;
    const scope = await call.scopeOf(symbol);
    if (scope.instrument) requireContract(scope.instrument);
    const { value, replies } = await call.run((exchange) => readPositions(api, exchange, scope));
    if (value.length === 0) requireAnswer(replies);
    const known = bySymbol(scope.list);
    const data = value.flatMap((row) => {
      const instrument = known.get(row.symbol ?? '');
      if (!instrument) {
        api.warn(
          'positions',
          say('the position of {symbol} is left out: FMZ has no word for that market', {
            symbol: String(row.symbol),
          }),
        );
        return [];
      }
      if (!scope.holds(instrument)) return [];
      const name = symbolOf(instrument, api.now());
      requireSize(row, name);
      return parsePosition(row, name) ?? [];
    });
    return { data, replies };
  }),

  setmarginlevel: method('setmarginlevel', async ({ symbol, margin_level: level }, call) => {
    const instrument = await call.find(symbol);
    requireContract(instrument);
    const most = instrument.row.limits?.leverage?.max;
    if (most !== undefined && compareDecimals(level, most) > 0) {
      throw new ProtocolError(
        say('margin_level {level} is above the highest leverage {most} of {name}', {
          level,
          most,
          name: symbol.name,
        }),
      );
    }
    const replies = await setLeverage(
      call,
      instrument,
      say('leverage of {symbol}', { symbol: symbol.name }),
      level,
    );
    return { data: true as const, replies };
  }),
} satisfies CcxtMethods;

function requireContract({ kind, row }: CcxtInstrument): void {
  if (kind !== 'spot') return;
  throw new ProtocolError(
    say('{name} is a spot symbol: name a contract, like {name}.swap', { name: `${row.base}_${row.quote}` }),
  );
}

/** A position without a size would pass for none. */
function requireSize({ contracts, entryPrice = '0' }: PositionRow, name: string): void {
  if (contracts !== undefined || toNumber(entryPrice) === 0) return;
  throw new ProtocolError(
    say('ccxt does not say how large the position of {name} is: ask with IO', { name }),
  );
}

/**
 * The positions of an instrument, or of all of the selected kinds.
 *
 * @throws ProtocolError where the exchange tells one that ccxt passes over.
 */
async function readPositions(
  api: CcxtApi,
  exchange: CcxtExchange,
  scope: InstrumentScope,
): Promise<PositionRow[]> {
  const { instrument, list, kinds } = scope;
  const read = async (wanted: InstrumentScope, ...asked: Parameters<CcxtExchange['fetchPositions']>) => {
    const { replies } = api.state.context.current();
    const before = replies.length;
    const rows = parseRow(positionRows, await exchange.fetchPositions(...asked));
    requireAllHeld(rows, replies.slice(before), wanted);
    return rows;
  };
  const readOne = (one: CcxtInstrument) =>
    read({ ...scope, instrument: one, holds: ({ id }) => id === one.id }, [one.row.symbol]);
  if (instrument) return readOne(instrument);
  const contracts = [...list.byId.values()].filter(({ kind }) => kind !== 'spot' && kinds.includes(kind));
  const options = {
    instruments: contracts,
    split: factsOf(exchange.id).lists?.fetchPositions,
    complete: true,
  };
  try {
    return await listByMarketType(api.state.context, options, (params) => read(scope, undefined, params));
  } catch (error) {
    return listOneByOne(error, { exchange, instruments: contracts, open: false }, readOne);
  }
}

/** A position, or `undefined` for one of no contracts. */
function parsePosition(row: PositionRow, symbol: string): Position | undefined {
  const contracts = toNumber(row.contracts ?? '0');
  if (contracts === 0) return undefined;
  const long = row.side === undefined ? contracts > 0 : row.side === 'long';
  return {
    symbol,
    type: long ? 'long' : 'short',
    amount: Math.abs(contracts),
    frozen_amount: 0,
    price: toNumber(row.entryPrice ?? '0'),
    profit: toNumber(row.unrealizedPnl ?? '0'),
    margin: toNumber(row.initialMargin ?? row.collateral ?? '0'),
    margin_level: leverageOf(row),
    contract_type: contractIn(symbol) ?? '',
  };
}

/** What is held, over what is put up for it, where the exchange does not tell the leverage. */
function leverageOf({ leverage, notional = '0', initialMargin = '0' }: PositionRow): number {
  if (leverage !== undefined) return toNumber(leverage);
  const margin = toNumber(initialMargin);
  return margin > 0 ? Math.round((Math.abs(toNumber(notional)) / margin) * 100) / 100 : 0;
}
