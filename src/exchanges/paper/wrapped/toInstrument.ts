import { contractCodes } from '../../../protocol/contractCodes.js';
import { requireDecimal } from '../../../protocol/decimal.js';
import { quote as show } from '../../../protocol/oneLine.js';
import { ProtocolError } from '../../../protocol/ProtocolError.js';
import type { Market } from '../../../protocol/structures.js';
import type { FmzSymbol } from '../../../protocol/symbol.js';
import type { Contract, Instrument } from '../engine/Instrument.js';

const FINEST_STEP = '0.000000000001';

/**
 * The rules of an instrument, out of its entry in `markets`.
 *
 * @throws ProtocolError for contracts whose size is not told.
 */
export function toInstrument(symbol: FmzSymbol, entry: Market): Instrument {
  const { symbol: name } = entry;
  return {
    name,
    native: name.toUpperCase().replace(/[._]/g, '-'),
    base: entry.base_asset,
    quote: entry.quote_asset,
    priceStep: stepOf(entry.tick_size, entry.price_precision),
    amountStep: stepOf(entry.amount_size, entry.amount_precision),
    ...(entry.min_qty !== undefined && { leastAmount: requireDecimal(entry.min_qty) }),
    contract: contractOf(name, symbol.contract, entry),
  };
}

/**
 * Refuses a symbol that will mean another contract some day, and with it another position.
 *
 * @throws ProtocolError
 */
export function requireLasting({ name, contract }: FmzSymbol): void {
  if (contract === 'swap' || !contractCodes.some((word) => word === contract)) return;
  throw new ProtocolError(
    `Paper cannot trade ${show(name)}: ${contract} means another contract after each delivery; use a swap, or a contract's own id where GetMarkets lists it`,
  );
}

function contractOf(name: string, asked: string | undefined, entry: Market): Contract | undefined {
  if (asked === undefined) return undefined;
  const code = name.slice(name.indexOf('.') + 1);
  if (!entry.ct_val)
    throw new ProtocolError(`the exchange does not say what one contract of ${show(name)} holds`);
  const inverse = entry.ct_val_ccy === entry.quote_asset;
  return {
    code,
    size: requireDecimal(entry.ct_val),
    inverse,
    currency: inverse ? entry.base_asset : entry.quote_asset,
  };
}

function stepOf(step: number | undefined, digits: number | undefined): string {
  if (step) return requireDecimal(step);
  return digits === undefined ? FINEST_STEP : requireDecimal(Number(`1e-${digits}`));
}
