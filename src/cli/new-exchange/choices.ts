import { quote } from '../../protocol/oneLine.js';
import { suggest } from '../../protocol/suggest.js';
import { messageOf } from '../../protocol/thrown.js';
import {
  type ExchangeChoices,
  type Product,
  placeholderUrl,
  productNames,
  type SymbolStyleName,
  symbolStyleNames,
  symbolStyles,
} from '../../scaffold/ExchangeChoices.js';
import { type SigningName, signingNames, signings } from '../../scaffold/signings.js';
import { originOf } from '../terminal/addresses.js';
import { UsageError } from '../terminal/errors.js';
import type { Ask } from '../terminal/questions.js';

/** Every choice made, as flags hold them. */
export type AllChoices = { [Name in keyof Required<ChoiceFlags>]: string };

/** What `--yes` stands for. An exchange with the name of a signing scheme is taken to use it. */
export function defaultChoices(name: string): AllChoices {
  const namesake = signingNames.find((scheme) => scheme === name.toLowerCase() && scheme !== 'none');
  return {
    'base-url': placeholderUrl(name),
    products: 'spot',
    signing: namesake ?? 'custom',
    symbols: 'joined',
  };
}

/**
 * Reads the choices of a new exchange.
 *
 * @throws UsageError naming the flag that is wrong, and what it takes.
 */
export function readChoices(name: string, chosen: AllChoices): ExchangeChoices {
  return {
    name,
    baseUrl: readBaseUrl(chosen['base-url']),
    products: readProducts(chosen.products),
    signing: readSigning(chosen.signing),
    symbols: readSymbols(chosen.symbols),
  };
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
function faultOfBaseUrl(text: string): string | undefined {
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

function hint(text: string, names: readonly string[]): string {
  const near = suggest(text, names);
  return near ? `, did you mean ${near}?` : `: choose one of ${names.join(', ')}`;
}

/** What the person at the terminal is asked for, as flags hold it; the first choice is the default. */
export interface ChoiceFlags {
  'base-url'?: string | undefined;
  products?: string | undefined;
  signing?: string | undefined;
  symbols?: string | undefined;
}

/**
 * Asks for each choice that no flag has made.
 *
 * @param defaults of all of them.
 */
export async function askChoices(
  ask: Ask,
  given: ChoiceFlags,
  defaults: Required<{ [Name in keyof ChoiceFlags]: string }>,
): Promise<ChoiceFlags> {
  const choose = (message: string, preset: string, choices: { name: string; value: string }[]) =>
    ask.choose(message, [
      ...choices.filter(({ value }) => value === preset),
      ...choices.filter(({ value }) => value !== preset),
    ]);
  return {
    'base-url':
      given['base-url'] ??
      (await ask.text('address of the API', {
        default: defaults['base-url'],
        check: faultOfBaseUrl,
      })),
    products:
      given.products ??
      (await choose('products', defaults.products, [
        { name: 'spot', value: 'spot' },
        { name: 'futures', value: 'futures' },
        { name: 'spot and futures', value: 'spot,futures' },
      ])),
    signing:
      given.signing ??
      (await choose(
        'how requests are signed',
        defaults.signing,
        signingNames.map((name) => ({ name: `${name}: ${signings[name].label}`, value: name })),
      )),
    symbols:
      given.symbols ??
      (await choose(
        'how symbols are written',
        defaults.symbols,
        symbolStyleNames.map((name) => ({ name: `${symbolStyles[name].example} (${name})`, value: name })),
      )),
  };
}
