import * as v from 'valibot';
import { OddSymbol } from './OddSymbol.js';
import { foldsIntoAscii, spellContract } from './spelling.js';
import { explainSymbol, faultOfSymbol, RANGE, usualMargins } from './symbolFaults.js';

/**
 * A symbol as FMZ writes it. Spot is `BASE_QUOTE`, futures `BASE_QUOTE.contract`, securities often `CODE.MARKET`. What is
 * listed decides what it means, as `Instruments.find` does: the parts are what its spelling says of it.
 *
 * @example { name: 'BTC_USDT', base: 'BTC', quote: 'USDT' }
 * @example { name: 'BTC_USD.swap', base: 'BTC', quote: 'USD', contract: 'swap' }
 */
export interface FmzSymbol {
  /**
   * In upper case but for FMZ's words.
   *
   * @throws ProtocolError as `base` and `quote` do: where the spelling does not tell the currencies (`600519.SH`, `USDT`),
   * until `Instruments.find` has found what it means.
   */
  readonly name: string;
  readonly base: string;
  readonly quote: string;
  /**
   * What follows the pair: a {@link ContractCode}, or in upper case the exchange's own contract id, or the class of an
   * instrument; absent on a plain pair.
   */
  contract?: string;
  /** As it was spelled, where that differs from the name: some currencies have lower-case letters, such as TSLAx. */
  written?: string;
}

/** All contracts of one quote currency: perpetual ones `USDT.swap`, dated ones `USD.futures`. */
export interface FmzSymbolRange {
  name: string;
  quote: string;
  range: 'swap' | 'futures';
}

/** A pair whose currencies can be told: those of `BRK.B_USD`, `M&M_INR` and `$WIF_USDT` as well. */
const PAIR = /^([.$&]*[\p{L}\p{N}][\p{L}\p{N}.$&]*)_([\p{L}\p{N}]+)(?:\.([\p{L}\p{N}_-]+))?$/u;

/**
 * Reads a symbol in either case; `undefined` where no instrument can have it: a range, or characters that a symbol cannot
 * have.
 */
export function parseSymbol(text: string): FmzSymbol | undefined {
  const written = text.trim();
  if (RANGE.test(written) || faultOfSymbol(written) !== undefined) return undefined;
  const [, base, quote, id] = (!foldsIntoAscii(written) && PAIR.exec(written)) || [];
  if (base === undefined || quote === undefined) return new OddSymbol(written);
  const contract = id === undefined ? undefined : spellContract(id);
  const pair = `${base}_${quote}`.toUpperCase();
  const name = contract === undefined ? pair : `${pair}.${contract}`;
  return {
    name,
    base: base.toUpperCase(),
    quote: quote.toUpperCase(),
    ...(contract !== undefined && { contract }),
    ...(written !== name && { written }),
  };
}

/** Reads a range such as `USDT.swap`; `undefined` where it is none. */
export function parseSymbolRange(text: string): FmzSymbolRange | undefined {
  const match = foldsIntoAscii(text) ? null : RANGE.exec(text.trim());
  if (!match?.[1] || !match[2]) return undefined;
  const quote = match[1].toUpperCase();
  const range = match[2].toLowerCase() === 'swap' ? 'swap' : 'futures';
  return { name: `${quote}.${range}`, quote, range };
}

/** Params schema: one instrument. A range of a currency that hardly margins contracts is a slip, which the list may explain: `EURUSD.swap`. */
export const symbol = v.pipe(
  v.unknown(),
  v.rawTransform(({ dataset, addIssue, NEVER }): FmzSymbol => {
    const parsed = typeof dataset.value === 'string' ? parseOne(dataset.value) : undefined;
    if (!parsed) addIssue({ message: explainSymbol(dataset.value) });
    return parsed ?? NEVER;
  }),
);

function parseOne(text: string): FmzSymbol | undefined {
  const range = parseSymbolRange(text);
  if (!range) return parseSymbol(text);
  return usualMargins.has(range.quote) ? undefined : new OddSymbol(text.trim());
}

/** Params schema: one instrument, a range, or nothing at all (`undefined`), which means everything. */
export const symbolOrRange = v.pipe(
  v.unknown(),
  v.rawTransform(({ dataset, addIssue, NEVER }): FmzSymbol | FmzSymbolRange | undefined => {
    const { value } = dataset;
    if (value === undefined || value === null || value === '') return undefined;
    const parsed = typeof value === 'string' ? (parseSymbolRange(value) ?? parseSymbol(value)) : undefined;
    if (!parsed) addIssue({ message: explainSymbol(value) });
    return parsed ?? NEVER;
  }),
);
