import { randomBytes, randomUUID } from 'node:crypto';
import { createClientOrderId } from '../../../adapter/orderIds.js';
import {
  addDecimals,
  divideDecimals,
  signOf,
  subtractDecimals,
  toDecimal,
} from '../../../protocol/decimal.js';
import type { Verb } from '../../../protocol/methods.js';
import type { CcxtExchange } from '../instance/ccxtTypes.js';
import { requestEndpoint } from '../instance/internals.js';
import type { MarketRow } from '../market/rows.js';
import type { OrderRow } from '../orders/orderRow.js';
import type { Hedging, LeverageSetting, Told, VenueFacts } from './defineVenue.js';
import type { AmendRules, MarketBuy } from './orderRules.js';

// Client order ids

/** Letters and digits, at most 32: what most exchanges take. */
export const plain = createClientOrderId;
export const short = () => createClientOrderId().slice(0, 17);
export const hex = tellable(() => `0x${randomBytes(16).toString('hex')}`);
export const uuid = tellable(() => randomUUID());

/** FMZ's documented log filter hides lines that hold 502 or 503, and such an id is told in a line. */
function tellable(make: () => string): () => string {
  return () => {
    let id = make();
    while (/50[23]/.test(id)) id = make();
    return id;
  };
}

// Market buys

export const inCost: MarketBuy = (cost) => ({ cost });

/** A field holds the amount of quote currency that was asked for. */
export const asked =
  (field: string): NonNullable<VenueFacts['quoteSized']> =>
  (told) =>
    positive(told[field]) !== undefined;

// Changed orders

export const inPlace: AmendRules = { kind: 'inPlace' };
export const replaced: AmendRules = { kind: 'replaced' };
export const unclear: AmendRules = { kind: 'unclear' };

// Positions

/** The side of the position in the exchange's own parameter, which ccxt hands on. */
export const upper =
  (name: string): Hedging =>
  ({ position }) => ({ [name]: position.toUpperCase() });

export const both = (params: object = {}): LeverageSetting[] => [{ side: 'both', params }];
export const each = (toParams: (side: 'long' | 'short') => object): LeverageSetting[] =>
  (['long', 'short'] as const).map((side) => ({ side, params: toParams(side) }));

/** What the exchange told of the positions of a contract, and of one that there is none of. */
export async function positionsOf(exchange: CcxtExchange, { symbol }: MarketRow): Promise<Told[]> {
  const rows: unknown = await exchange.fetchPositions([symbol]);
  return Array.isArray(rows) ? rows.map((row) => Object(Object(row).info)) : [];
}

/** Asks one of an exchange's own endpoints. */
export async function request(
  exchange: CcxtExchange,
  path: string,
  api: string | readonly string[],
  { method = 'GET', config = {} }: { method?: Verb; config?: object } = {},
): Promise<Told> {
  return Object(await requestEndpoint(exchange, { name: path, api, verb: method, config }, {}));
}

// Figures of orders

export function positive(value: unknown): string | undefined {
  const decimal = toDecimal(value);
  return decimal !== undefined && signOf(decimal) > 0 ? decimal : undefined;
}

export function quotient(total: string | undefined, by: string | undefined): string | undefined {
  return total === undefined || by === undefined ? undefined : divideDecimals(total, by);
}

/** Only where both are told. */
export function sum(a: string | undefined, b: string | undefined): string | undefined {
  return a === undefined || b === undefined ? undefined : addDecimals([a, b]);
}

export function rest(amount: string | undefined, filled: string | undefined): string | undefined {
  return amount === undefined || filled === undefined ? undefined : subtractDecimals(amount, filled);
}

/** Of contracts. */
export const isContract = ({ symbol = '' }: OrderRow) => symbol.includes(':');

const buys = { side: 'buy' };
const sells = { side: 'sell' };

/** What orders of contracts do, in numbers or words. */
export const CONTRACT_SIDES: Readonly<Record<string, Partial<OrderRow>>> = {
  '1': buys,
  '2': { ...buys, reduceOnly: true },
  '3': sells,
  '4': { ...sells, reduceOnly: true },
  'open long': buys,
  'close short': { ...buys, reduceOnly: true },
  'open short': sells,
  'close long': { ...sells, reduceOnly: true },
};

// Other facts that several exchanges have

/** In ccxt's fetchMarkets the steps are written down once for all markets. */
export const inventedSteps = ['price', 'amount'] as const;

/** Setting a leverage moves margin as well, or sets that of all contracts. */
export const leverageOfMore = ['setLeverage'] as const;

/** ccxt hands its own words for them on as they are, of which this exchange knows none. */
export const times = ['IOC', 'FOK', 'PO'] as const;
