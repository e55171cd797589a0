import { compareDecimals, isMultipleOf, toDecimal } from '../../protocol/decimal.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import type { CcxtExchange } from './CcxtExchange.js';
import type { CcxtInstrument } from './instruments.js';
import { quirksOf } from './quirksOf.js';

const DECIMAL_PLACES = 2;
const SIGNIFICANT_DIGITS = 3;

/** The steps of an instrument as decimal strings, "" where the exchange has none, or ccxt does not know or invents it. */
export function stepsOf(
  exchange: CcxtExchange,
  { row }: CcxtInstrument,
): { tickSize: string; lotSize: string } {
  const mode: unknown = Reflect.get(exchange, 'precisionMode');
  const { inventedSteps = [] } = quirksOf(exchange.id);
  const step = (name: 'price' | 'amount') => {
    const precision = row.precision?.[name];
    if (precision === undefined || mode === SIGNIFICANT_DIGITS || inventedSteps.includes(name)) return '';
    return mode === DECIMAL_PLACES ? (toDecimal(`1e-${precision}`) ?? '') : precision;
  };
  return { tickSize: step('price'), lotSize: step('amount') };
}

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
  const { tickSize, lotSize } = stepsOf(exchange, instrument);
  const { row } = instrument;
  const minimum = row.limits?.amount?.min;
  if (order.amount !== undefined) {
    if (minimum !== undefined && compareDecimals(order.amount, minimum) < 0) {
      throw new ProtocolError(`amount ${order.amount} is below the minimum ${minimum} of ${symbol}`);
    }
    check('amount', order.amount, lotSize && `lot size ${lotSize}`, (amount) =>
      row.precision?.amount === undefined ? amount : exchange.amountToPrecision(row.symbol, amount),
    );
  }
  if (order.price !== undefined) {
    check('price', order.price, tickSize && `tick size ${tickSize}`, (price) =>
      row.precision?.price === undefined ? price : exchange.priceToPrecision(row.symbol, price),
    );
  }

  function check(
    what: 'amount' | 'price',
    value: string,
    step: string,
    round: (value: string) => unknown,
  ): void {
    const size = what === 'amount' ? lotSize : tickSize;
    if (size !== '' && !isMultipleOf(value, size)) {
      throw new ProtocolError(`${what} ${value} is not a multiple of the ${step} of ${symbol}`);
    }
    const sent = toDecimal(rounded(round, value));
    if (sent !== undefined && compareDecimals(sent, value) === 0) return;
    throw new ProtocolError(
      `${what} ${value} cannot be sent exactly: ${symbol} takes ${sent ?? 'no such number'}; use fewer digits`,
    );
  }
}

/** ccxt throws at what is rounded to nothing. */
function rounded(round: (value: string) => unknown, value: string): unknown {
  try {
    return round(value);
  } catch {
    return '0';
  }
}
