import { existsSync } from 'node:fs';
import { builtInExchanges } from '../exchanges/builtInExchanges.js';
import { ExchangeSet } from './adapters/ExchangeSet.js';
import { findSources } from './adapters/findSources.js';
import { DEFAULT_FOLDER } from './defaults.js';
import { UsageError } from './UsageError.js';

/**
 * The exchanges of a command: those built in, and the author's adapters, which win their name: those of packages, those of
 * the config file, and before all those of the folder.
 *
 * @throws UsageError when a folder was named that is not there, and when the config file is wrong.
 * @param options.paperState the file that Paper keeps its accounts in.
 */
export async function loadExchanges(
  folder: string,
  options: { paperState?: string | undefined } = {},
): Promise<ExchangeSet> {
  if (folder !== DEFAULT_FOLDER && !existsSync(folder)) {
    throw new UsageError(`there is no folder ${folder}: give --exchanges the one that holds your adapters`);
  }
  const named = await findSources(process.cwd());
  const set = new ExchangeSet({ builtIn: await builtInExchanges(options), folder, named });
  await set.load();
  return set;
}
