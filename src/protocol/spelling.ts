import { anyOf, say } from '../wording/say.js';
import { contractCodes } from './contractCodes.js';
import { quote } from './oneLine.js';
import { ProtocolError } from './ProtocolError.js';

const QUALIFIED = /^(.+?_[^_.]+)\.(.+)$/u;

/**
 * What follows the pair in FMZ's symbol of an instrument; `undefined` where nothing does.
 *
 * @example contractIn('BTC_USDT.swap') // 'swap'
 * @example contractIn('BRK.B_USD') // undefined
 */
export function contractIn(symbol: string): string | undefined {
  return QUALIFIED.exec(symbol)?.[2];
}

/** FMZ's words are in lower case, all else in upper case. */
export function spellContract(contract: string): string {
  return contractCodes.find((code) => code === contract.toLowerCase()) ?? foldCase(contract);
}

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
    say('{asked} may mean {names}, which differ in upper and lower case: write the one that is meant', {
      asked: quote(asked),
      names: anyOf(alike),
    }),
  );
}

/** Some letters are not ASCII but their capitals are: a long s must not turn into the S of USDT. */
export function foldsIntoAscii(text: string): boolean {
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
