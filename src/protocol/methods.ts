import * as v from 'valibot';
import { listed, say } from '../wording/say.js';
import * as params from './params.js';
import * as data from './structures.js';

/** HTTP verbs that an exchange's API may want. */
export const verbs = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'] as const;

export type Verb = (typeof verbs)[number];

/** What the table says of a method. Everything that depends on a method is derived from its entry. */
export interface MethodSpec<Params = unknown, Data = unknown> {
  /** FMZ's function name, as strategies and error lines write it. */
  fmz: string;
  /** Other spellings, compared as {@link resolveMethod} compares them: lower-case letters, no leading "get". */
  aliases?: readonly string[];
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

const publicRead = { access: 'read', keys: 'none' } as const;
const ownRead = { access: 'read', keys: 'required' } as const;
const ownWrite = { access: 'write', keys: 'required' } as const;

/**
 * `io`: any request to the exchange's own API. `verb` comes from the Http-Method header, `path` from the wire name
 * behind `__api_`; `params` is the decoded query or body, and `text` the same as FMZ sent it, with every digit.
 */
const io = v.object({
  verb: v.picklist(verbs, () => say('must be one of {choices}', { choices: listed(verbs) })),
  path: params.path,
  params: params.listOrRecord,
  text: v.optional(v.string()),
});

const table = {
  ticker: {
    fmz: 'GetTicker',
    ...publicRead,
    args: ['symbol'],
    params: params.onlySymbol,
    data: data.ticker,
  },
  depth: {
    fmz: 'GetDepth',
    aliases: ['orderbook'],
    ...publicRead,
    args: ['symbol', 'limit?'],
    params: params.depth,
    data: data.depth,
  },
  trades: {
    fmz: 'GetTrades',
    ...publicRead,
    args: ['symbol'],
    params: params.onlySymbol,
    data: data.trades,
  },
  records: {
    fmz: 'GetRecords',
    aliases: ['record', 'kline', 'klines'],
    ...publicRead,
    args: ['symbol', 'period', 'limit?'],
    params: params.records,
    data: data.records,
  },
  accounts: {
    fmz: 'GetAccount',
    aliases: ['account'],
    ...ownRead,
    args: [],
    params: params.nothing,
    data: data.balances,
  },
  assets: {
    fmz: 'GetAssets',
    aliases: ['asset'],
    ...ownRead,
    args: [],
    params: params.nothing,
    data: data.balances,
  },
  trade: {
    fmz: 'CreateOrder',
    aliases: ['createorder'],
    presets: { buy: { type: 'buy' }, sell: { type: 'sell' } },
    ...ownWrite,
    args: ['symbol', 'type', 'price', 'amount'],
    params: params.trade,
    data: data.orderIdOnly,
  },
  orders: {
    fmz: 'GetOrders',
    aliases: ['openorders'],
    ...ownRead,
    args: ['symbol?'],
    params: params.optionalSymbol,
    data: v.array(data.order),
  },
  order: {
    fmz: 'GetOrder',
    ...ownRead,
    args: ['id', 'symbol?'],
    params: params.byId,
    data: data.order,
  },
  historyorders: {
    fmz: 'GetHistoryOrders',
    aliases: ['historyorder', 'orderhistory'],
    ...ownRead,
    args: ['symbol?', 'since?', 'limit?'],
    params: params.history,
    data: v.array(data.order),
  },
  cancel: {
    fmz: 'CancelOrder',
    aliases: ['cancelorder'],
    ...ownWrite,
    args: ['id', 'symbol?'],
    params: params.byId,
    data: v.literal(true),
  },
  io: {
    fmz: 'IO',
    access: 'write',
    keys: 'optional',
    args: ['verb', 'path'],
    params: io,
    data: v.unknown(),
  },
  markets: {
    fmz: 'GetMarkets',
    aliases: ['market', 'instruments'],
    ...publicRead,
    args: [],
    params: params.nothing,
    data: v.record(v.string(), data.market),
  },
  tickers: {
    fmz: 'GetTickers',
    ...publicRead,
    args: [],
    params: params.nothing,
    data: v.array(data.ticker),
  },
  positions: {
    fmz: 'GetPositions',
    aliases: ['position'],
    ...ownRead,
    args: ['symbol?'],
    params: params.optionalSymbol,
    data: v.array(data.position),
  },
  setmarginlevel: {
    fmz: 'SetMarginLevel',
    aliases: ['marginlevel', 'leverage', 'setleverage'],
    ...ownWrite,
    args: ['symbol', 'margin_level'],
    params: params.leverage,
    data: v.literal(true),
  },
  fundings: {
    fmz: 'GetFundings',
    aliases: ['funding', 'fundingrate', 'fundingrates'],
    ...publicRead,
    args: ['symbol?'],
    params: params.optionalSymbol,
    data: v.array(data.funding),
  },
  modifyorder: {
    fmz: 'ModifyOrder',
    aliases: ['amendorder', 'editorder'],
    ...ownWrite,
    args: ['id', 'type', 'price', 'amount'],
    params: params.modify,
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
