import * as v from 'valibot';
import { contractCodes } from './contractCodes.js';
import { quote } from './oneLine.js';
import { ProtocolError } from './ProtocolError.js';
import { suggest } from './suggest.js';

/**
 * A symbol as FMZ writes it. Spot is `BASE_QUOTE`, futures `BASE_QUOTE.contract`.
 *
 * @example { name: 'BTC_USDT', base: 'BTC', quote: 'USDT' }
 * @example { name: 'BTC_USD.swap', base: 'BTC', quote: 'USD', contract: 'swap' }
 */
export interface FmzSymbol {
  name: string;
  base: string;
  quote: string;
  /** A {@link ContractCode}, or the exchange's own contract id in upper case; absent on spot. */
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

const PAIR = /^([\p{L}\p{N}]+)_([\p{L}\p{N}]+)(?:\.([\p{L}\p{N}_-]+))?$/u;
const RANGE = /^([\p{L}\p{N}]+)\.(swap|futures)$/iu;

/** Reads a symbol in either case; `undefined` where it is none. */
export function parseSymbol(text: string): FmzSymbol | undefined {
  const match = foldsIntoAscii(text) ? null : PAIR.exec(text.trim());
  if (!match?.[1] || !match[2]) return undefined;
  const base = match[1].toUpperCase();
  const quote = match[2].toUpperCase();
  const lower = match[3]?.toLowerCase();
  const contract = contractCodes.find((code) => code === lower) ?? match[3]?.toUpperCase();
  const name = contract === undefined ? `${base}_${quote}` : `${base}_${quote}.${contract}`;
  const [written] = match;
  return {
    name,
    base,
    quote,
    ...(contract !== undefined && { contract }),
    ...(written !== name && { written }),
  };
}

/**
 * The symbol that was meant where a contract code is misspelled; `undefined` where none is near.
 *
 * @example meantContract({ name: 'BTC_USDT.SWP', base: 'BTC', quote: 'USDT', contract: 'SWP' }) // 'BTC_USDT.swap'
 */
export function meantContract({ base, quote, contract }: FmzSymbol): string | undefined {
  if (contract === undefined || contractCodes.some((code) => code === contract)) return undefined;
  const code = suggest(contract, contractCodes);
  return code && `${base}_${quote}.${code}`;
}

/** Some letters are not ASCII but their capitals are: a long s must not turn into the S of USDT. */
function foldsIntoAscii(text: string): boolean {
  if (isAscii(text)) return false;
  return [...text].some((letter) => letter > '\u007f' && becomesAscii(letter));
}

/**
 * A name in which upper and lower case are the same, to compare it with others. What is not ASCII stays so: a long s is
 * not an s.
 *
 * @example foldCase('TSLAx_usdt') // 'TSLAX_USDT'
 */
export function foldCase(text: string): string {
  if (isAscii(text)) return text.toUpperCase();
  return [...text].map(foldLetter).join('');
}

function isAscii(text: string): boolean {
  return /^[\0-\u007f]*$/.test(text);
}

function foldLetter(letter: string): string {
  return letter > '\u007f' && becomesAscii(letter) ? letter : letter.toUpperCase();
}

function becomesAscii(letter: string): boolean {
  return /[\0-\u007f]/.test(letter.toUpperCase());
}

/** Reads a range such as `USDT.swap`; `undefined` where it is none. */
export function parseSymbolRange(text: string): FmzSymbolRange | undefined {
  const match = foldsIntoAscii(text) ? null : RANGE.exec(text.trim());
  if (!match?.[1] || !match[2]) return undefined;
  const quote = match[1].toUpperCase();
  const range = match[2].toLowerCase() === 'swap' ? 'swap' : 'futures';
  return { name: `${quote}.${range}`, quote, range };
}

/** A pair without its underscore, by the usual quote currencies. Names such as WBTC, FDUSD and stETH are not pairs. */
const JOINED = /^(?:([a-z\d]{2,})(USDT|USDC)|([a-z\d]{3,})(USD|BTC|ETH|EUR))$/i;

function explain(value: unknown): string {
  if (value === undefined || value === '') return 'is missing: use BASE_QUOTE, like LTC_USDT';
  if (typeof value !== 'string') return `must be a string like LTC_USDT, not ${quote(value)}`;
  if (parseSymbolRange(value)) return `${quote(value)} is a range: name one instrument, like BTC_USDT.swap`;
  const spelled = /^([\p{L}\p{N}]+)[-/:＿－／：]([\p{L}\p{N}]+)$/u.exec(value.trim());
  if (spelled) return `${quote(value)} is not a symbol: did you mean ${spelled[1]}_${spelled[2]}?`;
  const joined = JOINED.exec(value.trim());
  if (joined) {
    const [base = '', currency = ''] = (joined[1] ? joined.slice(1, 3) : joined.slice(3, 5)).map((part) =>
      part.toUpperCase(),
    );
    return `${quote(value)} is incomplete: did you mean ${base}_${currency}?`;
  }
  return /^[\p{L}\p{N}]+$/u.test(value.trim())
    ? `${quote(value)} is incomplete: use BASE_QUOTE, like LTC_USDT, or BTC_USDT.swap`
    : `${quote(value)} is not a symbol: use BASE_QUOTE, like LTC_USDT, or BTC_USDT.swap`;
}

/** Params schema: one instrument. */
export const symbol = v.pipe(
  v.unknown(),
  v.rawTransform(({ dataset, addIssue, NEVER }): FmzSymbol => {
    const parsed = typeof dataset.value === 'string' ? parseSymbol(dataset.value) : undefined;
    if (!parsed) addIssue({ message: explain(dataset.value) });
    return parsed ?? NEVER;
  }),
);

/** Params schema: one instrument, a range, or nothing at all (`undefined`), which means everything. */
export const symbolOrRange = v.pipe(
  v.unknown(),
  v.rawTransform(({ dataset, addIssue, NEVER }): FmzSymbol | FmzSymbolRange | undefined => {
    const { value } = dataset;
    if (value === undefined || value === null || value === '') return undefined;
    const parsed = typeof value === 'string' ? (parseSymbolRange(value) ?? parseSymbol(value)) : undefined;
    if (!parsed) addIssue({ message: explain(value) });
    return parsed ?? NEVER;
  }),
);

/**
 * The one of some names that a symbol means: the same spelling, or else the only one that differs in upper and lower case.
 *
 * @param asked as it was spelled.
 * @returns `undefined` if there is none.
 * @throws ProtocolError where two names differ in upper and lower case alone, and neither is spelled so.
 * @example pickSpelling('tslax_usdt', ['BTC_USDT', 'TSLAx_USDT']) // 'TSLAx_USDT'
 */
export function pickSpelling(asked: string, names: Iterable<string>): string | undefined {
  const folded = foldCase(asked);
  const alike = [...new Set(names)].filter((name) => foldCase(name) === folded);
  const exact = alike.find((name) => name === asked);
  if (exact !== undefined || alike.length <= 1) return exact ?? alike[0];
  throw new ProtocolError(
    `${quote(asked)} may mean ${alike.join(' or ')}, which differ in upper and lower case: write the one that is meant`,
  );
}
