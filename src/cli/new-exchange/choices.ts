import { quote } from '../../protocol/oneLine.js';
import { suggest } from '../../protocol/suggest.js';
import { messageOf } from '../../protocol/thrown.js';
import {
  type ApiStyle,
  apiStyleNames,
  type ExchangeChoices,
  type Product,
  placeholderUrl,
  productNames,
  type SymbolStyleName,
  symbolStyleNames,
  symbolStyles,
} from '../../scaffold/ExchangeChoices.js';
import { goesWith, type SigningName, signingNames } from '../../scaffold/signings.js';
import { originOf } from '../terminal/addresses.js';
import { UsageError } from '../terminal/errors.js';

/** Choices as flags hold them; the person at the terminal is asked for the others. */
export interface ChoiceFlags {
  'base-url'?: string | undefined;
  products?: string | undefined;
  signing?: string | undefined;
  symbols?: string | undefined;
  style?: string | undefined;
  symbol?: string | undefined;
  quote?: string | undefined;
}

/** Every choice made, as flags hold them. */
export type AllChoices = { [Name in keyof Required<ChoiceFlags>]: string };

/**
 * What `--yes` stands for. An exchange with the name of a signing scheme is taken to use it.
 *
 * @param given.symbol @param given.quote of the two, one follows from the other.
 */
export function defaultChoices(name: string, given: Pick<ChoiceFlags, 'symbol' | 'quote'> = {}): AllChoices {
  const namesake = signingNames.find((scheme) => scheme === name.toLowerCase() && scheme !== 'none');
  return {
    'base-url': placeholderUrl(name),
    products: 'spot',
    signing: namesake ?? 'custom',
    symbols: 'joined',
    style: 'envelope',
    quote: given.quote ?? quoteOf(given.symbol ?? '') ?? 'USDT',
    symbol: given.symbol ?? `BTC_${given.quote ?? 'USDT'}`,
  };
}

/**
 * Reads the choices of a new exchange.
 *
 * @throws UsageError naming the flag that is wrong, and what it takes.
 */
export function readChoices(name: string, chosen: AllChoices): ExchangeChoices {
  const choices = {
    name,
    baseUrl: readBaseUrl(chosen['base-url']),
    products: readProducts(chosen.products),
    style: readStyle(chosen.style),
    signing: readSigning(chosen.signing),
    symbols: readSymbols(chosen.symbols),
    ...readSymbol(chosen.symbol, chosen.quote),
  };
  if (goesWith(choices.signing, choices.style)) return choices;
  throw new UsageError(
    `--style ${choices.style} does not go with --signing ${choices.signing}, which cannot sign its requests: use --style envelope, or --signing custom`,
  );
}

/**
 * The address for an exchange in a variable that `serve` reads as well, where it holds several NAME=URL; `undefined` where it
 * holds those of others only.
 *
 * @example ownBaseUrl('acme', 'OKX=https://eea.okx.com,acme=https://api.acme.com') // 'https://api.acme.com'
 */
export function ownBaseUrl(name: string, text: string): string | undefined {
  const pairs = text.split(/[\s,]+/).filter(Boolean);
  if (pairs.length === 0 || !pairs.every((pair) => NAMED.test(pair))) return text;
  const own = pairs.find((pair) => pair.toLowerCase().startsWith(`${name.toLowerCase()}=`));
  return own?.slice(own.indexOf('=') + 1);
}

const NAMED = /^[\p{L}\p{N}/-]+=/u;

function readBaseUrl(address: string): string {
  if (NAMED.test(address)) {
    const example = address.slice(address.indexOf('=') + 1);
    const url = URL.canParse(example) ? example : 'https://api.example.com';
    throw new UsageError(`--base-url takes an address without a name: ${url}`);
  }
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
    throw new UsageError(
      `--base-url ${quote(address)} is not an address: write it like https://api.example.com`,
    );
  }
  // A host may hold quotes, and the address goes into code.
  if (!/^[a-z0-9.:[\]-]+$/.test(url.host)) {
    throw new UsageError(
      `--base-url ${quote(address)} does not have a valid host name: write it like https://api.example.com`,
    );
  }
  return originOf(url, '', "; paths go into the adapter's methods");
}

/** What is wrong with an address that was typed at a question; `undefined` where nothing is. */
export function faultOfBaseUrl(text: string): string | undefined {
  try {
    readBaseUrl(text);
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}

function readProducts(text: string): Product[] {
  const words = text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean);
  const products = productNames.filter((product) => words.includes(product));
  if (products.length === new Set(words).size && products.length > 0) return products;
  throw new UsageError(`--products ${quote(text)} is not spot, futures or spot,futures`);
}

function readSigning(text: string): SigningName {
  const found = signingNames.find((name) => name === text.toLowerCase());
  if (found) return found;
  throw new UsageError(`--signing ${quote(text)} is not a signing scheme${hint(text, signingNames)}`);
}

function readSymbols(text: string): SymbolStyleName {
  const found = symbolStyleNames.find((name) => name === text || symbolStyles[name].example === text);
  if (found) return found;
  throw new UsageError(`--symbols ${quote(text)} is not a symbol style${hint(text, symbolStyleNames)}`);
}

function readStyle(text: string): ApiStyle {
  const found = apiStyleNames.find((name) => name === text.toLowerCase());
  if (found) return found;
  throw new UsageError(`--style ${quote(text)} is not a style${hint(text, apiStyleNames)}`);
}

/** @param quoteName of the symbol, as its flag says it. */
function readSymbol(text: string, quoteName: string): { base: string; quote: string } {
  const [, base = '', own = ''] = SYMBOL.exec(text) ?? [];
  if (base === '') {
    throw new UsageError(
      `--symbol ${quote(text)} is not an instrument on spot, of letters and digits: write it like AAPL_USD`,
    );
  }
  if (own.toUpperCase() !== quoteName.toUpperCase()) {
    throw new UsageError(`--symbol ${quote(text)} is not quoted in ${quote(quoteName)}: leave --quote out`);
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
  return SYMBOL.test(text) ? undefined : 'write it like AAPL_USD, in letters and digits';
}

function hint(text: string, names: readonly string[]): string {
  const near = suggest(text, names);
  return near ? `, did you mean ${near}?` : `: choose one of ${names.join(', ')}`;
}
