import * as v from 'valibot';
import { parseWith } from '../../protocol/parseWith.js';
import { say } from '../../wording/say.js';
import type { ExchangeFunction } from '../exchangeFunctions.js';
import { decimalArgument, symbolArgument } from './arguments.js';
import type { ExchangeState } from './ExchangeState.js';
import { infoOfRows } from './infoOf.js';
import type { Planner, Request } from './Plan.js';
import { toAccount, toAsset, toPosition } from './toStructures.js';
import { balanceRow, positionRow } from './wireRows.js';

/** What an account holds. */
export const accountPlans = {
  GetAccount(_, { state }) {
    const { baseAsset: base, quote, contract } = state;
    const margin = quote === 'USD' ? base : quote;
    const pair = { base, quote, margin: contract === '' ? undefined : margin };
    return {
      method: 'accounts',
      params: {},
      read: (data, raw) => toAccount(parseWith(v.array(balanceRow), data, 'data'), pair, raw),
    };
  },
  GetAssets: () => ({
    method: 'assets',
    params: {},
    read: (data) => parseWith(v.array(balanceRow), data, 'data').map(toAsset),
  }),
  GetPositions: ([argument], { state }) => positions(symbolArgument(argument) ?? state.range, state),
  // The older name is about the contract that was set, or about one that it is given: by its type, as by its symbol.
  GetPosition([argument], { state }) {
    const contract = symbolArgument(argument);
    if (contract !== undefined) return positions(state.symbolOfContract(contract), state);
    return positions(state.contract === '' ? undefined : state.symbol, state);
  },
  SetMarginLevel(args, { state }) {
    const [symbol, level] = args.length > 1 ? args : [undefined, ...args];
    return {
      method: 'setmarginlevel',
      params: {
        symbol: state.symbolFor(symbol),
        margin_level: decimalArgument(level, say('the margin level')),
      },
      read: () => undefined,
    };
  },
} as const satisfies Partial<Record<ExchangeFunction, Planner>>;

function positions(symbol: string | undefined, state: ExchangeState): Request {
  const { rate } = state;
  const nameOf = (contract: string) => state.nameOf(contract);
  return {
    method: 'positions',
    params: { ...(symbol !== undefined && { symbol }) },
    read(data, raw) {
      const rows = parseWith(v.array(positionRow), data, 'data');
      const info = infoOfRows(raw, rows);
      return rows.map((row, index) => toPosition(row, { info: info[index], rate, nameOf }));
    },
  };
}
