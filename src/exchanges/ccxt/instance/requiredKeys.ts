import type { CcxtExchange } from './CcxtExchange.js';

/** The keys that an exchange of ccxt requires, by ccxt's names. */
export function requiredKeys({ requiredCredentials }: Pick<CcxtExchange, 'requiredCredentials'>): string[] {
  return Object.keys(requiredCredentials).filter((key) => requiredCredentials[key] === true);
}
