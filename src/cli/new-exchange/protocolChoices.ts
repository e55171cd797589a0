import { quote } from '../../protocol/oneLine.js';
import {
  apiStyleNames,
  type FixChoices,
  type Product,
  productNames,
  type RestChoices,
} from '../../scaffold/ExchangeChoices.js';
import { lineChoiceNames, logonNames } from '../../scaffold/logons.js';
import { goesWith, type SigningName, signingNames } from '../../scaffold/signings.js';
import { say } from '../../wording/say.js';
import { UsageError } from '../terminal/errors.js';
import { readAddress } from './addressChoice.js';
import type { AllFixChoices, AllRestChoices } from './ChoiceFlags.js';
import { readName } from './readName.js';
import { readSymbol, readSymbols } from './symbolChoice.js';

/** @throws UsageError naming the flag that is wrong, and what it takes. */
export function readRestChoices(name: string, chosen: AllRestChoices): RestChoices {
  const choices = {
    ...{ name, protocol: chosen.protocol },
    baseUrl: readAddress(chosen.protocol, chosen['base-url']),
    products: readProducts(chosen.products),
    style: readName('style', chosen.style, apiStyleNames, 'style'),
    signing: readName('signing', chosen.signing, signingNames, 'signing scheme'),
    symbols: readSymbols(chosen.symbols),
    ...readSymbol(chosen.symbol, chosen.quote),
  };
  if (goesWith(choices.signing, choices.style)) return choices;
  throw new UsageError(
    say(
      '--style {style} does not go with --signing {signing}, which cannot sign its requests: use --style envelope, or --signing custom',
      { style: choices.style, signing: choices.signing },
    ),
  );
}

/** @throws UsageError naming the flag that is wrong, and what it takes. */
export function readFixChoices(name: string, chosen: AllFixChoices): FixChoices {
  const choices = {
    ...{ name, protocol: chosen.protocol },
    address: readAddress(chosen.protocol, chosen['base-url']),
    products: readProducts(chosen.products),
    lines: readName(
      'lines',
      words(chosen.lines).sort().reverse().join(','),
      lineChoiceNames,
      'choice of lines',
    ),
    logon: readName('logon', chosen.logon, logonNames, 'logon'),
    symbols: readSymbols(chosen.symbols),
    ...readSymbol(chosen.symbol, chosen.quote),
  };
  if (choices.products.length === 1) return choices;
  throw new UsageError(
    say(
      '--products {products} does not go with --protocol fix, which starts with one of them: use spot, or futures for what has positions',
      { products: choices.products.join(',') },
    ),
  );
}

/** The scheme of an exchange's own name, as far as there is one. */
export function defaultSigning(name: string): SigningName {
  return signingNames.find((scheme) => scheme === name.toLowerCase() && scheme !== 'none') ?? 'custom';
}

function readProducts(text: string): Product[] {
  const named = words(text);
  const products = productNames.filter((product) => named.includes(product));
  if (products.length === new Set(named).size && products.length > 0) return products;
  throw new UsageError(
    say('--products {value} is not spot, futures or spot,futures', { value: quote(text) }),
  );
}

function words(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean);
}
