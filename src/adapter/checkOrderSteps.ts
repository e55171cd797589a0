import type { Params } from '../protocol/methods.js';
import { checkSteps, type Steps } from './checkSteps.js';

/**
 * Refuses a `trade` whose amount or price the instrument does not take. A market buy on spot spends quote currency, to
 * which the lot size does not apply.
 *
 * @throws ProtocolError that names the step.
 * @example checkOrderSteps(params, { lotSize: '0.1', minimum: '0.1', tickSize: '0.1' })
 */
export function checkOrderSteps(
  { symbol, type, price, amount }: Pick<Params<'trade'>, 'symbol' | 'type' | 'price' | 'amount'>,
  steps: Steps,
): void {
  const inQuote = symbol.contract === undefined && type === 'buy' && price === undefined;
  checkSteps(symbol.name, { amount: inQuote ? undefined : amount, price }, steps);
}
