import type { ExchangeChoices } from './ExchangeChoices.js';
import { fixValuesOf } from './fixValuesOf.js';
import type { TemplateValues } from './renderTemplate.js';
import { restValuesOf } from './restValuesOf.js';
import { symbolValuesOf } from './symbolValuesOf.js';

/**
 * What the templates of an adapter are filled in with.
 *
 * @param folder the adapter's, as commands name it: exchanges/bybit.
 */
export function templateValuesOf(choices: ExchangeChoices, folder: string): TemplateValues {
  const symbols = symbolValuesOf(choices);
  const own = choices.protocol === 'fix' ? fixValuesOf(choices) : restValuesOf(choices);
  return {
    flags: { ...symbols.flags, ...own.flags },
    variables: { folder, ...symbols.variables, ...own.variables },
  };
}
