import type { OutgoingRequest } from '../adapter/Api.js';

// Times, windows and versions are no secrets, and striking them out would garble amounts and prices.
const IS_FIGURE = /^[\d.]*$/;

/** What signing added to a request's headers and query, such as a signature: what no log may show. */
export function signatureOf(request: OutgoingRequest, signed: OutgoingRequest): string[] {
  const headers = Object.entries(signed.headers).filter(([name]) => !(name in request.headers));
  const before = new Set(pairsOf(request.path));
  const query = pairsOf(signed.path).filter((pair) => !before.has(pair));
  return [
    ...headers.map(([, value]) => value),
    // As sent and as it reads: an exchange may echo either.
    ...query.flatMap((pair) => [pair.slice(pair.indexOf('=') + 1), ...new URLSearchParams(pair).values()]),
  ].filter((value) => !IS_FIGURE.test(value));
}

function pairsOf(path: string): string[] {
  return (path.split('?')[1] ?? '').split('&');
}
