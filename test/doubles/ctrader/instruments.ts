import { BigNumber } from 'bignumber.js';
import type { FixFields } from '../../../src/fix/FixMessage.js';
import { type Body, body } from './Body.js';

/** What a broker offers. */
export interface Instrument {
  /** What FIX calls it (55): every broker has other numbers. */
  symbol: string;
  /** SymbolName (1007). */
  name: string;
  /** Decimals of its prices (1008). */
  digits: number;
  /** The smallest amount, and the step of amounts, in units of the base. FIX tells neither. */
  minimum: string;
  step: string;
  /** Where its prices begin. */
  bid: string;
  ask: string;
}

/** Numbers that are not those of any other broker. */
export const instruments: readonly Instrument[] = [
  { symbol: '1', name: 'EURUSD', digits: 5, minimum: '1000', step: '1000', bid: '1.08499', ask: '1.08501' },
  { symbol: '2', name: 'XAUUSD', digits: 2, minimum: '1', step: '1', bid: '2350.10', ask: '2350.40' },
  { symbol: '41', name: 'US30', digits: 1, minimum: '0.1', step: '0.1', bid: '39120.5', ask: '39122.5' },
  { symbol: '17', name: 'GER40.c', digits: 1, minimum: '0.1', step: '0.1', bid: '18401.2', ask: '18402.4' },
  { symbol: '8', name: 'USDJPY', digits: 3, minimum: '1000', step: '1000', bid: '156.401', ask: '156.405' },
  { symbol: '900', name: 'AAPL.US', digits: 2, minimum: '1', step: '1', bid: '189.70', ask: '189.74' },
];

/** Why an amount is refused, as the broker says it. */
export function refuseAmount({ minimum, step }: Instrument, amount: BigNumber): string | undefined {
  const text = amount.toFixed(2);
  if ((amount.decimalPlaces() ?? 0) > 2)
    return `TRADING_BAD_VOLUME:Order volume = ${amount.toFixed()} has more than 2 decimals.`;
  if (amount.lt(minimum)) {
    const least = new BigNumber(minimum).toFixed(2);
    return `TRADING_BAD_VOLUME:Order volume = ${text} is smaller than minimum allowed volume = ${least}.`;
  }
  if (!amount.mod(step).isZero())
    return `TRADING_BAD_VOLUME:Order volume ${text} must be multiple of stepVolume=${new BigNumber(step).toFixed(2)}.`;
  return undefined;
}

/** Why a price is refused. */
export function refusePrice({ digits }: Instrument, price: BigNumber): string | undefined {
  if ((price.decimalPlaces() ?? 0) <= digits && price.gt(0)) return undefined;
  return `INVALID_REQUEST:Order price = ${price.toFixed()} has more digits than symbol allows. Allowed ${digits} digits`;
}

/** The answer to a SecurityListRequest (x). */
export function listInstruments(request: FixFields): Body {
  const id = request.get(320) ?? '';
  const wanted = request.get(55);
  const found = instruments.filter(({ symbol }) => wanted === undefined || symbol === wanted);
  const result = request.get(559) !== '0' ? '5' : found.length === 0 ? '2' : '0';
  const head = body('y', { 320: id, 322: `responce:${id}`, 560: result });
  if (result !== '0') return head;
  const rows = found.flatMap(({ symbol, name, digits }) => [
    [55, symbol] as const,
    [1007, name] as const,
    [1008, String(digits)] as const,
  ]);
  return { type: 'y', fields: [...head.fields, [146, String(found.length)], ...rows] };
}

/** The instrument that a request names, or what is wrong with its number (55). */
export function instrumentOf(request: FixFields): Instrument | string {
  const symbol = request.get(55) ?? '';
  if (!/^\d+$/.test(symbol)) return `INVALID_REQUEST: Expected numeric symbolId, but got ${symbol}`;
  const instrument = instruments.find((known) => known.symbol === symbol);
  return instrument ?? `SYMBOL_NOT_FOUND:Symbol with id ${symbol} is not found`;
}
