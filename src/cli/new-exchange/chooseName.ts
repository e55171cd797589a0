import { builtInExchanges } from '../../exchanges/builtInExchanges.js';
import { createCcxtLibrary } from '../../exchanges/ccxt/library/createCcxtLibrary.js';
import { findSources } from '../../loading/findSources.js';

/**
 * What an adapter of a name takes the place of, in words; `undefined` where the name is free.
 *
 * @param cwd the project's folder, whose package.json and config file name adapters.
 * @throws UsageError when the config file is wrong.
 * @example await findNamesake('okx', '/home/me') // 'the built-in OKX'
 */
export async function findNamesake(name: string, cwd: string): Promise<string | undefined> {
  const key = name.toLowerCase();
  const source = (await findSources(cwd)).find((one) => one.name.toLowerCase() === key);
  if (source) return `${source.name} of ${source.label}`;
  const builtIn = (await builtInExchanges()).find((exchange) => exchange.name.toLowerCase() === key);
  if (builtIn) {
    const wrapped = builtIn.wrap ? ` and of ${builtIn.name}/OKX and the like` : '';
    return `the built-in ${builtIn.name}${wrapped}`;
  }
  return createCcxtLibrary().names().includes(key)
    ? `ccxt's ${key}, which stays available as ccxt/${key}`
    : undefined;
}
