import type { Trips } from '../call/Trips.js';
import type { CcxtExchange } from './CcxtExchange.js';
import { SERIALIZERS } from './serializers.js';

/** Some orders' ids are numbers to ccxt: puts the digits back that they lose, before it signs them. */
export function keepIds(exchange: CcxtExchange, trips: Trips): void {
  for (const name of [...SERIALIZERS, 'implodeParams'] as const) {
    const write = exchange[name]?.bind(exchange);
    if (!write) continue;
    exchange[name] = (...args) => {
      const text = write(...args);
      return typeof text === 'string' ? trips.restore(text) : text;
    };
  }
}
