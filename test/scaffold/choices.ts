import {
  apiStyleNames,
  type ExchangeChoices,
  type Product,
  symbolStyleNames,
} from '../../src/scaffold/ExchangeChoices.js';
import { goesWith, signingNames } from '../../src/scaffold/signings.js';

const productLists: readonly Product[][] = [['spot'], ['futures'], ['spot', 'futures']];

/** Every combination of choices, each with a name of its own. */
export const allChoices: readonly ExchangeChoices[] = productLists.flatMap((products, product) =>
  signingNames.flatMap((signing, scheme) =>
    symbolStyleNames.flatMap((symbols, writing) =>
      apiStyleNames
        .filter((style) => goesWith(signing, style))
        .map((style) => ({
          name: `x${product}-${scheme}-${writing}-${style}`,
          baseUrl: 'https://api.x.example',
          ...{ products, style, signing, symbols },
          ...(style === 'rest' ? { base: 'AAPL', quote: 'USD' } : { base: 'BTC', quote: 'USDT' }),
        })),
    ),
  ),
);

/**
 * A part of them: each scheme with each choice of products and, where it goes with both, each style; each way of writing
 * symbols with each choice of products.
 */
export const someChoices = allChoices.filter(({ name, signing, style }) => {
  const [product = 0, scheme = 0, writing = 0] = name.slice(1).split('-').map(Number);
  if ((scheme + product) % symbolStyleNames.length !== writing) return false;
  return !goesWith(signing, 'rest') || (style === 'rest') === ((scheme + product) % 2 === 0);
});

/** Of each scheme one in each style that it goes with. */
export const oneOfEach = signingNames.flatMap((name) =>
  apiStyleNames.flatMap((style) =>
    someChoices.filter((choices) => choices.signing === name && choices.style === style).slice(0, 1),
  ),
);
