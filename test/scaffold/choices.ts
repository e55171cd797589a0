import {
  apiStyleNames,
  type FixChoices,
  type Product,
  type RestChoices,
  symbolStyleNames,
} from '../../src/scaffold/ExchangeChoices.js';
import { lineChoiceNames, logonNames } from '../../src/scaffold/logons.js';
import { goesWith, signingNames } from '../../src/scaffold/signings.js';

const productLists: readonly Product[][] = [['spot'], ['futures'], ['spot', 'futures']];

/** Every combination of choices over HTTP, each with a name of its own. */
export const allChoices: readonly RestChoices[] = productLists.flatMap((products, product) =>
  signingNames.flatMap((signing, scheme) =>
    symbolStyleNames.flatMap((symbols, writing) =>
      apiStyleNames
        .filter((style) => goesWith(signing, style))
        .map((style) => ({
          name: `x${product}-${scheme}-${writing}-${style}`,
          protocol: 'rest',
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

/** Every combination of choices over FIX, each with a name of its own. */
export const allFixChoices: readonly FixChoices[] = (['futures', 'spot'] as const).flatMap((product) =>
  lineChoiceNames.flatMap((lines, sessions) =>
    logonNames.flatMap((logon) =>
      symbolStyleNames.map((symbols, writing) => ({
        name: `fix-${product}-${sessions}-${logon}-${writing}`,
        protocol: 'fix',
        address: 'fix+tls://fix.x.example:5212',
        ...{ products: [product], lines, logon, symbols, base: 'EUR', quote: 'USD' },
      })),
    ),
  ),
);

/** A part of them: each Logon with each choice of lines, and most ways of writing symbols. */
export const someFixChoices = allFixChoices.filter(({ lines, logon, symbols, products: [product] }) => {
  const turn = 2 * logonNames.indexOf(logon) + lineChoiceNames.indexOf(lines);
  return symbolStyleNames.indexOf(symbols) === turn && (product === 'spot') === (turn % 3 === 1);
});

/** Of each Logon but the password one. */
export const oneOfEachLogon = someFixChoices.filter(
  ({ lines, logon }) => lines === 'one' && logon !== 'password',
);
