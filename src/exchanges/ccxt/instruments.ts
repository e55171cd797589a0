import type { Instrument } from '../../adapter/Instrument.js';
import type { InstrumentList } from '../../adapter/InstrumentList.js';
import { type OddRow, sortRows } from '../../adapter/rows.js';
import { checkSteps } from '../../adapter/steps.js';
import { compareDecimals, toDecimal } from '../../protocol/decimal.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import { say } from '../../wording/say.js';
import type { CcxtExchange } from './instance/ccxtTypes.js';
import { type MarketRow, marketRow } from './market/rows.js';
import type { VenueFacts } from './venues/defineVenue.js';
import { factsOf } from './venues.js';

export type CcxtInstrument = Instrument<MarketRow, 'all'>;
export type CcxtList = InstrumentList<MarketRow, 'all'>;

/**
 * ccxt's markets as instruments. Those that FMZ has no word for, such as options, are left out. Where two have the same
 * native id, as a pair and its perpetual often do, the pair has it, and the others go by ccxt's symbol.
 *
 * @param facts of the exchange.
 */
export function toInstruments(markets: unknown, facts: VenueFacts): CcxtInstrument[] {
  return readMarkets(markets, facts).instruments;
}

/** As {@link toInstruments}, with those markets that cannot be read. */
export function readMarkets(
  markets: unknown,
  { contractsAreUnits }: VenueFacts,
): { instruments: CcxtInstrument[]; unnamed: OddRow[] } {
  const { rows: known, odd } = sortRows({
    rows: Object.values(Object(markets)),
    schema: marketRow,
    id: 'symbol',
  });
  const rows = known
    .filter((row) => kindOf(row) !== undefined)
    .map((row) => (contractsAreUnits && !row.spot ? { ...row, contractSize: '1' } : row));
  return { instruments: nameMarkets(rows), unnamed: odd };
}

function nameMarkets(rows: MarketRow[]): CcxtInstrument[] {
  const taken = new Set<string>();
  const standard = new Set<string>();
  // Pairs first, then what is margined in coin: of two swaps of BTC_USD that one has the name.
  const ordered = rows.sort((a, b) => rank(a) - rank(b));
  return ordered.flatMap((row) => {
    const kind = kindOf(row);
    if (!kind) return [];
    const quote = quoteOf(row);
    const id = taken.has(row.id) ? row.symbol : row.id;
    taken.add(row.id);
    // What FMZ calls it without its id: of several the first one.
    const called = `${row.base}_${quote} ${kind} ${kind === 'futures' ? (row.expiry ?? row.symbol) : ''}`;
    const known = standard.has(called);
    if (kind === 'swap' || isStandard(row, quote)) standard.add(called);
    return [
      {
        list: 'all' as const,
        id,
        kind,
        base: row.base,
        quote,
        ...(kind === 'spot' && known && { symbol: `${row.base}_${quote}.${id}` }),
        ...(kind === 'futures' && row.expiry !== undefined && { expiry: row.expiry }),
        standard: !known && isStandard(row, quote),
        row,
      },
    ];
  });
}

function kindOf({ spot, swap, future }: MarketRow): Instrument['kind'] | undefined {
  if (spot) return 'spot';
  if (swap) return 'swap';
  return future ? 'futures' : undefined;
}

function rank({ spot, inverse, active }: MarketRow): number {
  return (spot ? 0 : inverse ? 2 : 4) + (active === false ? 1 : 0);
}

/** FMZ's quote currency decides the margin: what is priced in USD and margined in USDC is a contract of USDC. */
function quoteOf({ spot, linear, quote, settle }: MarketRow): string {
  return !spot && linear && quote === 'USD' && settle !== undefined ? settle : quote;
}

function isStandard({ spot, linear, inverse, base, settle }: MarketRow, quote: string): boolean {
  return spot || (linear && settle === quote) || (inverse && settle === base);
}

/** The instruments by ccxt's symbols. */
export function bySymbol(list: CcxtList): Map<string, CcxtInstrument> {
  return new Map([...list.byId.values()].map((instrument) => [instrument.row.symbol, instrument]));
}

const DECIMAL_PLACES = 2;

const SIGNIFICANT_DIGITS = 3;

/** The steps of an instrument as decimal strings, "" where the exchange has none, or ccxt does not know or invents it. */
export function stepsOf(
  exchange: CcxtExchange,
  { row }: CcxtInstrument,
): { tickSize: string; lotSize: string } {
  const { precisionMode: mode } = exchange;
  const { inventedSteps = [] } = factsOf(exchange.id);
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
  const facts = { what, value, symbol };
  throw new ProtocolError(
    sent === undefined
      ? say('{what} {value} cannot be sent exactly: {symbol} takes no such number; use fewer digits', facts)
      : say('{what} {value} cannot be sent exactly: {symbol} takes {sent}; use fewer digits', {
          ...facts,
          sent,
        }),
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
