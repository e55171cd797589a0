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
  const spotSymbol = writeSymbol(style, 'BTC', 'USDT');
  const swapSymbol = writeSymbol(style, 'BTC', 'USDT', 'SWAP');
  const access = signing.keys?.access ?? 'demoKey';
  const secret = signing.keys?.secret ?? 'demoSecret';
  const nativeSymbol = spot ? spotSymbol : swapSymbol;
  const [product = 'spot'] = choices.products;
  const [firstCurrency, secondCurrency] = style.quoteFirst ? ['quote', 'base'] : ['base', 'quote'];
  const writtenOut = ['custom', 'kraken', 'backpack'].includes(choices.signing);
  return {
    flags: {
      spot,
      futures,
      both: spot && futures,
      keys,
      split: style.separator !== '',
      passphrase: signing.passphrase === true,
      queryWrites: signing.writes === 'query',
      expires: signing.expires === true,
      jwt: signing.jwt === true,
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
      otherSpotSymbol: writeSymbol(style, 'ETH', 'USDT'),
      datedSymbol: writeSymbol(style, 'BTC', 'USDT', '260327'),
      symbol: spot ? 'BTC_USDT' : 'BTC_USDT.swap',
      missingSymbol: spot ? 'NOPE_USDT' : 'NOPE_USDT.swap',
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
