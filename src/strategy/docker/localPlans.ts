import { quote } from '../../protocol/oneLine.js';
import { orderTypes } from '../../protocol/order.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import { listed, type PlainTemplate, say } from '../../wording/say.js';
import type { ExchangeFunction } from '../exchangeFunctions.js';
import { timerFor } from '../timers.js';
import { numberArgument, textArgument } from './arguments.js';
import { readData, writeData } from './dataSets.js';
import type { ExchangeState } from './ExchangeState.js';
import type { Docker, Planner } from './Plan.js';
import { UnavailableError } from './UnavailableError.js';

/** What only changes or tells what the docker keeps. */
export const localPlans = {
  GetName: (_, { state }) => ({ value: state.settings.name }),
  GetLabel: (_, { state }) => ({ value: state.settings.label }),
  GetPeriod: (_, { state }) => ({ value: state.settings.period }),
  GetCurrency: (_, { state }) => ({ value: state.currency }),
  GetBaseCurrency: (_, { state }) => ({ value: state.baseAsset }),
  GetQuoteCurrency: (_, { state }) => ({ value: state.quote }),
  SetCurrency: ([currency], { state }) => done(() => setCurrency(currency, state)),
  GetContractType: (_, { state }) => ({ value: state.contract }),
  async SetContractType([argument], docker) {
    const { state } = docker;
    state.contract = textArgument(argument, say('the contract type'));
    const { contract, listedContract, symbol } = state;
    const code = (await codeOf(symbol, docker)) ?? contract;
    return {
      value: { InstrumentID: code, instrument: code, Symbol: symbol },
      ...(contract !== listedContract && {
        note: say('{exchange} has no {contract}: {symbol} is traded in its place', {
          exchange: state.settings.name,
          contract,
          symbol,
        }),
      }),
    };
  },
  SetDirection([direction], { state }) {
    const found = orderTypes.find((type) => type === direction);
    if (!found)
      throw new ProtocolError(
        say('the direction is one of {known}, not {value}', {
          known: listed(orderTypes),
          value: quote(direction),
        }),
      );
    return done(() => (state.direction = found));
  },
  SetPrecision: ([price, amount], { state }) =>
    done(() => {
      state.precision = {
        price: numberArgument(price, say('the precision of prices')),
        amount: numberArgument(amount, say('the precision of amounts')),
      };
    }),
  SetRate: ([rate], { state }) => done(() => setRate(rate ?? 1, state)),
  GetRate: (_, { state }) => ({ value: state.rate }),
  SetTimeout: ([ms], { state }) =>
    done(() => {
      const timeout = numberArgument(ms, say('the time-out'));
      if (timeout > 0) state.timeout = timerFor(timeout);
    }),
  SetBase: ([base], { state }) => done(() => (state.base = String(base ?? ''))),
  GetBase: (_, { state }) => ({ value: state.base }),
  SetProxy: () => ({ value: undefined }),
  SetLimit: () => ({ value: undefined }),
  SetMaxBarLen: ([count], { state }) =>
    done(() => (state.maxBars = Math.max(0, numberArgument(count, say('the number of bars'))))),
  GetRawJSON: (_, { state }) => ({ value: state.lastText }),
  async GetMinStock(_, { state, market }) {
    const listed = await market(state.symbol);
    return { value: listed?.min_qty ?? listed?.amount_size ?? 0 };
  },
  GetMinPrice: async (_, { state, market }) => ({ value: (await market(state.symbol))?.tick_size ?? 0 }),
  GetFee: () => ({ value: { Buy: 0, Sell: 0 } }),
  SetData: ([key, rows], { state }) => ({ value: writeData(state.data, key, rows) }),
  GetData: ([key, , offset], { state }) => ({ value: readData(state.data, key, offset) }),
  // A strategy never sees keys, nor where requests go.
  GetMeta: () => ({ value: '' }),
  GetUSDCNY: refuse('the rate of the dollar in yuan is not known here: SetRate takes one'),
  CreateConditionOrder: refuseConditions(),
  ModifyConditionOrder: refuseConditions(),
  CancelConditionOrder: refuseConditions(),
  GetConditionOrder: refuseConditions(),
  GetConditionOrders: refuseConditions(),
  GetHistoryConditionOrders: refuseConditions(),
} as const satisfies Partial<Record<ExchangeFunction, Planner>>;

/** @throws ProtocolError when it is no pair. */
export function setCurrency(currency: unknown, state: ExchangeState): void {
  state.currency = textArgument(currency, say('the currency'));
}

/** @throws ProtocolError when it is no number above 0. */
export function setRate(rate: unknown, state: ExchangeState): void {
  const number = numberArgument(rate, say('the rate'));
  if (number <= 0) throw new ProtocolError(say('the rate must be above 0, not {number}', { number }));
  state.rate = number;
}

/** The exchange's own code of a contract, where it lists one. Strategies set it again and again: it is looked for once. */
function codeOf(symbol: string, { state, market }: Docker): Promise<string | undefined> {
  const known = state.codes.get(symbol) ?? market(symbol).then((listed) => listed?.symbol || undefined);
  state.codes.set(symbol, known);
  return known;
}

function done(change: () => unknown) {
  change();
  return { value: undefined };
}

function refuse(text: PlainTemplate): Planner {
  return () => {
    throw new UnavailableError(say(text));
  };
}

function refuseConditions(): Planner {
  return refuse('condition orders have no form in the general protocol: no plugin can be asked for them');
}
