import { contractCodes } from './contractCodes.js';
import { quote } from './oneLine.js';
import { suggest } from './suggest.js';

/** In characters: order ids begin with an instrument, and have 200 at most. */
export const LONGEST_SYMBOL = 100;
/** What breaks lines, words of a shell, logs and addresses: blanks, control and invisible characters, halves of characters. */
const INVISIBLE = /[\s\p{Cc}\p{Cf}\p{Zs}\p{Zl}\p{Zp}\p{Cs}]/u;
/** What names of an object's own parts are read as, instead of keys. */
const RESERVED = /^(__proto__|constructor|prototype)$/i;

/**
 * Why no instrument can have such a symbol; `undefined` where one can. A comma would end the symbol in an order id, and a
 * double quote a cell of a table.
 *
 * @example faultOfSymbol('A,B_USDT') // 'has a comma'
 * @example faultOfSymbol('$WIF_USDT') // undefined
 */
export function faultOfSymbol(text: string): string | undefined {
  if (text === '') return 'is empty';
  if (text.length > LONGEST_SYMBOL) return `has more than ${LONGEST_SYMBOL} characters`;
  if (INVISIBLE.test(text)) return 'has a blank or an invisible character';
  if (text.includes(',')) return 'has a comma';
  if (text.includes('"')) return 'has a double quote';
  return RESERVED.test(text) ? 'is a reserved word of JavaScript' : undefined;
}

/** Of all contracts of a quote currency: see `FmzSymbolRange`. */
export const RANGE = /^([\p{L}\p{N}]+)\.(swap|futures)$/iu;

/** What margins contracts at most exchanges. */
export const usualMargins: ReadonlySet<string> = new Set(['USD', 'USDT', 'USDC']);

/** A pair without its underscore, by the usual quote currencies. Names such as WBTC, FDUSD and stETH are not pairs. */
const JOINED = /^(?:([a-z\d]{2,})(USDT|USDC)|([a-z\d]{3,})(USD|BTC|ETH|EUR))$/i;

/**
 * What is wrong with a symbol that is none, behind the word "symbol".
 *
 * @param listed what the exchange has, where that is known.
 * @example explainSymbol('LTC-USDT') // '"LTC-USDT" is not a symbol: did you mean LTC_USDT?'
 * @example explainSymbol('BTCJPY', ['BTC_JPY']) // '"BTCJPY" is incomplete: did you mean BTC_JPY?'
 */
export function explainSymbol(value: unknown, listed: readonly string[] = []): string {
  if (value === undefined || value === '') return 'is missing: use BASE_QUOTE, like LTC_USDT';
  if (typeof value !== 'string') return `must be a string like LTC_USDT, not ${quote(value)}`;
  const [, quoted] = RANGE.exec(value.trim()) ?? [];
  if (quoted !== undefined) return explainRange(value, quoted);
  const fault = /^[\p{L}\p{N}]+$/u.test(value.trim()) ? 'incomplete' : 'not a symbol';
  const asked = lettersOf(value);
  const known = listed.find((one) =>
    [one, one.replace(/\.swap$/, '')].some((name) => lettersOf(name) === asked),
  );
  if (known) return `${quote(value)} is ${fault}: did you mean ${known}?`;
  const meant = meantPair(value.trim());
  if (meant) return `${quote(value)} is ${meant.fault}: did you mean ${meant.pair}?`;
  const [first = 'LTC_USDT, or BTC_USDT.swap'] = listed;
  return `${quote(value)} is ${fault}: use BASE_QUOTE, like ${first}`;
}

function explainRange(value: string, quoted: string): string {
  const pair = meantPair(quoted)?.pair;
  return `${quote(value)} is a range: ${pair ? `did you mean ${pair}.swap?` : 'name one instrument, like BTC_USDT.swap'}`;
}

/** A symbol without its underscore, or what was typed in its place. */
export function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '').toUpperCase();
}

/** The pair that a text without an underscore means, by its separator or its quote currency. */
function meantPair(text: string): { pair: string; fault: string } | undefined {
  // A longer text may be a key that was pasted here: nobody may say it again in another form.
  const [, base, currency] = /^([\p{L}\p{N}]{1,12})[-/:＿－／：]([\p{L}\p{N}]{1,8})$/u.exec(text) ?? [];
  if (base !== undefined) return { pair: `${base}_${currency}`, fault: 'not a symbol' };
  const parts = (JOINED.exec(text) ?? []).slice(1).filter((part) => part !== undefined);
  return parts.length === 2 ? { pair: parts.join('_').toUpperCase(), fault: 'incomplete' } : undefined;
}

/**
 * The symbol that was meant where what follows the pair is misspelled; `undefined` where none is near.
 *
 * @param known what else may follow this pair, besides FMZ's words.
 * @example meantContract({ name: 'BTC_USDT.SWP', contract: 'SWP', ... }) // 'BTC_USDT.swap'
 */
export function meantContract(
  { name, contract }: { name: string; contract?: string | undefined },
  known: readonly string[] = [],
): string | undefined {
  if (contract === undefined || contractCodes.some((code) => code === contract)) return undefined;
  const meant = suggest(contract, [...known, ...contractCodes]);
  return meant && `${name.slice(0, -contract.length)}${meant}`;
}
