import { existsSync } from 'node:fs';
import type { Exchange } from '../exchange/defineExchange.js';
import { loadExchangeFolder } from '../exchange/loadExchangeFolder.js';
import { builtInExchanges } from '../exchanges/builtInExchanges.js';
import { DEFAULT_FOLDER } from './defaults.js';
import { UsageError } from './UsageError.js';

/**
 * The exchanges of a command: those built in and those of the author's folder, which win their name.
 *
 * @throws UsageError when a folder was named that is not there.
 * @param options.paperState the file that Paper keeps its accounts in.
 * @returns besides them one sentence for each thing that the user should know.
 */
export async function loadExchanges(
  folder: string,
  options: { paperState?: string | undefined } = {},
): Promise<{ exchanges: Exchange[]; notes: string[] }> {
  if (folder !== DEFAULT_FOLDER && !existsSync(folder)) {
    throw new UsageError(`there is no folder ${folder}: give --exchanges the one that holds your adapters`);
  }
  const [builtIn, own] = await Promise.all([builtInExchanges(options), loadExchangeFolder(folder)]);
  const byName = new Map(builtIn.map((exchange) => [exchange.name.toLowerCase(), exchange]));
  const notes = own.failures.map(({ folder: place, reason }) => `${place} cannot be loaded: ${reason}`);
  for (const exchange of own.exchanges) {
    const key = exchange.name.toLowerCase();
    if (byName.has(key)) notes.push(`${exchange.name} of ${folder} takes the place of the one before it`);
    byName.set(key, exchange);
  }
  return { exchanges: [...byName.values()], notes };
}
