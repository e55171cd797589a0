import { signingNames, signings } from '../../scaffold/signings.js';
import { symbolStyleNames, symbolStyles } from '../../scaffold/symbolStyles.js';
import type { Ask } from '../terminal/createAsk.js';
import { faultOfBaseUrl } from './readChoices.js';

/** What the person at the terminal is asked for, as flags hold it; the first choice is the default. */
export interface ChoiceFlags {
  'base-url'?: string | undefined;
  products?: string | undefined;
  signing?: string | undefined;
  symbols?: string | undefined;
}

/**
 * Asks for each choice that no flag has made.
 *
 * @param defaults of all of them.
 */
export async function askChoices(
  ask: Ask,
  given: ChoiceFlags,
  defaults: Required<{ [Name in keyof ChoiceFlags]: string }>,
): Promise<ChoiceFlags> {
  const choose = (message: string, preset: string, choices: { name: string; value: string }[]) =>
    ask.choose(message, [
      ...choices.filter(({ value }) => value === preset),
      ...choices.filter(({ value }) => value !== preset),
    ]);
  return {
    'base-url':
      given['base-url'] ??
      (await ask.text('address of the API', {
        default: defaults['base-url'],
        check: faultOfBaseUrl,
      })),
    products:
      given.products ??
      (await choose('products', defaults.products, [
        { name: 'spot', value: 'spot' },
        { name: 'futures', value: 'futures' },
        { name: 'spot and futures', value: 'spot,futures' },
      ])),
    signing:
      given.signing ??
      (await choose(
        'how requests are signed',
        defaults.signing,
        signingNames.map((name) => ({ name: `${name}: ${signings[name].label}`, value: name })),
      )),
    symbols:
      given.symbols ??
      (await choose(
        'how symbols are written',
        defaults.symbols,
        symbolStyleNames.map((name) => ({ name: `${symbolStyles[name].example} (${name})`, value: name })),
      )),
  };
}
