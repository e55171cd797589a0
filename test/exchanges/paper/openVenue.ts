import {
  createVenue,
  type PaperVenue,
  type PriceSource,
} from '../../../src/exchanges/paper/wrapped/venue.js';

import { OpenExchange } from '../../../src/runtime/OpenExchange.js';

/** The venue of an exchange, as every request sees it. */
export function openVenue(source: PriceSource, now: () => number): PaperVenue {
  const open = new OpenExchange(source.exchange, {
    http: { send: () => Promise.reject(new Error('Paper used the network')), close: () => Promise.resolve() },
  });
  const { signal } = new AbortController();
  return createVenue(
    source,
    now,
  )({
    signal,
    remaining: () => 10_000,
    ask: (method, params) =>
      open.call({
        ...{ method, params, signal, deadline: performance.now() + 10_000, onUpstream: () => undefined },
        credentials: { access_key: '', secret_key: '' },
      }),
  });
}
