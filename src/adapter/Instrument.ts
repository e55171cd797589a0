import { contractCodesOf } from '../protocol/contractCodes.js';
import { foldCase } from '../protocol/spelling.js';
import type { FmzSymbolRange } from '../protocol/symbol.js';

/** What FMZ's symbols say of an instrument. */
export interface NamedInstrument<List extends string = string> {
  /** Which of the exchange's lists it is on: `SPOT`, `linear`. */
  list: List;
  /** The exchange's own name, unique within its list. */
  id: string;
  kind: 'spot' | 'swap' | 'futures';
  /** As the exchange spells it, which FMZ is told: TSLAx. */
  base: string;
  /** On contracts the currency that decides the margin: USDT or USDC, and USD for those margined in coin. */
  quote: string;
  /** FMZ's symbol, where that is not made of the currencies: `600519.SH`. @default `BASE_QUOTE`, or `BASE_QUOTE.contract` */
  symbol?: string;
  /**
   * What tells it from others of the same symbol, on spot: an ETF and a coin that are both called BTC are `BTC_USD.stock`
   * and `BTC_USD.crypto`. Where there is only one, the plain symbol means it as well.
   *
   * @default none
   */
  class?: string;
  /** When a dated contract ends, in Unix ms. */
  expiry?: number;
  /** Whether `PAIR.swap`, `PAIR.quarter` and the ranges may mean it; other contracts are named by their own id. */
  standard: boolean;
}

/** An instrument as an exchange lists it. */
export interface Instrument<Row = unknown, List extends string = string> extends NamedInstrument<List> {
  /** As the exchange sent it. */
  row: Row;
}

/** An instrument that a symbol means. */
export interface FoundInstrument<Row = unknown, List extends string = string> extends Instrument<Row, List> {
  /** The symbol that FMZ is told: the one that was asked for, as the exchange spells it. */
  name: string;
}

/** An instrument that is listed with a row that cannot be read. */
export interface UnreadableInstrument<List extends string = string> extends NamedInstrument<List> {
  /** The field, and what is wrong with it. */
  problem: string;
}

/**
 * FMZ's symbol of an instrument: the nearest word of a dated contract, or its id where no word fits; with its class, if it
 * has one. `Instruments` leaves out a class that nothing has to be told from.
 *
 * @param now Unix ms: the words of dated contracts move with time.
 * @example symbolOf({ kind: 'swap', base: 'BTC', quote: 'USDT', standard: true, ... }, Date.now()) // 'BTC_USDT.swap'
 */
export function symbolOf(instrument: NamedInstrument, now: number): string {
  const [word] = wordsOf(instrument, now);
  if (word !== undefined) return `${instrument.base}_${instrument.quote}.${word}`;
  const [plain = '', qualified = plain] = fixedSymbolsOf(instrument);
  return qualified;
}

/** The symbols of an instrument that do not move with time, the shortest first. */
export function fixedSymbolsOf(instrument: NamedInstrument): readonly string[] {
  const { kind, id, base, quote, symbol, class: kept } = instrument;
  if (kind !== 'spot' && symbol === undefined) return [`${base}_${quote}.${id}`];
  const plain = symbol ?? `${base}_${quote}`;
  return kept === undefined ? [plain] : [plain, `${plain}.${kept}`];
}

/** FMZ's words for a contract of its pair, the nearest first; none where its own symbol or its id names it alone. */
export function wordsOf({ kind, symbol, expiry, standard }: NamedInstrument, now: number): readonly string[] {
  if (kind === 'spot' || symbol !== undefined || !standard) return [];
  if (kind === 'swap') return ['swap'];
  return expiry === undefined ? [] : contractCodesOf(expiry, now);
}

/** Whether an instrument is of the kind and the margin of a range such as `USDT.swap`. */
export function isInRange(
  { kind, quote }: Pick<NamedInstrument, 'kind' | 'quote'>,
  { range, quote: wanted }: FmzSymbolRange,
): boolean {
  return kind === range && foldCase(quote) === foldCase(wanted);
}
