import type { LoadedExchanges } from '../../runtime/createRegistry.js';

/** The names of exchanges that have an API, and of those that may have one once they can be loaded. */
export function namesWithApi({ exchanges, failed }: LoadedExchanges): string[] {
  const withApi = exchanges.filter(({ baseUrl }) => baseUrl !== undefined);
  return [...withApi, ...failed].map(({ name }) => name);
}
