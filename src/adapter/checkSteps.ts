import { compareDecimals, isMultipleOf } from '../protocol/decimal.js';
import { ProtocolError } from '../protocol/ProtocolError.js';

/** The steps and limits of an instrument, as decimal strings; "" where the exchange sets none. */
export interface Steps {
  lotSize: string;
  minimum: string;
  tickSize: string;
}

/**
 * Refuses an amount or a price that the instrument does not take. Nothing is ever rounded.
 *
 * @param order.amount in base currency or contracts; left out where it is in quote currency.
 * @throws ProtocolError that names the step.
 * @example checkSteps('BTC_USDT.swap', { amount: '0.15' }, { lotSize: '0.1', minimum: '0.1', tickSize: '0.1' })
 * // throws: amount 0.15 is not a multiple of the lot size 0.1 of BTC_USDT.swap
 */
export function checkSteps(
  symbol: string,
  order: { amount?: string | undefined; price?: string | undefined },
  steps: Steps,
): void {
  const { amount, price } = order;
  if (amount !== undefined) {
    if (steps.minimum !== '' && compareDecimals(amount, steps.minimum) < 0) {
      throw new ProtocolError(`amount ${amount} is below the minimum ${steps.minimum} of ${symbol}`);
    }
    if (steps.lotSize !== '' && !isMultipleOf(amount, steps.lotSize)) {
      throw new ProtocolError(
        `amount ${amount} is not a multiple of the lot size ${steps.lotSize} of ${symbol}`,
      );
    }
  }
  if (price !== undefined && steps.tickSize !== '' && !isMultipleOf(price, steps.tickSize)) {
    throw new ProtocolError(
      `price ${price} is not a multiple of the tick size ${steps.tickSize} of ${symbol}`,
    );
  }
}
