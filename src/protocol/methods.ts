import * as v from 'valibot';
import * as params from './params.js';
import * as data from './structures.js';
import { symbol, symbolOrRange } from './symbol.js';

/** HTTP verbs that an exchange's API may want. */
export const verbs = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'] as const;

export type Verb = (typeof verbs)[number];

/** What the table says of a method. Everything that depends on a method is derived from its entry. */
export interface MethodSpec<Params = unknown, Data = unknown> {
  /** FMZ's function name, as strategies and error lines write it. */
  fmz: string;
  /** Other spellings, compared as {@link resolveMethod} compares them: lower-case letters, no leading "get". */
  aliases: readonly string[];
  /** Aliases that also fix a param: `Buy` is `trade` with type buy. */
  presets?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  access: 'read' | 'write';
  /** `required`: signed with the user's keys; `optional`: signed where keys are there; `none`: public. */
  keys: 'required' | 'optional' | 'none';
  /** Params in the order in which a person types them; a trailing `?` marks one that a person may leave out. */
  args: readonly string[];
  params: v.GenericSchema<unknown, Params>;
  data: v.GenericSchema<unknown, Data>;
}

const onlySymbol = v.object({ symbol });
const nothing = v.object({});
const optionalSymbol = v.object({ symbol: v.optional(symbolOrRange) });
const byId = v.object({ id: params.orderId, symbol: v.optional(symbolOrRange) });
const trade = v.object({
  symbol,
  type: params.orderType,
  price: v.optional(params.price),
  amount: params.amount,
});

/**
 * `io`: any request to the exchange's own API. `verb` comes from the Http-Method header, `path` from the wire name
 * behind `__api_`; `params` is the decoded query or body, and `text` the same as FMZ sent it, with every digit.
 */
const io = v.object({
  verb: v.picklist(verbs, `must be one of ${verbs.join(', ')}`),
  path: v.pipe(
    v.string(),
    v.nonEmpty('is empty: it is the path of the API, like /api/v5/public/time'),
    v.maxLength(2000),
  ),
  // A record takes lists, too.
  params: v.union([v.array(v.unknown()), v.record(v.string(), v.unknown())]),
  text: v.optional(v.string()),
});

