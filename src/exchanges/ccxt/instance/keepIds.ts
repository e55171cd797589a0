import type { Trips } from '../call/Trips.js';
import type { CcxtExchange } from './CcxtExchange.js';
import { SERIALIZERS } from './serializers.js';

/**
 * Some orders' ids are numbers to ccxt, and the numbers of an IO call would lose digits: puts those back, before it signs
 * them.
 */
export function keepIds(exchange: CcxtExchange, trips: Trips): void {
  for (const name of [...SERIALIZERS, 'implodeParams'] as const) {
    const write = exchange[name]?.bind(exchange);
    if (!write) continue;
    exchange[name] = (...args) => {
      const text = write(...args);
      if (typeof text !== 'string') return text;
      return trips.restoreNumbers(trips.restore(text), name === 'json' ? 'json' : 'query');
    };
  }
  // What some sign is put together by hand.
  const encode = exchange.encode?.bind(exchange);
  if (!encode) return;
  exchange.encode = (text, ...more) =>
    encode(typeof text === 'string' ? trips.restoreNumbers(text, 'text') : text, ...more);
}
