import type { CcxtExchange } from './CcxtExchange.js';
import { SERIALIZERS } from './serializers.js';
import { withoutTags } from './withoutTags.js';

/** Options that add a fee for a "builder" to each order, and the methods that have the account approve it. */
const BUILDER_OPTIONS = { builderFee: false, builderFeeRate: '0', builderId: undefined, refSet: true };

const BUILDER_METHODS = [
  'setRef',
  'handleBuilderFeeApproval',
  'approveBuilderFee',
  'approveBuilderCode',
] as const;
export type BuilderMethod = (typeof BUILDER_METHODS)[number];

/**
 * Switches off what ccxt adds to orders to earn with them: broker ids, partner headers, builder fees. What is signed is
 * freed of them before it is signed.
 */
export function switchOffTags(exchange: CcxtExchange): void {
  if ('builderFee' in exchange.options) Object.assign(exchange.options, BUILDER_OPTIONS);
  for (const method of BUILDER_METHODS) {
    if (exchange[method]) exchange[method] = async () => false;
  }
  const sign = exchange.sign.bind(exchange);
  exchange.sign = (path, api, method, params, headers, body) =>
    sign(path, api, method, withoutTags(params), headers, body);
  // Some add them while they sign.
  for (const name of SERIALIZERS) {
    const serialize = exchange[name]?.bind(exchange);
    if (serialize) exchange[name] = (data, ...more) => serialize(withoutTags(data), ...more);
  }
}
