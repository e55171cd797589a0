import { type ExchangeChoices, type SymbolStyle, symbolStyles, writeSymbol } from './ExchangeChoices.js';
import { displayNameOf } from './parseExchangeName.js';
import type { TemplateValues } from './renderTemplate.js';

/** The names of an exchange and of what it trades. */
export function symbolValuesOf(choices: ExchangeChoices): TemplateValues {
  const style: SymbolStyle = symbolStyles[choices.symbols];
  const displayName = displayNameOf(choices.name);
  const spot = choices.products.includes('spot');
  const futures = choices.products.includes('futures');
  const { base, quote } = choices;
  const otherBase = OTHER_BASES[base] ?? 'OTHER';
  const spotSymbol = writeSymbol(style, base, quote);
  const swapSymbol = writeSymbol(style, base, quote, 'SWAP');
  // Brokers over FIX have no other name for what is held as a position.
  const nativeSymbol = spot || choices.protocol === 'fix' ? spotSymbol : swapSymbol;
  const [product = 'spot'] = choices.products;
  const [firstCurrency, secondCurrency] = style.quoteFirst ? ['quote', 'base'] : ['base', 'quote'];
  return {
    flags: {
      spot,
      futures,
      both: spot && futures,
      split: style.separator !== '',
      baseOnly: style.baseOnly === true,
      joined: style.separator === '' && !style.baseOnly,
    },
    variables: {
      name: choices.name,
      displayName,
      Exchange: displayName.replaceAll('-', ''),
      products: `[${choices.products.map((product) => `'${product}'`).join(', ')}]`,
      ...{ spotSymbol, swapSymbol },
      ...{ base, quote, otherBase },
      spotName: `${base}_${quote}`,
      swapName: `${base}_${quote}.swap`,
      otherSpotSymbol: writeSymbol(style, otherBase, quote),
      datedSymbol: writeSymbol(style, base, quote, '260327'),
      symbol: spot ? `${base}_${quote}` : `${base}_${quote}.swap`,
      otherSymbol: spot ? `${otherBase}_${quote}` : `${otherBase}_${quote}.swap`,
      missingSymbol: spot ? `NOPE_${quote}` : `NOPE_${quote}.swap`,
      ...{ product, nativeSymbol },
      orderLabel: spot && futures ? `${product}:${nativeSymbol}` : nativeSymbol,
      separators: style.separator === '/' ? '/[/-]/' : `'${style.separator}'`,
      ...{ firstCurrency, secondCurrency },
    },
  };
}

/** A second currency for the guessed lists. */
const OTHER_BASES: Readonly<Record<string, string>> = { BTC: 'ETH', ETH: 'BTC', EUR: 'GBP', GBP: 'EUR' };
