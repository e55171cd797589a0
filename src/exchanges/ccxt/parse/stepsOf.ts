import { toDecimal } from '../../../protocol/decimal.js';
import type { CcxtExchange } from '../instance/CcxtExchange.js';
import type { CcxtInstrument } from '../instruments.js';
import { quirksOf } from '../quirks/quirksOf.js';

const DECIMAL_PLACES = 2;

const SIGNIFICANT_DIGITS = 3;

/** The steps of an instrument as decimal strings, "" where the exchange has none, or ccxt does not know or invents it. */
export function stepsOf(
  exchange: CcxtExchange,
  { row }: CcxtInstrument,
): { tickSize: string; lotSize: string } {
  const { precisionMode: mode } = exchange;
  const { inventedSteps = [] } = quirksOf(exchange.id);
  const step = (name: 'price' | 'amount') => {
    const precision = row.precision?.[name];
    if (precision === undefined || mode === SIGNIFICANT_DIGITS || inventedSteps.includes(name)) return '';
    return mode === DECIMAL_PLACES ? (toDecimal(`1e-${precision}`) ?? '') : precision;
  };
  return { tickSize: step('price'), lotSize: step('amount') };
}
