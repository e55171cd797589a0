import { createCcxtLibrary } from '../../../src/exchanges/ccxt/library/createCcxtLibrary.js';
import { type Plugin, startPlugin } from '../../support/startPlugin.js';

export type CcxtPlugin = Plugin;

/** The plugin in front of doubles of ccxt's exchanges. @param baseUrls by exchange name. */
export function startCcxtPlugin(baseUrls: Record<string, string>, timeout?: number): Promise<CcxtPlugin> {
  return startPlugin({ baseUrls, library: createCcxtLibrary(), ...(timeout !== undefined && { timeout }) });
}
