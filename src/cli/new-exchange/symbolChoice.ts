import { quote } from '../../protocol/oneLine.js';
import { type SymbolStyleName, symbolStyleNames, symbolStyles } from '../../scaffold/ExchangeChoices.js';
import { say } from '../../wording/say.js';
import { UsageError } from '../terminal/errors.js';
import { readName } from './readName.js';

/** @throws UsageError where it is not a style by its name, or by how it writes an instrument. */
export function readSymbols(text: string): SymbolStyleName {
  const written = symbolStyleNames.find((name) => symbolStyles[name].example === text);
  return written ?? readName('symbols', text, symbolStyleNames, 'symbol style');
}

/**
 * The currencies of an instrument.
 *
 * @param quoteName of it, as its flag says it.
 * @throws UsageError where it is none, or of another quote currency.
 */
export function readSymbol(text: string, quoteName: string): { base: string; quote: string } {
  const [, base = '', own = ''] = SYMBOL.exec(text) ?? [];
  if (base === '') {
    throw new UsageError(
      say('--symbol {value} is not an instrument on spot, of letters and digits: write it like AAPL_USD', {
        value: quote(text),
      }),
    );
  }
  if (own.toUpperCase() !== quoteName.toUpperCase()) {
    throw new UsageError(
      say('--symbol {value} is not quoted in {currency}: leave --quote out', {
        value: quote(text),
        currency: quote(quoteName),
      }),
    );
  }
  return { base: base.toUpperCase(), quote: own.toUpperCase() };
}

/** The quote currency of a symbol, if it is one. */
export function quoteOf(symbol: string): string | undefined {
  return SYMBOL.exec(symbol)?.[2];
}

// Of a contract, which `check --symbol` takes as well, its underlying counts.
const SYMBOL = /^([a-z0-9]{1,20})_([a-z0-9]{1,20})(?:\.[\w-]+)?$/i;

/** What is wrong with a symbol that was typed at a question. */
export function faultOfSymbol(text: string): string | undefined {
  return SYMBOL.test(text) ? undefined : say('write it like AAPL_USD, in letters and digits');
}
