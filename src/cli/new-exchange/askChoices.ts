import {
  apiStyleNames,
  apiStyles,
  protocolNames,
  protocols,
  symbolStyleNames,
  symbolStyles,
} from '../../scaffold/ExchangeChoices.js';
import { lineChoiceNames, lineChoices, logonNames, logons } from '../../scaffold/logons.js';
import { goesWith, signingNames, signings } from '../../scaffold/signings.js';
import { say } from '../../wording/say.js';
import type { Ask } from '../terminal/questions.js';
import { faultOfAddress } from './addressChoice.js';
import type { ChoiceFlags } from './ChoiceFlags.js';
import { completeChoices } from './choices.js';
import { faultOfSymbol, quoteOf } from './symbolChoice.js';

/** Asks for each choice that no flag has made, with what `--yes` stands for as the first answer. */
export async function askChoices(ask: Ask, name: string, given: ChoiceFlags): Promise<ChoiceFlags> {
  const answers: ChoiceFlags = { ...given };
  // What HTTP alone has says which protocol is meant.
  const isRest = given.style !== undefined || given.signing !== undefined;
  if (!isRest)
    answers.protocol ??= await choose(say('protocol'), 'rest', protocolNames, (one) => say(protocols[one]));
  const defaults = completeChoices(name, answers);
  const { protocol } = defaults;
  answers.protocol = protocol;
  answers['base-url'] ??= await ask.text(
    protocol === 'fix' ? say('address of its first session') : say('address of the API'),
    { default: defaults['base-url'], check: (text) => faultOfAddress(protocol, text) },
  );
  const products = ['spot', 'futures', ...(protocol === 'rest' ? ['spot,futures'] : [])];
  answers.products ??= await choose(say('products'), defaults.products, products);
  if (defaults.protocol === 'fix') {
    const { lines, logon } = defaults;
    answers.lines ??= await choose(say('its sessions'), lines, lineChoiceNames, (one) =>
      say(lineChoices[one]),
    );
    answers.logon ??= await choose(say('how a Logon is proven'), logon, logonNames, (one) =>
      say(logons[one].label),
    );
  } else {
    const { style, signing } = defaults;
    answers.style ??= await choose(say('style of the API'), style, apiStyleNames, (one) =>
      say(apiStyles[one]),
    );
    const fitting = signingNames.filter((one) => goesWith(one, answers.style ?? ''));
    answers.signing ??= await choose(say('how requests are signed'), signing, fitting, (one) =>
      say(signings[one].label),
    );
  }
  answers.symbols ??= await choose(
    say('how it writes {symbol}', { symbol: symbolStyles.underscore.example }),
    defaults.symbols,
    symbolStyleNames,
    (one) => symbolStyles[one].example,
  );
  if (answers.quote !== undefined) answers.symbol ??= defaults.symbol;
  answers.symbol ??= await ask.text(say('a symbol that it lists, as FMZ writes it'), {
    default: defaults.symbol,
    check: faultOfSymbol,
  });
  answers.quote ??= quoteOf(answers.symbol);
  return answers;

  /** @param label what a name means, for people. */
  function choose<Name extends string>(
    message: string,
    preset: string,
    names: readonly Name[],
    label?: (name: Name) => string,
  ): Promise<string> {
    const choices = names.map((value) => ({
      name: label ? say('{value}: {meaning}', { value, meaning: label(value) }) : value,
      value,
    }));
    return ask.choose(message, [
      ...choices.filter(({ value }) => value === preset),
      ...choices.filter(({ value }) => value !== preset),
    ]);
  }
}
