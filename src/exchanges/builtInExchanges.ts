import type { Exchange } from '../exchange/defineExchange.js';

/** The adapters that come with fmzproto, imported when they are asked for. */
export async function builtInExchanges(): Promise<Exchange[]> {
  const modules = await Promise.all([import('./okx/index.js'), import('./paper/index.js')]);
  return modules.map((module) => module.default);
}
