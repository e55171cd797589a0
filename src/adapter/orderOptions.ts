import type { Params } from '../protocol/methods.js';
import { directionOf } from '../protocol/order.js';
import { foldOption, type OrderOptions, readFlag, shown } from '../protocol/orderOptions.js';
import { ProtocolError } from '../protocol/ProtocolError.js';
import { listed, say } from '../wording/say.js';

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
      const facts = { exchange, option: shown(written) };
      throw new ProtocolError(
        names.length > 0
          ? say('{exchange} does not take {option}: CreateOrder takes {options}', {
              ...facts,
              options: listOf(declared),
            })
          : say('{exchange} does not take {option}: CreateOrder takes no options', facts),
      );
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
    throw new ProtocolError(
      say('timeInForce={timeInForce} needs a price: a market order does not wait', { timeInForce }),
    );
}

/** Refuses reduceOnly where there is no position. @throws ProtocolError */
export function refuseSpotReduceOnly({ symbol, options }: Ordered): void {
  if (options.reduceOnly)
    throw new ProtocolError(
      say('reduceOnly is for contracts: {symbol} has no position that it could reduce', {
        symbol: symbol.name,
      }),
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
  throw new ProtocolError(
    say('type {type} with reduceOnly opens a position in {account}: use {meant}', { type, account, meant }),
  );
}

function refuseContradictions({
  type,
  price,
  options: { postOnly, timeInForce, reduceOnly },
}: Ordered): void {
  if (postOnly && price === undefined)
    throw new ProtocolError(say('postOnly needs a price: a market order always takes from the order book'));
  if (postOnly && timeInForce !== undefined && /^(ioc|fok)$/i.test(timeInForce))
    throw new ProtocolError(
      say('postOnly and timeInForce={timeInForce} exclude each other: one must wait, the other must not', {
        timeInForce,
      }),
    );
  if (reduceOnly === false && directionOf(type).closes)
    throw new ProtocolError(say('type {type} closes a position: it cannot be reduceOnly=false', { type }));
}

function flagOf(exchange: string, name: string, value: string | boolean): boolean {
  const flag = readFlag(value);
  if (flag !== undefined) return flag;
  throw new ProtocolError(
    say('{exchange} does not take {name}={value}: it is true or false', {
      exchange,
      name,
      value: shown(String(value)),
    }),
  );
}

function pickWord(exchange: string, name: string, value: string | boolean, words: readonly string[]): string {
  const word = words.find((known) => foldOption(known) === foldOption(String(value)));
  if (word !== undefined) return word;
  throw new ProtocolError(
    say('{exchange} does not take {name}={value}: it takes {words}', {
      exchange,
      name,
      value: shown(String(value)),
      words: listed(words),
    }),
  );
}

function listOf(declared: DeclaredOptions): string {
  return Object.entries(declared)
    .map(([name, taken]) => (taken === true ? name : `${name} (${taken.join(', ')})`))
    .join(', ');
}
