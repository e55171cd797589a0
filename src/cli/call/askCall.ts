import * as v from 'valibot';
import type { PluginClient } from '../../http/PluginClient.js';
import { type MethodName, methodNames, methods, verbs } from '../../protocol/methods.js';
import { orderTypes } from '../../protocol/order.js';
import { describeParam } from '../../protocol/parseWith.js';
import { messageOf } from '../../protocol/thrown.js';
import { periods } from '../../protocol/time.js';
import { say } from '../../wording/say.js';
import { DEFAULT_EXCHANGE, DEFAULT_URL } from '../terminal/addresses.js';
import { commandName } from '../terminal/commandName.js';
import { printError } from '../terminal/output.js';
import type { Ask } from '../terminal/questions.js';
import { type Address, parseAddress } from './address.js';
import { parseNameValues } from './arguments.js';
import { fetchExchanges, type RunningExchanges } from './fetchExchanges.js';
import { callArguments } from './usage.js';

const examples = (): Readonly<Record<string, string>> => ({
  symbol: 'LTC_USDT',
  limit: '5',
  price: say('72.5, or -1 for a market order'),
  amount: '0.1',
  id: 'LTC-USDT,123456',
  since: say('Unix time in ms'),
  margin_level: '10',
  path: '/api/v5/public/time',
});

const CHOICES: Readonly<Record<string, readonly string[]>> = {
  type: orderTypes,
  period: periods.map(String),
  verb: verbs,
};

/**
 * Asks for everything that a call needs, and says how to type it.
 *
 * @returns the words that could have been typed behind `fmzproto call`, and where the exchange is.
 */
export async function askForCall(
  ask: Ask,
  client: PluginClient,
  address: Address,
  flags: { url: string; exchange?: string | undefined },
): Promise<{ words: string[]; address: Address }> {
  const exchanges = await fetchExchanges(client, address.origin);
  const open = flags.exchange === undefined && address.url === parseAddress(address.origin, undefined).url;
  const target = open ? parseAddress(flags.url, await askExchange(ask, exchanges)) : address;
  const words = await askCall(ask, exchanges?.find(({ name }) => name === target.exchange)?.methods);
  const command = ['call', ...words];
  if (open || flags.exchange !== undefined) command.push('--exchange', target.exchange);
  if (flags.url !== DEFAULT_URL) command.push('--url', flags.url);
  printError(
    say('the same without questions: {command}', {
      command: [commandName(), ...command.map(quoteForShell)].join(' '),
    }),
  );
  return { words, address: target };
}

/** A word as it is typed in a POSIX shell. */
function quoteForShell(word: string): string {
  return /^[\w./:=,@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/**
 * Asks for the exchange.
 *
 * @param exchanges those of the plugin, where it can say.
 */
export function askExchange(ask: Ask, exchanges: RunningExchanges | undefined): Promise<string> {
  if (!exchanges || exchanges.length === 0)
    return ask.text(say('exchange'), { default: DEFAULT_EXCHANGE, required: true });
  return ask.choose(
    say('exchange'),
    exchanges.map(({ name }) => ({ name, value: name })),
  );
}

/**
 * Asks for the method and each of its arguments.
 *
 * @param supported the wire names to choose from, all when `undefined`.
 * @returns the words that could have been typed behind `fmzproto call`.
 */
export async function askCall(ask: Ask, supported: readonly string[] | undefined): Promise<string[]> {
  const names = methodNames.filter(
    (name) => !supported || supported.length === 0 || supported.includes(name),
  );
  const chosen = await ask.choose(
    say('method'),
    names.map((name) => ({ name: `${methods[name].fmz} (${name})`, value: name })),
  );
  const name = methodNames.find((known) => known === chosen) ?? 'ticker';
  const words: string[] = [name];
  for (const argument of callArguments(name)) {
    const choices = CHOICES[argument.name];
    words.push(
      choices
        ? await ask.choose(
            label(argument.name),
            choices.map((value) => ({ name: value, value })),
          )
        : await ask.text(label(argument.name, argument.required), {
            required: argument.required,
            check: (text) => faultOf(name, argument.name, text),
          }),
    );
  }
  if (name === 'io') {
    const pairs = await ask.text(say('params, like instId=LTC-USDT limit=5 (optional)'), {
      check: faultOfPairs,
    });
    words.push(...pairs.split(/\s+/));
  }
  while (words.at(-1) === '') words.pop();
  return words;
}

/** Why the server would refuse the value of a param; `undefined` where it would not. */
function faultOf(name: MethodName, param: string, value: string): string | undefined {
  const { issues = [] } = v.safeParse(methods[name].params, { [param]: value });
  const issue = issues.find((one) => v.getDotPath(one) === param);
  return issue && describeParam(issue, param);
}

function faultOfPairs(text: string): string | undefined {
  try {
    parseNameValues(text);
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}

function label(name: string, required = true): string {
  const example = examples()[name];
  if (example === undefined) return required ? name : say('{name} (optional)', { name });
  return required
    ? say('{name} (like {example})', { name, example })
    : say('{name} (like {example}, optional)', { name, example });
}
