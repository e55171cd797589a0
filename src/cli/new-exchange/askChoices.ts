import { apiStyleNames, apiStyles, symbolStyleNames, symbolStyles } from '../../scaffold/ExchangeChoices.js';
import { goesWith, signingNames, signings } from '../../scaffold/signings.js';
import type { Ask } from '../terminal/questions.js';
import { type AllChoices, type ChoiceFlags, faultOfBaseUrl, faultOfSymbol, quoteOf } from './choices.js';

/**
 * Asks for each choice that no flag has made.
 *
 * @param defaults of all of them.
 */
export async function askChoices(ask: Ask, given: ChoiceFlags, defaults: AllChoices): Promise<ChoiceFlags> {
  const choose = (message: string, preset: string, choices: { name: string; value: string }[]) =>
    ask.choose(message, [
      ...choices.filter(({ value }) => value === preset),
      ...choices.filter(({ value }) => value !== preset),
    ]);
  const address = () =>
    ask.text('address of the API', { default: defaults['base-url'], check: faultOfBaseUrl });
  const style = () =>
    choose(
      'style of the API',
      defaults.style,
      apiStyleNames.map((name) => ({ name: `${name}: ${apiStyles[name]}`, value: name })),
    );
  const products = () =>
    choose('products', defaults.products, [
      { name: 'spot', value: 'spot' },
      { name: 'futures', value: 'futures' },
      { name: 'spot and futures', value: 'spot,futures' },
    ]);
  const signing = (style: string) =>
    choose(
      'how requests are signed',
      defaults.signing,
      signingNames
        .filter((name) => goesWith(name, style))
        .map((name) => ({ name: `${name}: ${signings[name].label}`, value: name })),
    );
  const symbol = () =>
    ask.text('a symbol that it lists, as FMZ writes it', {
      default: defaults.symbol,
      check: faultOfSymbol,
    });
  const symbols = () =>
    choose(
      `how it writes ${symbolStyles.underscore.example}`,
      defaults.symbols,
      symbolStyleNames.map((name) => ({ name: `${symbolStyles[name].example} (${name})`, value: name })),
    );
  const answers: ChoiceFlags = { ...given };
  answers['base-url'] ??= await address();
  answers.products ??= await products();
  answers.style ??= await style();
  answers.signing ??= await signing(answers.style);
  answers.symbols ??= await symbols();
  answers.symbol ??= answers.quote === undefined ? await symbol() : defaults.symbol;
  answers.quote ??= quoteOf(answers.symbol);
  return answers;
}
