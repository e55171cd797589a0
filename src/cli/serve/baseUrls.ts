import { suggest } from '../../protocol/suggest.js';
import type { ExchangeLibrary, LoadedExchanges } from '../../runtime/ExchangeDirectory.js';
import { originOf } from '../terminal/addresses.js';
import { UsageError } from '../terminal/errors.js';
import { findInLibrary } from './loadExchanges.js';

/** The names that `--base-url` may give. */
export interface KnownNames {
  /** Of the loaded exchanges that have an API. */
  known: readonly string[];
  /** Of those that have streams, where these are used. */
  streaming: readonly string[];
  /** Exchanges that are made when they are asked for. */
  library?: ExchangeLibrary;
}

/**
 * Reads `--base-url NAME=URL` and `NAME.stream=URL` values; one value may hold several, separated by commas or blanks.
 *
 * @returns origins by exchange name in lower case, those of streams under `okx.stream`.
 * @throws UsageError on an exchange that is not loaded or has two addresses, and on an address that is none or would be unencrypted.
 * @example parseBaseUrls(['OKX=https://eea.okx.com'], { known: ['OKX'], streaming: [] }) // Map { 'okx' => 'https://eea.okx.com' }
 */
export function parseBaseUrls(values: readonly string[], names: KnownNames): Map<string, string> {
  const pairs = values.flatMap((value) => value.split(/[\s,]+/)).filter(Boolean);
  const origins = new Map<string, string>();
  for (const pair of pairs) {
    const [name, origin] = parsePair(pair, names);
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

const PART = '.stream';

function parsePair(pair: string, { known, streaming, library }: KnownNames): [string, string] {
  const at = pair.indexOf('=');
  const written = at < 1 ? '' : pair.slice(0, at);
  const [exchange = '', ...parts] = written.split('.');
  const ofStream = exchange !== '' && written.toLowerCase() === exchange.toLowerCase() + PART;
  if (exchange !== '' && parts.length > 0 && !ofStream && !written.includes('/')) {
    throw new UsageError(
      `--base-url names ${written}: write ${exchange}=URL for an API, ${exchange}${PART}=URL for streams`,
    );
  }
  const address = pair.slice(at + 1);
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const scheme = ofStream ? /^wss?:$/ : /^https?:$/;
  if (exchange === '' || !url || !scheme.test(url.protocol) || url.username !== '') {
    const moved = url && /^wss?:$/.test(url.protocol) && exchange !== '';
    const forStreams = moved ? `; for streams ${exchange}${PART}=URL` : '';
    throw new UsageError(
      ofStream
        ? `--base-url takes ${written}=URL with wss://, or ws:// to this machine, like OKX.stream=wss://wseea.okx.com:8443`
        : `--base-url takes NAME=URL, like OKX=https://eea.okx.com${forStreams}`,
    );
  }
  const name = exchange.toLowerCase();
  const candidates = ofStream ? streaming : known;
  const listed = candidates.some((candidate) => candidate.toLowerCase() === name);
  if (!listed && (ofStream || !findInLibrary('--base-url', name, library))) {
    const nearest = suggest(name, [...candidates, ...(ofStream ? [] : (library?.names() ?? []))]);
    const choice = candidates.length > 0 ? `: choose one of ${candidates.join(', ')}` : '';
    throw new UsageError(
      `--base-url names ${exchange}, which has no ${ofStream ? 'streams' : 'API'} here${nearest ? `: did you mean ${nearest}?` : choice}`,
    );
  }
  return [name + (ofStream ? PART : ''), originOf(url, pair.slice(0, at + 1))];
}

/** The names of exchanges that have an API, and of those that may have one once they can be loaded. */
export function namesWithApi({ exchanges, failed }: LoadedExchanges): string[] {
  const withApi = exchanges.filter(({ baseUrl }) => baseUrl !== undefined);
  return [...withApi, ...failed].map(({ name }) => name);
}

/** The names of exchanges that have streams, and of those that may have some once they can be loaded. */
export function namesWithStreams({ exchanges, failed }: LoadedExchanges): string[] {
  return [...exchanges.filter(({ streams }) => streams), ...failed].map(({ name }) => name);
}
