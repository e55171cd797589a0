import {
  type ExchangeChoices,
  type ProtocolName,
  placeholderLine,
  placeholderUrl,
  protocolNames,
} from '../../scaffold/ExchangeChoices.js';
import { say } from '../../wording/say.js';
import { UsageError } from '../terminal/errors.js';
import { NAMED } from './addressChoice.js';
import type { AllChoices, ChoiceFlags } from './ChoiceFlags.js';
import { defaultSigning, readFixChoices, readRestChoices } from './protocolChoices.js';
import { readName } from './readName.js';
import { quoteOf } from './symbolChoice.js';

/** What only one protocol has, and the flag that says it of the other. */
const OWN_FLAGS = {
  rest: { style: undefined, signing: 'logon' },
  fix: { lines: undefined, logon: 'signing' },
} as const;

/** What is asked about an exchange, in this order. */
export function questionsOf(
  protocol: ProtocolName,
): readonly Exclude<keyof ChoiceFlags, 'protocol' | 'quote'>[] {
  const own = protocol === 'fix' ? (['lines', 'logon'] as const) : (['style', 'signing'] as const);
  return ['base-url', 'products', ...own, 'symbols', 'symbol'];
}

/**
 * The choices that were made, and for the others what `--yes` stands for. An exchange with the name of a signing scheme is
 * taken to use it; of `symbol` and `quote`, one follows from the other.
 *
 * @throws UsageError where the protocol is none, or has no such choice.
 */
export function completeChoices(name: string, given: ChoiceFlags = {}): AllChoices {
  const protocol = readProtocol(given);
  const symbols = given.symbols ?? 'joined';
  const quoteIn = (quote: string) => given.quote ?? quoteOf(given.symbol ?? '') ?? quote;
  if (protocol === 'fix') {
    const quote = quoteIn('USD');
    return {
      ...{ protocol, symbols, quote },
      'base-url': given['base-url'] ?? placeholderLine(name),
      products: given.products ?? 'futures',
      lines: given.lines ?? 'trade,quote',
      logon: given.logon ?? 'password',
      symbol: given.symbol ?? `EUR_${quote}`,
    };
  }
  const quote = quoteIn('USDT');
  return {
    ...{ protocol, symbols, quote },
    'base-url': given['base-url'] ?? placeholderUrl(name),
    products: given.products ?? 'spot',
    style: given.style ?? 'envelope',
    signing: given.signing ?? defaultSigning(name),
    symbol: given.symbol ?? `BTC_${quote}`,
  };
}

/**
 * Reads the choices of a new exchange, with what `--yes` stands for where none was made.
 *
 * @throws UsageError naming the flag that is wrong, and what it takes.
 */
export function readChoices(name: string, given: ChoiceFlags): ExchangeChoices {
  const chosen = completeChoices(name, given);
  return chosen.protocol === 'fix' ? readFixChoices(name, chosen) : readRestChoices(name, chosen);
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

/** @throws UsageError where it is none, or a flag was given that it does not have. */
function readProtocol(given: ChoiceFlags): ProtocolName {
  const protocol = readName('protocol', given.protocol ?? 'rest', protocolNames, 'protocol');
  const other = protocol === 'fix' ? 'rest' : 'fix';
  for (const [flag, instead] of Object.entries(OWN_FLAGS[other])) {
    if (!Object.entries(given).some(([name, value]) => name === flag && value !== undefined)) continue;
    throw new UsageError(misfit(protocol, `--${flag}`, instead && `--${instead}`));
  }
  return protocol;
}

/** What is said of a flag that only the other protocol has. */
function misfit(protocol: ProtocolName, flag: string, instead: string | undefined): string {
  if (protocol === 'fix') {
    return instead === undefined
      ? say('{flag} does not go with --protocol fix: leave it out', { flag })
      : say('{flag} does not go with --protocol fix: use {instead}', { flag, instead });
  }
  return instead === undefined
    ? say('{flag} does not go with --protocol rest: leave it out, or add --protocol fix', { flag })
    : say('{flag} does not go with --protocol rest: use {instead}, or add --protocol fix', { flag, instead });
}
