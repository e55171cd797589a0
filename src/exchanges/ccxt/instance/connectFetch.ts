import type { Trips } from '../call/Trips.js';
import type { CcxtExchange } from './CcxtExchange.js';

/** ccxt looks for proxies of its own otherwise; ours are those of the environment. */
export function connectFetch(exchange: CcxtExchange, trips: Trips): void {
  exchange.proxiesModulesLoading = Promise.resolve();
  exchange.fetchImplementation = trips.fetch;
  const fetch = exchange.fetch.bind(exchange);
  exchange.fetch = async (...args) => {
    const answer = await fetch(...args);
    trips.accept();
    return answer;
  };
}
