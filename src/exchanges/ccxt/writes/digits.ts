import { checkSteps } from '../../../adapter/steps.js';
import { compareDecimals, toDecimal } from '../../../protocol/decimal.js';
import { ProtocolError } from '../../../protocol/ProtocolError.js';
import type { CcxtExchange } from '../instance/ccxtTypes.js';
import { type CcxtInstrument, stepsOf } from '../instruments.js';

/**
 * Refuses an amount or a price that ccxt would round: nothing is ever rounded.
 *
 * @throws ProtocolError that names the step.
 */
export function checkDigits(
  exchange: CcxtExchange,
  instrument: CcxtInstrument,
  symbol: string,
  order: { amount?: string | undefined; price?: string | undefined },
): void {
  const { row } = instrument;
  const { amount, price } = order;
  const minimum = row.limits?.amount?.min ?? '';
  checkSteps(symbol, order, { ...stepsOf(exchange, instrument), minimum });
  if (amount !== undefined && row.precision?.amount !== undefined)
    checkSent('amount', amount, () => exchange.amountToPrecision(row.symbol, amount), symbol);
  if (price !== undefined && row.precision?.price !== undefined)
    checkSent('price', price, () => exchange.priceToPrecision(row.symbol, price), symbol);
}

function checkSent(what: 'amount' | 'price', value: string, round: () => string, symbol: string): void {
  const sent = toDecimal(rounded(round));
  if (sent !== undefined && compareDecimals(sent, value) === 0) return;
  throw new ProtocolError(
    `${what} ${value} cannot be sent exactly: ${symbol} takes ${sent ?? 'no such number'}; use fewer digits`,
  );
}

/** ccxt throws at what is rounded to nothing. */
function rounded(round: () => string): string {
  try {
    return round();
  } catch {
    return '0';
  }
}
