import { statSync } from 'node:fs';
import { builtInExchanges, type PaperChoices } from '../../exchanges/builtInExchanges.js';
import { createCcxtLibrary } from '../../exchanges/ccxt/library/createCcxtLibrary.js';
import type { LimitSharing } from '../../http/LimitSharing.js';
import { type Config, readConfig } from '../../loading/configFile.js';
import { ExchangeLoader } from '../../loading/ExchangeLoader.js';
import { findSources } from '../../loading/findSources.js';
import { isAbsent } from '../../loading/sources.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import { suggest } from '../../protocol/suggest.js';
import type { KnownExchange } from '../../runtime/DeferredExchange.js';
import type { ExchangeLibrary } from '../../runtime/ExchangeDirectory.js';
import { listed, say } from '../../wording/say.js';
import { DEFAULT_FOLDER } from '../terminal/addresses.js';
import { UsageError } from '../terminal/errors.js';

/**
 * The exchanges of a command: those built in, and the author's adapters, which win their name: those of packages, those of
 * the config file, and before all those of the folder. Besides them those of ccxt. What is not an author's is loaded when it
 * is first asked for.
 *
 * @param config that of the current folder.
 * @throws UsageError when a folder was named that is not there, and when the config file is wrong.
 */
export async function loadExchanges(
  folder: string,
  { sharing, ...options }: PaperChoices & { sharing?: LimitSharing | undefined } = {},
  config: Config = readConfig(process.cwd()),
): Promise<{ loader: ExchangeLoader; library: ExchangeLibrary }> {
  if (folder !== DEFAULT_FOLDER && isNoFolder(folder)) {
    throw new UsageError(
      say('there is no folder {folder}: give --exchanges the one that holds your adapters', { folder }),
    );
  }
  const named = await findSources(process.cwd(), config);
  const builtIn = await builtInExchanges(options);
  const loader = new ExchangeLoader({ builtIn, folder, named, shared: sharedPackages });
  await loader.load();
  return { loader, library: createCcxtLibrary({ sharing }) };
}

/** What cannot be looked at may be one: why it cannot be read is told where it is. */
function isNoFolder(path: string): boolean {
  try {
    return !statSync(path).isDirectory();
  } catch (error) {
    return isAbsent(error);
  }
}

/**
 * An exchange that a flag names, from a library of exchanges; `undefined` where it has none of that name.
 *
 * @throws UsageError where it has one that cannot be used, such as one of ccxt without ccxt.
 */
export function findInLibrary(
  flag: string,
  name: string,
  library: ExchangeLibrary | undefined,
): KnownExchange | undefined {
  try {
    return library?.find(name);
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    throw new UsageError(`${flag} ${name}: ${error.message}`);
  }
}

/**
 * The name of the exchange that `--default` means, as it is spelled.
 *
 * @throws UsageError when it is not there. One that cannot be loaded is answered with the reason.
 */
export function findDefault(
  wanted: string,
  exchanges: readonly { name: string }[],
  library: ExchangeLibrary,
): string {
  const names = exchanges.map(({ name }) => name);
  const key = wanted.toLowerCase();
  const found =
    names.find((name) => name.toLowerCase() === key) ?? findInLibrary('--default', key, library)?.name;
  if (found) return found;
  const nearest = suggest(key, [...names, ...library.names()]);
  throw new UsageError(
    nearest
      ? say('--default {wanted} is not loaded: did you mean {nearest}?', { wanted, nearest })
      : say('--default {wanted} is not loaded: choose one of {names}', { wanted, names: listed(names) }),
  );
}

async function sharedPackages(): Promise<ReadonlyMap<string, unknown>> {
  const [fmzproto, valibot] = await Promise.all([import('../../index.js'), import('valibot')]);
  return new Map<string, unknown>([
    ['fmzproto', fmzproto],
    ['valibot', valibot],
  ]);
}
