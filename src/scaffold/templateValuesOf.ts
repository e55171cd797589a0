import { type ExchangeChoices, type SymbolStyle, symbolStyles, writeSymbol } from './ExchangeChoices.js';
import { displayNameOf } from './parseExchangeName.js';
import type { TemplateValues } from './renderTemplate.js';
import { type SigningScheme, signings } from './signings.js';

/**
 * What the templates of an adapter are filled in with.
 *
 * @param folder the adapter's, as commands name it: exchanges/bybit.
 */
export function templateValuesOf(choices: ExchangeChoices, folder: string): TemplateValues {
  const signing: SigningScheme = signings[choices.signing];
  const style: SymbolStyle = symbolStyles[choices.symbols];
  const displayName = displayNameOf(choices.name);
  const spot = choices.products.includes('spot');
  const futures = choices.products.includes('futures');
  const keys = choices.signing !== 'none';
  const { base, quote } = choices;
  const otherBase = OTHER_BASES[base] ?? 'OTHER';
  const spotSymbol = writeSymbol(style, base, quote);
  const swapSymbol = writeSymbol(style, base, quote, 'SWAP');
  const access = signing.keys?.access ?? 'demoKey';
  const secret = signing.keys?.secret ?? 'demoSecret';
  const nativeSymbol = spot ? spotSymbol : swapSymbol;
  const [product = 'spot'] = choices.products;
  const [firstCurrency, secondCurrency] = style.quoteFirst ? ['quote', 'base'] : ['base', 'quote'];
  const writtenOut = ['custom', 'header', 'bearer', 'oauth2', 'kraken', 'backpack'].includes(choices.signing);
  return {
    flags: {
      spot,
      futures,
      both: spot && futures,
      keys,
      rest: choices.style === 'rest',
      envelope: choices.style === 'envelope',
      split: style.separator !== '',
      baseOnly: style.baseOnly === true,
      joined: style.separator === '' && !style.baseOnly,
      passphrase: signing.passphrase === true,
      queryWrites: signing.writes === 'query',
      expires: signing.expires === true,
      jwt: signing.jwt === true,
      clock: keys && !signing.inHeaders,
      inHeaders: signing.inHeaders === true && choices.signing !== 'oauth2',
      oauth2: choices.signing === 'oauth2',
      vector: signing.preset !== undefined,
      header: choices.signing === 'header',
      bearer: choices.signing === 'bearer',
      custom: choices.signing === 'custom',
      kraken: choices.signing === 'kraken',
      backpack: choices.signing === 'backpack',
      preset: keys && !writtenOut,
    },
    variables: {
      name: choices.name,
      displayName,
      Exchange: displayName.replaceAll('-', ''),
      folder,
      baseUrl: choices.baseUrl,
      products: `[${choices.products.map((product) => `'${product}'`).join(', ')}]`,
      ...{ spotSymbol, swapSymbol },
      ...{ base, quote, otherBase },
      spotName: `${base}_${quote}`,
      swapName: `${base}_${quote}.swap`,
      otherSpotSymbol: writeSymbol(style, otherBase, quote),
      datedSymbol: writeSymbol(style, base, quote, '260327'),
      symbol: spot ? `${base}_${quote}` : `${base}_${quote}.swap`,
      missingSymbol: spot ? `NOPE_${quote}` : `NOPE_${quote}.swap`,
      timeField: choices.style === 'rest' ? 'isoTimeField' : 'timeField',
      optionalTimeField: choices.style === 'rest' ? 'optionalIsoTimeField' : 'optionalTimeField',
      ...{ product, nativeSymbol },
      orderLabel: spot && futures ? `${product}:${nativeSymbol}` : nativeSymbol,
      separators: style.separator === '/' ? '/[/-]/' : `'${style.separator}'`,
      ...{ firstCurrency, secondCurrency },
      amount: spot ? '0.1' : '3',
      // Off whatever step there is.
      offStep: '1.00000000000001',
      signingLabel: signing.label,
      preset: signing.preset ?? '',
      signedRead: signing.postOnly ? 'signedPost' : 'signedGet',
      readVerb: signing.postOnly ? 'POST' : 'GET',
      readParams: signing.postOnly ? 'body' : 'query',
      accessKey: access,
      secretKey: signing.passphrase ? `${secret},demoPassphrase` : secret,
      signatureHeader: signing.header,
      signature: signing.signature,
    },
  };
}

/** A second currency for the guessed lists. */
const OTHER_BASES: Readonly<Record<string, string>> = { BTC: 'ETH', ETH: 'BTC' };
