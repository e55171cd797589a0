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
    style: readName('style', chosen.style, apiStyleNames),
    signing: readName('signing', chosen.signing, signingNames, 'signing scheme'),
    symbols: readSymbols(chosen.symbols),
    ...readSymbol(chosen.symbol, chosen.quote),
  };
  if (goesWith(choices.signing, choices.style)) return choices;
  throw new UsageError(
    `--style ${choices.style} does not go with --signing ${choices.signing}, which cannot sign its requests: use --style envelope, or --signing custom`,
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
    logon: readName('logon', chosen.logon, logonNames),
    symbols: readSymbols(chosen.symbols),
    ...readSymbol(chosen.symbol, chosen.quote),
  };
  if (choices.products.length === 1) return choices;
  throw new UsageError(
    `--products ${choices.products.join(',')} does not go with --protocol fix, which starts with one of them: use spot, or futures for what has positions`,
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
  throw new UsageError(`--products ${quote(text)} is not spot, futures or spot,futures`);
}

function words(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean);
}
