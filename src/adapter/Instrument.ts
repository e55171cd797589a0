import { contractCodesOf } from '../protocol/contractCodes.js';
import { type FmzSymbol, type FmzSymbolRange, foldCase } from '../protocol/symbol.js';

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
  /** The symbol that FMZ is told: the contract as it was asked for, the currencies as the exchange spells them. */
  name: string;
}

/** An instrument that is listed with a row that cannot be read. */
export interface UnreadableInstrument<List extends string = string> extends NamedInstrument<List> {
  /** The field, and what is wrong with it. */
  problem: string;
}

/**
 * FMZ's symbol of an instrument by the contract that was asked for: `quarter` stays `quarter`.
 *
 * @example nameAsAsked({ base: 'TSLAx', quote: 'USDT', ... }, parseSymbol('tslax_usdt')) // 'TSLAx_USDT'
 */
export function nameAsAsked({ base, quote, id }: NamedInstrument, { contract }: FmzSymbol): string {
  if (contract === undefined) return `${base}_${quote}`;
  return `${base}_${quote}.${foldCase(contract) === foldCase(id) ? id : contract}`;
}

/**
 * FMZ's symbol of an instrument: the nearest word of a dated contract, or its id where no word fits.
 *
 * @param now Unix ms: the words of dated contracts move with time.
 * @example symbolOf({ kind: 'swap', base: 'BTC', quote: 'USDT', standard: true, ... }, Date.now()) // 'BTC_USDT.swap'
 */
export function symbolOf({ kind, id, base, quote, expiry, standard }: NamedInstrument, now: number): string {
  const pair = `${base}_${quote}`;
  if (kind === 'spot') return pair;
  if (!standard) return `${pair}.${id}`;
  if (kind === 'swap') return `${pair}.swap`;
  return `${pair}.${codesOf(expiry, now)[0] ?? id}`;
}

/** All symbols that mean an instrument: a dated contract has its own id, and often several words. */
export function symbolsOf(instrument: NamedInstrument, now: number): string[] {
  const { kind, id, base, quote, expiry, standard } = instrument;
  if (kind !== 'futures' || !standard) return [symbolOf(instrument, now)];
  return [...codesOf(expiry, now), id].map((contract) => `${base}_${quote}.${contract}`);
}

/** Whether a word such as `swap` or `quarter` means an instrument of its pair. */
export function isMeantBy({ kind, expiry, standard }: NamedInstrument, word: string, now: number): boolean {
  if (!standard) return false;
  if (kind === 'futures') return codesOf(expiry, now).some((code) => code === word);
  return kind === 'swap' && word === 'swap';
}

/** Whether an instrument is of the kind and the margin of a range such as `USDT.swap`. */
export function isInRange(
  { kind, quote }: Pick<NamedInstrument, 'kind' | 'quote'>,
  { range, quote: wanted }: FmzSymbolRange,
): boolean {
  return kind === range && foldCase(quote) === foldCase(wanted);
}

function codesOf(expiry: number | undefined, now: number) {
  return expiry === undefined ? [] : contractCodesOf(expiry, now);
}
