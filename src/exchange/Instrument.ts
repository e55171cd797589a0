import { contractCodesOf } from '../protocol/contractCodesOf.js';
import type { FmzSymbolRange } from '../protocol/symbol.js';

/** An instrument as an exchange lists it, with what FMZ's symbols say of it. */
export interface Instrument<Row = unknown, List extends string = string> {
  /** Which of the exchange's lists it is on: `SPOT`, `linear`. */
  list: List;
  /** The exchange's own name, unique within its list. */
  id: string;
  kind: 'spot' | 'swap' | 'futures';
  base: string;
  /** On contracts the currency that decides the margin: USDT or USDC, and USD for those margined in coin. */
  quote: string;
  /** When a dated contract ends, in Unix ms. */
  expiry?: number;
  /** Whether `PAIR.swap`, `PAIR.quarter` and the ranges may mean it; other contracts are named by their own id. */
  standard: boolean;
  /** As the exchange sent it. */
  row: Row;
}

/**
 * FMZ's symbol of an instrument: the nearest word of a dated contract, or its id where no word fits.
 *
 * @param now Unix ms: the words of dated contracts move with time.
 * @example symbolOf({ kind: 'swap', base: 'BTC', quote: 'USDT', standard: true, ... }, Date.now()) // 'BTC_USDT.swap'
 */
export function symbolOf({ kind, id, base, quote, expiry, standard }: Instrument, now: number): string {
  const pair = `${base}_${quote}`;
  if (kind === 'spot') return pair;
  if (!standard) return `${pair}.${id}`;
  if (kind === 'swap') return `${pair}.swap`;
  return `${pair}.${codesOf(expiry, now)[0] ?? id}`;
}

/** All symbols that mean an instrument: a dated contract has its own id, and often several words. */
export function symbolsOf(instrument: Instrument, now: number): string[] {
  const { kind, id, base, quote, expiry, standard } = instrument;
  if (kind !== 'futures' || !standard) return [symbolOf(instrument, now)];
  return [...codesOf(expiry, now), id].map((contract) => `${base}_${quote}.${contract}`);
}

/** Whether a word such as `swap` or `quarter` means an instrument of its pair. */
export function isMeantBy({ kind, expiry, standard }: Instrument, word: string, now: number): boolean {
  if (!standard) return false;
  if (kind === 'futures') return codesOf(expiry, now).some((code) => code === word);
  return kind === 'swap' && word === 'swap';
}

/** Whether an instrument is of the kind and the margin of a range such as `USDT.swap`. */
export function isInRange(
  { kind, quote }: Pick<Instrument, 'kind' | 'quote'>,
  { range, quote: wanted }: FmzSymbolRange,
): boolean {
  return kind === range && quote.toUpperCase() === wanted.toUpperCase();
}

function codesOf(expiry: number | undefined, now: number) {
  return expiry === undefined ? [] : contractCodesOf(expiry, now);
}