const table = {
  ticker: {
    fmz: 'GetTicker',
    aliases: [],
    access: 'read',
    keys: 'none',
    args: ['symbol'],
    params: onlySymbol,
    data: data.ticker,
  },
  depth: {
    fmz: 'GetDepth',
    aliases: ['orderbook'],
    access: 'read',
    keys: 'none',
    args: ['symbol', 'limit?'],
    params: v.object({ symbol, limit: v.optional(params.limit({ max: 5000, unset: 30 }), 0) }),
    data: data.depth,
  },
  trades: {
    fmz: 'GetTrades',
    aliases: [],
    access: 'read',
    keys: 'none',
    args: ['symbol'],
    params: onlySymbol,
    data: data.trades,
  },
  records: {
    fmz: 'GetRecords',
    aliases: ['record', 'kline', 'klines'],
    access: 'read',
    keys: 'none',
    args: ['symbol', 'period', 'limit?'],
    params: v.object({
      symbol,
      period: params.period,
      limit: v.optional(params.limit({ max: 5000, unset: 500 }), 0),
    }),
    data: data.records,
  },
  accounts: {
    fmz: 'GetAccount',
    aliases: ['account'],
    access: 'read',
    keys: 'required',
    args: [],
    params: nothing,
    data: data.balances,
  },
  assets: {
    fmz: 'GetAssets',
    aliases: ['asset'],
    access: 'read',
    keys: 'required',
    args: [],
    params: nothing,
    data: data.balances,
  },
  trade: {
    fmz: 'CreateOrder',
    aliases: ['createorder'],
    presets: { buy: { type: 'buy' }, sell: { type: 'sell' } },
    access: 'write',
    keys: 'required',
    args: ['symbol', 'type', 'price', 'amount'],
    params: trade,
    data: data.orderIdOnly,
  },
  orders: {
    fmz: 'GetOrders',
    aliases: ['openorders'],
    access: 'read',
    keys: 'required',
    args: ['symbol?'],
    params: optionalSymbol,
    data: v.array(data.order),
  },
  order: {
    fmz: 'GetOrder',
    aliases: [],
    access: 'read',
    keys: 'required',
    args: ['id', 'symbol?'],
    params: byId,
    data: data.order,
  },
  historyorders: {
    fmz: 'GetHistoryOrders',
    aliases: ['historyorder', 'orderhistory'],
    access: 'read',
    keys: 'required',
    args: ['symbol?', 'since?', 'limit?'],
    params: v.pipe(
      v.object({
        ...optionalSymbol.entries,
        since: v.optional(params.since, 0),
        limit: v.optional(params.limit({ max: 100_000, unset: 0 }), 0),
      }),
      // Without a limit: all that a strategy may have missed since then, or else the latest.
      v.transform((order) => ({ ...order, limit: order.limit || (order.since > 0 ? 1000 : 100) })),
    ),
    data: v.array(data.order),
  },
  cancel: {
    fmz: 'CancelOrder',
    aliases: ['cancelorder'],
    access: 'write',
    keys: 'required',
    args: ['id', 'symbol?'],
    params: byId,
    data: v.literal(true),
  },
  io: {
    fmz: 'IO',
    aliases: [],
    access: 'write',
    keys: 'optional',
    args: ['verb', 'path'],
    params: io,
    data: v.unknown(),
  },
  markets: {
    fmz: 'GetMarkets',
    aliases: ['market', 'instruments'],
    access: 'read',
    keys: 'none',
    args: [],
    params: nothing,
    data: v.record(v.string(), data.market),
  },
  tickers: {
    fmz: 'GetTickers',
    aliases: [],
    access: 'read',
    keys: 'none',
    args: [],
    params: nothing,
    data: v.array(data.ticker),
  },
  positions: {
    fmz: 'GetPositions',
    aliases: ['position'],
    access: 'read',
    keys: 'required',
    args: ['symbol?'],
    params: optionalSymbol,
    data: v.array(data.position),
  },
  setmarginlevel: {
    fmz: 'SetMarginLevel',
    aliases: ['marginlevel', 'leverage', 'setleverage'],
    access: 'write',
    keys: 'required',
    args: ['symbol', 'margin_level'],
    params: v.object({ symbol, margin_level: params.marginLevel }),
    data: v.literal(true),
  },
  fundings: {
    fmz: 'GetFundings',
    aliases: ['funding', 'fundingrate', 'fundingrates'],
    access: 'read',
    keys: 'none',
    args: ['symbol?'],
    params: optionalSymbol,
    data: v.array(data.funding),
  },
  modifyorder: {
    fmz: 'ModifyOrder',
    aliases: ['amendorder', 'editorder'],
    access: 'write',
    keys: 'required',
    args: ['id', 'type', 'price', 'amount'],
    params: v.pipe(
      v.object({
        ...byId.entries,
        type: v.optional(params.orderType),
        price: v.optional(params.change),
        amount: v.optional(params.change),
      }),
      v.check(
        ({ price, amount }) => price !== undefined || amount !== undefined,
        'changes nothing: give a new price, a new amount, or both',
      ),
    ),
    data: data.orderIdOnly,
  },
} as const satisfies Record<string, MethodSpec>;

/** The wire name of a method of the general protocol. */
export type MethodName = keyof typeof table;

/** The params of a method once they are parsed: what an adapter is handed. */
export type Params<M extends MethodName> = v.InferOutput<(typeof table)[M]['params']>;

/** The data that FMZ expects of a method: what an adapter answers. */
export type Data<M extends MethodName> = v.InferOutput<(typeof table)[M]['data']>;

/** The method table: every method of FMZ's general protocol (guide, section 6, and the ones it leaves pending). */
export const methods: { readonly [M in MethodName]: MethodSpec<Params<M>, Data<M>> } = table;

/** All wire names, in the order of the table. */
export const methodNames = Object.keys(table).filter((name): name is MethodName => name in table);

/** The params of a method as a person types them, and which of them may be left out. */
export function argumentsOf(name: MethodName): { name: string; required: boolean }[] {
  return methods[name].args.map((argument) => ({
    name: argument.replace(/\?$/, ''),
    required: !argument.endsWith('?'),
  }));
}
