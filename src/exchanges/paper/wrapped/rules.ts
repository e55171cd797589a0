import { contractCodes } from '../../../protocol/contractCodes.js';
import { requireDecimal } from '../../../protocol/decimal.js';
import { askedName } from '../../../protocol/OddSymbol.js';
import { quote as show } from '../../../protocol/oneLine.js';
import { ProtocolError } from '../../../protocol/ProtocolError.js';
import { contractIn, foldCase, pickSpelling } from '../../../protocol/spelling.js';
import type { Market } from '../../../protocol/structures.js';
import type { FmzSymbol } from '../../../protocol/symbol.js';
import { DAY } from '../../../protocol/time.js';
import { anyOf, say } from '../../../wording/say.js';
import type { Contract, PaperInstrument } from '../engine/model.js';

const NAMES_PAIR = /_/;
const FINEST_STEP = '0.000000000001';

/**
 * The rules of an instrument, out of its entry in `markets`.
 *
 * @throws ProtocolError for contracts whose size is not told.
 */
export function toInstrument(entry: Market): PaperInstrument {
  const { symbol: name } = entry;
  return {
    name,
    native: name.toUpperCase().replace(/[._]/g, '-'),
    base: entry.base_asset,
    quote: entry.quote_asset,
    priceStep: stepOf(entry.tick_size, entry.price_precision),
    amountStep: stepOf(entry.amount_size, entry.amount_precision),
    ...(entry.min_qty !== undefined && { leastAmount: requireDecimal(entry.min_qty) }),
    contract: contractOf(entry),
  };
}

/**
 * The entry in `markets` that a symbol means: one of a class by its plain symbol, too, where there is no other.
 *
 * @throws ProtocolError where it may mean several.
 */
export function findEntry(symbol: FmzSymbol, markets: Readonly<Record<string, Market>>): Market | undefined {
  const asked = symbol.written ?? symbol.name;
  const name = pickSpelling(asked, Object.keys(markets));
  if (name !== undefined) return markets[name];
  const classed = Object.values(markets).filter(
    (entry) => entry.class !== undefined && aliasesOf(entry, entry.class).includes(foldCase(asked)),
  );
  if (classed.length < 2) return classed[0];
  const names = anyOf(classed.map((entry) => entry.symbol));
  throw new ProtocolError(
    say('{asked} may mean {names}: write the one that is meant', { asked: show(asked), names }),
  );
}

function aliasesOf({ symbol }: Market, kept: string): string[] {
  const end = `.${kept}`;
  return [symbol.endsWith(end) ? symbol.slice(0, -end.length) : `${symbol}${end}`].map(foldCase);
}

/**
 * Refuses a symbol that will mean another contract some day, and with it another position.
 *
 * @throws ProtocolError
 */
export function requireLasting(symbol: FmzSymbol): void {
  const { contract } = symbol;
  if (contract === 'swap' || !contractCodes.some((word) => word === contract)) return;
  throw new ProtocolError(
    say(
      "Paper cannot trade {symbol}: {contract} means another contract after each delivery; use a swap, or a contract's own id where GetMarkets lists it",
      { symbol: show(askedName(symbol)), contract: String(contract) },
    ),
  );
}

function contractOf(entry: Market): Contract | undefined {
  const { symbol: name, class: kept } = entry;
  const code = contractIn(name) ?? name;
  // What is no pair may be a share or a contract: that has a size.
  const isSpot = kept !== undefined || (code === name && (!entry.ct_val || NAMES_PAIR.test(name)));
  if (isSpot) return undefined;
  if (!entry.ct_val)
    throw new ProtocolError(
      say('the exchange does not say what one contract of {symbol} holds', { symbol: show(name) }),
    );
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

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
/** The month of a letter: the last one of a quarter. */
const QUARTERS: Readonly<Record<string, number>> = { H: 3, M: 6, U: 9, Z: 12 };
const DIGITS = /\..*-(?:20)?(\d{2})(\d{2})(\d{2})$/;
const NAMED = /\..*-(\d{1,2})([A-Z]{3})(\d{2})$/;
const LETTER = /\..*USD([HMUZ])(\d{2})$/;
const HOUR_OF_DELIVERY = 8;

/**
 * Whether a symbol is a contract whose day of delivery (08:00 UTC) is over, by the date that its id ends in: 250328,
 * 28MAR25, or H25 for the last Friday of that quarter. Anything else that is not listed may be back: it is suspended, or
 * missing in an answer.
 *
 * @param now Unix time in ms.
 * @example hasEnded('BTC_USDT.BTC-USDT-250328', Date.UTC(2025, 2, 28, 8)) // true
 */
export function hasEnded(symbol: string, now: number): boolean {
  const delivery = deliveryOf(symbol);
  return delivery !== undefined && delivery <= now;
}

function deliveryOf(symbol: string): number | undefined {
  const digits = DIGITS.exec(symbol);
  if (digits) return timeOf(Number(digits[1]), Number(digits[2]), Number(digits[3]));
  const named = NAMED.exec(symbol);
  if (named) return timeOf(Number(named[3]), MONTHS.indexOf(named[2] ?? '') + 1, Number(named[1]));
  const letter = LETTER.exec(symbol);
  return letter ? lastFriday(Number(letter[2]), QUARTERS[letter[1] ?? ''] ?? 0) : undefined;
}

/** `undefined` for a day that no calendar has. */
function timeOf(year: number, month: number, day: number): number | undefined {
  const date = new Date(Date.UTC(2000 + year, month - 1, day, HOUR_OF_DELIVERY));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() : undefined;
}

function lastFriday(year: number, month: number): number {
  const last = Date.UTC(2000 + year, month, 0, HOUR_OF_DELIVERY);
  return last - ((new Date(last).getUTCDay() + 2) % 7) * DAY;
}
