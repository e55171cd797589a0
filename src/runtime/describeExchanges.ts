import type { Exchange, UnsupportedMethods } from '../adapter/Exchange.js';
import type { MethodName } from '../protocol/methods.js';
import { type KnownExchange, wrapsOthers } from './DeferredExchange.js';

/** One row of the support matrix. */
export interface ExchangeDescription {
  name: string;
  /** Whether account methods need keys. */
  keys: 'required' | 'optional';
  /** Whether prices and lists are told without keys. */
  publicData: boolean;
  /** The wire names of the methods it has. */
  methods: readonly MethodName[];
  /** What its author says of those that it lacks. */
  unsupported?: UnsupportedMethods;
}

/** The support matrix, read off the adapters themselves: each exchange, then those that are wrapped around another. */
export function describeExchanges(exchanges: readonly Exchange[]): ExchangeDescription[] {
  const wrapped = exchanges.flatMap((outer) =>
    exchanges.flatMap((inner) => (inner !== outer && outer.wrap ? [outer.wrap(inner)] : [])),
  );
  return [...exchanges, ...wrapped].map(({ name, needsKeys, publicData, supports, unsupported }) => ({
    name,
    keys: needsKeys ? 'required' : 'optional',
    publicData,
    methods: supports,
    ...(unsupported && { unsupported }),
  }));
}

/** The names of the same in the same order, loaded or not. */
export function namesOf(exchanges: readonly KnownExchange[]): string[] {
  const wrapped = exchanges
    .filter(wrapsOthers)
    .flatMap((outer) =>
      exchanges.flatMap((inner) => (inner === outer ? [] : [`${outer.name}/${inner.name}`])),
    );
  return [...exchanges.map(({ name }) => name), ...wrapped];
}
