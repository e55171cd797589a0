import type { Params } from '../protocol/methods.js';
import { directionOf } from '../protocol/order.js';
import { foldOption, type OrderOptions, readFlag, shown } from '../protocol/orderOptions.js';
import { ProtocolError } from '../protocol/ProtocolError.js';

/**
 * The options that a `trade` takes: a list of the words that one may be, or `true` for one that is true or false.
 *
 * @example { timeInForce: ['day', 'gtc', 'ioc'], extendedHours: true }
 */
export type DeclaredOptions = Readonly<Record<string, true | readonly string[]>>;

/**
 * Declares the options that a `trade` of an adapter's own takes; `defineOrders` does it by its `options`. All others are
 * refused before the method is called, so that none is ever ignored.
 *
 * @example trade: withOptions({ timeInForce: ['gtc', 'ioc'] }, async ({ symbol, options }, api) => { ... })
 */
export function withOptions<T extends (...args: never[]) => unknown>(
  options: DeclaredOptions,
  trade: T,
): T & { readonly options: DeclaredOptions } {
  return Object.assign(trade, { options });
}

/** An order with its options: the params of `trade` are one. */
export type Ordered = Pick<Params<'trade'>, 'symbol' | 'type' | 'price' | 'options'>;

/**
 * The options of an order as they are declared.
 *
 * @param exchange for people.
 * @throws ProtocolError for one that is not declared, or that cannot be beside the rest of the order.
 */
export function readOptions(exchange: string, declared: DeclaredOptions, order: Ordered): OrderOptions {
  const options = Object.entries(order.options).flatMap(([written, value = '']) => {
    const names = Object.keys(declared);
    const name = names.find((known) => foldOption(known) === foldOption(written));
    const taken = name === undefined ? undefined : declared[name];
    if (name === undefined || !taken) {
      const all = names.length > 0 ? `CreateOrder takes ${listOf(declared)}` : 'CreateOrder takes no options';
      throw new ProtocolError(`${exchange} does not take ${shown(written)}: ${all}`);
    }
    return [
      [
        name,
        taken === true ? flagOf(exchange, name, value) : pickWord(exchange, name, value, taken),
      ] as const,
    ];
  });
  const read: OrderOptions = Object.fromEntries(options);
  refuseContradictions({ ...order, options: read });
  return read;
}

/**
 * Refuses what a market order cannot be told where it never waits: for exchanges whose market orders take no time in force.
 *
 * @throws ProtocolError
 */
export function refuseTimedMarket({ price, options: { timeInForce } }: Ordered): void {
  if (price === undefined && timeInForce !== undefined)
    throw new ProtocolError(`timeInForce=${timeInForce} needs a price: a market order does not wait`);
}

/** Refuses reduceOnly where there is no position. @throws ProtocolError */
export function refuseSpotReduceOnly({ symbol, options }: Ordered): void {
  if (options.reduceOnly)
    throw new ProtocolError(
      `reduceOnly is for contracts: ${symbol.name} has no position that it could reduce`,
    );
}

/**
 * Refuses an order that only reduces but is of a type that opens, for accounts that keep long and short positions apart.
 *
 * @param account for people: `an account in hedge mode`.
 * @throws ProtocolError that names the type that closes.
 */
export function refuseHedgedReduceOnly({ type, options }: Ordered, account: string): void {
  if (!options.reduceOnly || directionOf(type).closes) return;
  const meant = type === 'buy' ? 'closesell' : 'closebuy';
  throw new ProtocolError(`type ${type} with reduceOnly opens a position in ${account}: use ${meant}`);
}

function refuseContradictions({
  type,
  price,
  options: { postOnly, timeInForce, reduceOnly },
}: Ordered): void {
  if (postOnly && price === undefined)
    throw new ProtocolError('postOnly needs a price: a market order always takes from the order book');
  if (postOnly && /^(ioc|fok)$/i.test(timeInForce ?? ''))
    throw new ProtocolError(
      `postOnly and timeInForce=${timeInForce} exclude each other: one must wait, the other must not`,
    );
  if (reduceOnly === false && directionOf(type).closes)
    throw new ProtocolError(`type ${type} closes a position: it cannot be reduceOnly=false`);
}

function flagOf(exchange: string, name: string, value: string | boolean): boolean {
  const flag = readFlag(value);
  if (flag !== undefined) return flag;
  throw new ProtocolError(`${exchange} does not take ${name}=${shown(String(value))}: it is true or false`);
}

function pickWord(exchange: string, name: string, value: string | boolean, words: readonly string[]): string {
  const word = words.find((known) => foldOption(known) === foldOption(String(value)));
  if (word !== undefined) return word;
  throw new ProtocolError(
    `${exchange} does not take ${name}=${shown(String(value))}: it takes ${words.join(', ')}`,
  );
}

function listOf(declared: DeclaredOptions): string {
  return Object.entries(declared)
    .map(([name, taken]) => (taken === true ? name : `${name} (${taken.join(', ')})`))
    .join(', ');
}
