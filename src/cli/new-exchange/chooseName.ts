import { resolve } from 'node:path';
import { builtInExchanges } from '../../exchanges/builtInExchanges.js';
import { createCcxtLibrary } from '../../exchanges/ccxt/library/createCcxtLibrary.js';
import { findSources } from '../../loading/findSources.js';
import { messageOf } from '../../protocol/thrown.js';
import { parseExchangeName } from '../../scaffold/parseExchangeName.js';
import { checkFolder } from '../../scaffold/writeFiles.js';
import { say } from '../../wording/say.js';
import { commandName } from '../terminal/commandName.js';
import { UsageError } from '../terminal/errors.js';
import type { Ask } from '../terminal/questions.js';

/** Where the adapter goes. */
interface Place {
  dir: string;
  /** Whether it may take the place of one that is there. */
  force: boolean;
}

/**
 * The name that was typed, or that the person at the terminal gives.
 *
 * @returns also one sentence where it takes the place of another exchange.
 */
export async function chooseName(
  typed: string | undefined,
  flags: Place,
  ask: Ask | undefined,
): Promise<{ name: string; notes: string[] }> {
  const name = typed ?? (await askName(ask, flags));
  await checkName(name, flags);
  const namesake = await findNamesake(name, process.cwd());
  if (namesake === undefined) return { name, notes: [] };
  const notes = [say('your adapter takes the place of {namesake}', { namesake })];
  if (!ask) return { name, notes };
  const answer = await ask.choose(say('{name} takes the place of {namesake}', { name, namesake }), [
    { name: say('choose another name'), value: 'other' },
    { name: say('use {name} all the same', { name }), value: 'same' },
  ]);
  return answer === 'same' ? { name, notes } : chooseName(undefined, flags, ask);
}

function askName(ask: Ask | undefined, flags: Place): Promise<string> {
  if (!ask) {
    throw new UsageError(
      say('no name given for the exchange: write {command} new-exchange my-exchange --yes', {
        command: commandName(),
      }),
    );
  }
  const check = async (text: string) => {
    try {
      await checkName(text, flags);
      return undefined;
    } catch (error) {
      return messageOf(error);
    }
  };
  return ask.text(say('name of the exchange'), { required: true, check });
}

/** @throws ScaffoldError when it cannot be a name, or there is an adapter of that name. */
async function checkName(name: string, { dir, force }: Place): Promise<void> {
  parseExchangeName(name);
  await checkFolder(resolve(dir), name, force);
}

/**
 * What an adapter of a name takes the place of, in words; `undefined` where the name is free.
 *
 * @param cwd the project's folder, whose package.json and config file name adapters.
 * @throws UsageError when the config file is wrong.
 * @example await findNamesake('okx', '/home/me') // 'the built-in OKX'
 */
async function findNamesake(name: string, cwd: string): Promise<string | undefined> {
  const key = name.toLowerCase();
  const source = (await findSources(cwd)).find((one) => one.name.toLowerCase() === key);
  if (source) return say('{name} of {source}', { name: source.name, source: source.label });
  const builtIn = (await builtInExchanges()).find((exchange) => exchange.name.toLowerCase() === key);
  if (builtIn) {
    const { name: exchange, wraps } = builtIn;
    return wraps
      ? say('the built-in {exchange} and of {exchange}/OKX and the like', { exchange })
      : say('the built-in {exchange}', { exchange });
  }
  return createCcxtLibrary().names().includes(key)
    ? say("ccxt's {key}, which stays available as ccxt/{key}", { key })
    : undefined;
}
