import type { Trips } from '../call/Trips.js';
import type { CcxtExchange } from './CcxtExchange.js';

/** Notes which kind of instruments ccxt decides for, so that the others can be asked for as well. */
export function noteKinds(exchange: CcxtExchange, trips: Trips): void {
  for (const [method, field] of [
    ['handleMarketTypeAndParams', 'type'],
    ['handleSubTypeAndParams', 'subType'],
  ] as const) {
    const decide = exchange[method]?.bind(exchange);
    if (!decide) continue;
    exchange[method] = (...args) => {
      const decision = decide(...args);
      const [kind]: unknown[] = Array.isArray(decision) ? decision : [];
      trips.note(field, typeof kind === 'string' ? kind : undefined);
      return decision;
    };
  }
}
