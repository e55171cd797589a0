import { suggest } from '../../protocol/suggest.js';
import type { ExchangeLibrary, LoadedExchanges } from '../../runtime/registry.js';
import { originOf } from '../terminal/addresses.js';
import { UsageError } from '../terminal/errors.js';
import { findInLibrary } from './loadExchanges.js';

/**
 * Reads `--base-url NAME=URL` values; one value may hold several, separated by commas or blanks.
 *
 * @param known the names of the loaded exchanges that have an API.
 * @param library exchanges that are made when they are asked for.
 * @returns origins by exchange name in lower case.
 * @throws UsageError on an exchange that is not loaded or has two addresses, and on an address that is none or would be unencrypted.
 * @example parseBaseUrls(['OKX=https://eea.okx.com'], ['OKX']) // Map { 'okx' => 'https://eea.okx.com' }
 */
export function parseBaseUrls(
  values: readonly string[],
  known: readonly string[],
  library?: ExchangeLibrary,
): Map<string, string> {
  const pairs = values.flatMap((value) => value.split(/[\s,]+/)).filter(Boolean);
  const origins = new Map<string, string>();
  for (const pair of pairs) {
    const [name, origin] = parsePair(pair, known, library);
    const before = origins.get(name) ?? origin;
    if (before !== origin) {
      throw new UsageError(
        `--base-url names ${name} twice, with ${before} and ${origin}: leave out one of them`,
      );
    }
    origins.set(name, origin);
  }
  return origins;
}

function parsePair(
  pair: string,
  known: readonly string[],
  library: ExchangeLibrary | undefined,
): [string, string] {
  const at = pair.indexOf('=');
  const name = pair.slice(0, at).toLowerCase();
  const address = pair.slice(at + 1);
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (at < 1 || !url || !/^https?:$/.test(url.protocol) || url.username !== '') {
    throw new UsageError('--base-url takes NAME=URL, like OKX=https://eea.okx.com');
  }
  if (
    !known.some((exchange) => exchange.toLowerCase() === name) &&
    !findInLibrary('--base-url', name, library)
  ) {
    const nearest = suggest(name, [...known, ...(library?.names() ?? [])]);
    throw new UsageError(
      `--base-url names ${pair.slice(0, at)}, which has no API here: ${nearest ? `did you mean ${nearest}?` : `choose one of ${known.join(', ')}`}`,
    );
  }
  return [name, originOf(url, pair.slice(0, at + 1))];
}

/** The names of exchanges that have an API, and of those that may have one once they can be loaded. */
export function namesWithApi({ exchanges, failed }: LoadedExchanges): string[] {
  const withApi = exchanges.filter(({ baseUrl }) => baseUrl !== undefined);
  return [...withApi, ...failed].map(({ name }) => name);
}
