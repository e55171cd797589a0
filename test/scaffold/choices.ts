import type { ExchangeChoices, Product } from '../../src/scaffold/ExchangeChoices.js';
import { symbolStyleNames } from '../../src/scaffold/ExchangeChoices.js';
import { signingNames } from '../../src/scaffold/signings.js';

const productLists: readonly Product[][] = [['spot'], ['futures'], ['spot', 'futures']];

/** Every combination of choices, each with a name of its own. */
export const allChoices: readonly ExchangeChoices[] = productLists.flatMap((products, product) =>
  signingNames.flatMap((signing, scheme) =>
    symbolStyleNames.map((symbols, style) => ({
      name: `x${product}-${scheme}-${style}`,
      baseUrl: 'https://api.x.example',
      ...{ products, signing, symbols },
    })),
  ),
);

/** A ninth of them: each scheme with each choice of products, and each style of symbols with each choice of products. */
export const someChoices = allChoices.filter(({ name }) => {
  const [product = 0, scheme = 0, style = 0] = name.slice(1).split('-').map(Number);
  return (scheme + product) % symbolStyleNames.length === style;
});
