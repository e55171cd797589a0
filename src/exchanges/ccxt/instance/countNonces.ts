import type { CcxtExchange } from './CcxtExchange.js';

/** Nonces are the time to ccxt: requests within one ms get one each. */
export function countNonces(exchange: CcxtExchange): void {
  const tell = exchange.nonce.bind(exchange);
  let last = 0;
  exchange.nonce = () => {
    const nonce = tell();
    // Of seconds, which some are, exchanges want the time itself.
    if (typeof nonce !== 'number' || nonce < 1_000_000_000_000) return nonce;
    last = nonce > last || nonce < last - 1000 ? nonce : last + 1;
    return last;
  };
}
