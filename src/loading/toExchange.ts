import type { Exchange } from '../adapter/Exchange.js';
import { methodNames } from '../protocol/methods.js';
import { quote } from '../protocol/oneLine.js';

/** A slash is in the names of exchanges that are wrapped around others. */
const OWN_NAME = /^[\p{L}\p{N}][\p{L}\p{N}-]{0,39}$/u;

/**
 * The exchange that a module exports by default.
 *
 * @throws TypeError that says what it exports instead.
 */
export function toExchange(module: unknown): Exchange {
  const exported = defaultOf(module);
  // CommonJS that was translated from an ES module may hold the default export once more.
  const exchange = isExchange(exported) ? exported : defaultOf(exported);
  if (isExchange(exchange)) {
    if (OWN_NAME.test(exchange.name)) return exchange;
    throw new TypeError(`its name ${quote(exchange.name)} must be letters, digits and hyphens alone`);
  }
  if (exported === undefined) {
    throw new TypeError('has no default export: end it with "export default defineExchange({ ... })"');
  }
  throw new TypeError(`the default export is ${describe(exported)}, it must be what defineExchange returns`);
}

function defaultOf(module: unknown): unknown {
  if (typeof module !== 'object' || module === null || !('default' in module)) return undefined;
  // A file of CommonJS that sets no exports has empty ones.
  const nothing = !('__esModule' in module) && isEmpty(module.default);
  return nothing ? undefined : module.default;
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Reflect.ownKeys(value).length === 0;
}

function describe(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (value instanceof Promise) return 'a promise';
  if (typeof value === 'function') return /^class\b/.test(String(value)) ? 'a class' : 'a function';
  return typeof value === 'object' ? 'a plain object' : `a ${typeof value}`;
}

function isExchange(value: unknown): value is Exchange {
  return (
    typeof value === 'object' &&
    value !== null &&
    'name' in value &&
    typeof value.name === 'string' &&
    'supports' in value &&
    Array.isArray(value.supports) &&
    value.supports.every((method) => methodNames.some((name) => name === method)) &&
    'needsKeys' in value &&
    typeof value.needsKeys === 'boolean' &&
    'withDefinition' in value &&
    typeof value.withDefinition === 'function'
  );
}
