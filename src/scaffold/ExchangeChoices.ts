import type { PlainTemplate } from '../wording/say.js';
import type { LineChoice, LogonName } from './logons.js';
import type { SigningName } from './signings.js';

/** What an exchange may offer. */
export const productNames = ['spot', 'futures'] as const;

export type Product = (typeof productNames)[number];

/** How a new adapter speaks with its exchange, for people. */
export const protocols = {
  rest: 'requests over HTTP',
  fix: 'sessions of FIX',
} as const satisfies Readonly<Record<string, PlainTemplate>>;

export type ProtocolName = keyof typeof protocols;

export const protocolNames = Object.keys(protocols).filter((name): name is ProtocolName => name in protocols);

/** What every new adapter is made of. */
interface SharedChoices {
  /** As `parseExchangeName` gives it. */
  name: string;
  /** At least one. */
  products: readonly Product[];
  symbols: SymbolStyleName;
  /** The currencies of an instrument that it lists, in upper case. */
  base: string;
  quote: string;
}

/** What a new adapter over HTTP is made of. */
export interface RestChoices extends SharedChoices {
  protocol: 'rest';
  /** An origin. */
  baseUrl: string;
  style: ApiStyle;
  signing: SigningName;
}

/** What a new adapter over FIX is made of. */
export interface FixChoices extends SharedChoices {
  protocol: 'fix';
  /** `fix+tls://HOST:PORT` */
  address: string;
  lines: LineChoice;
  logon: LogonName;
}

export type ExchangeChoices = RestChoices | FixChoices;

/** How an API is cut, for people. */
export const apiStyles = {
  envelope: 'a code in each answer says whether it is an error; rows in an envelope, times in ms',
  rest: 'errors by HTTP status, bare rows, PATCH and DELETE with an id in the path, ISO times',
} as const satisfies Readonly<Record<string, PlainTemplate>>;

export type ApiStyle = keyof typeof apiStyles;

export const apiStyleNames = Object.keys(apiStyles).filter((name): name is ApiStyle => name in apiStyles);

/** The address of an exchange that nobody has filled in: `.example` never resolves (RFC 2606). */
export function placeholderUrl(name: string): string {
  return `https://api.${name.toLowerCase()}.example`;
}

/** The same of one that speaks FIX. */
export function placeholderLine(name: string): string {
  return `fix+tls://fix.${name.toLowerCase()}.example:5212`;
}

/** How an exchange writes its symbols. */
export interface SymbolStyle {
  /** How BTC_USDT is written. */
  example: string;
  /** What stands between the currencies. */
  separator: '' | '-' | '_' | '/';
  /** @default false */
  lower?: boolean;
  /** Whether the quote currency comes first. @default false */
  quoteFirst?: boolean;
  /** Whether there is none in it, as in the symbols of stocks. @default false */
  baseOnly?: boolean;
}

/** The styles of symbols that an adapter can start with. */
export const symbolStyles = {
  joined: { example: 'BTCUSDT', separator: '' },
  hyphen: { example: 'BTC-USDT', separator: '-' },
  underscore: { example: 'BTC_USDT', separator: '_' },
  slash: { example: 'BTC/USDT', separator: '/' },
  'joined-lower': { example: 'btcusdt', separator: '', lower: true },
  'hyphen-lower': { example: 'btc-usdt', separator: '-', lower: true },
  'underscore-lower': { example: 'btc_usdt', separator: '_', lower: true },
  'slash-lower': { example: 'btc/usdt', separator: '/', lower: true },
  'quote-first': { example: 'USDT-BTC', separator: '-', quoteFirst: true },
  base: { example: 'BTC', separator: '', baseOnly: true },
} as const satisfies Readonly<Record<string, SymbolStyle>>;

export type SymbolStyleName = keyof typeof symbolStyles;

export const symbolStyleNames = Object.keys(symbolStyles).filter(
  (name): name is SymbolStyleName => name in symbolStyles,
);

/**
 * A symbol in a style. A contract is set apart by the style's own sign, by an underscore where it has none; no slash is in
 * its name, since a contract's may stand behind the dot of an FMZ symbol, where a slash may not.
 *
 * @example writeSymbol({ separator: '-' }, 'BTC', 'USDT', 'SWAP') // 'BTC-USDT-SWAP'
 */
export function writeSymbol(
  { separator, lower, quoteFirst, baseOnly }: Omit<SymbolStyle, 'example'>,
  base: string,
  quote: string,
  contract?: string,
): string {
  const both = quoteFirst ? [quote, base] : [base, quote];
  const pair = baseOnly ? [base] : both;
  const symbol = contract === undefined ? pair.join(separator) : writeContract(pair, separator, contract);
  return lower ? symbol.toLowerCase() : symbol;
}

function writeContract(pair: string[], separator: SymbolStyle['separator'], contract: string): string {
  if (separator === '') return `${pair.join('')}_${contract}`;
  return [...pair, contract].join(separator === '/' ? '-' : separator);
}
