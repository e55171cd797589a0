import { say } from '../wording/say.js';
import { contractCodes } from './contractCodes.js';
import { fullWidthIn } from './fullWidth.js';
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
  if (text === '') return say('is empty');
  if (text.length > LONGEST_SYMBOL) return say('has more than {most} characters', { most: LONGEST_SYMBOL });
  if (INVISIBLE.test(text)) return say('has a blank or an invisible character');
  if (fullWidthIn(text) !== undefined) return say('has a full-width character');
  if (text.includes(',')) return say('has a comma');
  if (text.includes('"')) return say('has a double quote');
  return RESERVED.test(text) ? say('is a reserved word of JavaScript') : undefined;
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
  if (value === undefined || value === '') return say('is missing: use BASE_QUOTE, like LTC_USDT');
  if (typeof value !== 'string')
    return say('must be a string like LTC_USDT, not {value}', { value: quote(value) });
  const [, quoted] = RANGE.exec(value.trim()) ?? [];
  if (quoted !== undefined) return explainRange(value, quoted);
  const incomplete = /^[\p{L}\p{N}]+$/u.test(value.trim());
  const asked = lettersOf(value);
  const known = listed.find((one) =>
    [one, one.replace(/\.swap$/, '')].some((name) => lettersOf(name) === asked),
  );
  if (known) return suggestPair(value, known, incomplete);
  const meant = meantPair(value.trim());
  if (meant) return suggestPair(value, meant.pair, meant.incomplete);
  const facts = { value: quote(value), example: listed[0] ?? say('LTC_USDT, or BTC_USDT.swap') };
  return incomplete
    ? say('{value} is incomplete: use BASE_QUOTE, like {example}', facts)
    : say('{value} is not a symbol: use BASE_QUOTE, like {example}', facts);
}

function suggestPair(value: string, pair: string, incomplete: boolean): string {
  const facts = { value: quote(value), pair };
  return incomplete
    ? say('{value} is incomplete: did you mean {pair}?', facts)
    : say('{value} is not a symbol: did you mean {pair}?', facts);
}

function explainRange(value: string, quoted: string): string {
  const pair = meantPair(quoted)?.pair;
  return pair
    ? say('{value} is a range: did you mean {meant}?', { value: quote(value), meant: `${pair}.swap` })
    : say('{value} is a range: name one instrument, like BTC_USDT.swap', { value: quote(value) });
}

/** A symbol without its underscore, or what was typed in its place. */
export function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '').toUpperCase();
}

/** The pair that a text without an underscore means, by its separator or its quote currency. */
function meantPair(text: string): { pair: string; incomplete: boolean } | undefined {
  // A longer text may be a key that was pasted here: nobody may say it again in another form.
  const [, base, currency] = /^([\p{L}\p{N}]{1,12})[-/:＿－／：]([\p{L}\p{N}]{1,8})$/u.exec(text) ?? [];
  if (base !== undefined) return { pair: `${base}_${currency}`, incomplete: false };
  const parts = (JOINED.exec(text) ?? []).slice(1).filter((part) => part !== undefined);
  return parts.length === 2 ? { pair: parts.join('_').toUpperCase(), incomplete: true } : undefined;
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
