import {
  type DeclaredOptions,
  refuseSpotReduceOnly,
  refuseTimedMarket,
} from '../../../adapter/orderOptions.js';
import type { Params } from '../../../protocol/methods.js';
import { ProtocolError } from '../../../protocol/ProtocolError.js';
import { say } from '../../../wording/say.js';
import type { CcxtExchange } from '../instance/ccxtTypes.js';
import { featuresOf } from '../instance/features.js';
import type { CcxtInstrument } from '../instruments.js';
import type { Times } from '../venues/orderRules.js';
import { factsOf } from '../venues.js';

/** The options that ccxt unifies; not each exchange has each of them. @see https://docs.ccxt.com/#/README?id=custom-order-params */
export const orderOptions: DeclaredOptions = {
  timeInForce: ['gtc', 'ioc', 'fok'],
  postOnly: true,
  reduceOnly: true,
};

/** By the names that ccxt's features have for them. */
const WORDS = { IOC: 'timeInForce=ioc', FOK: 'timeInForce=fok', PO: 'postOnly' } as const;

/**
 * What ccxt is told of how long a limit order may wait. `reduceOnly` is not among it: it is told like a closing order.
 *
 * @throws ProtocolError where ccxt does not say that the exchange has it, or makes nothing of it.
 */
export function optionParams(
  name: string,
  exchange: CcxtExchange,
  { row, kind }: CcxtInstrument,
  order: Params<'trade'>,
): object {
  refuseTimedMarket(order);
  if (kind === 'spot') refuseSpotReduceOnly(order);
  const { timeInForce, postOnly } = order.options;
  const wanted = postOnly ? 'PO' : timeInForce === 'ioc' ? 'IOC' : timeInForce === 'fok' ? 'FOK' : undefined;
  if (!wanted) return {};
  const told = featuresOf(exchange, row).createOrder?.timeInForce?.[wanted];
  if (!told || lackedTimes(exchange, kind === 'spot' ? 'pairs' : 'contracts').includes(wanted))
    throw new ProtocolError(
      say('{name} does not take {option} for {symbol} through ccxt', {
        name,
        option: WORDS[wanted],
        symbol: order.symbol.name,
      }),
    );
  return postOnly ? { postOnly } : { timeInForce: wanted };
}

function lackedTimes({ id }: CcxtExchange, kind: 'pairs' | 'contracts'): Times {
  const { lacksTimes = [] } = factsOf(id);
  return 'length' in lacksTimes ? lacksTimes : (lacksTimes[kind] ?? []);
}
