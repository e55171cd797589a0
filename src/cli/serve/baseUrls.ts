import { nameOfPart, partsOf, STREAM } from '../../adapter/hosts.js';
import { suggest } from '../../protocol/suggest.js';
import type { ExchangeLibrary, LoadedExchanges } from '../../runtime/ExchangeDirectory.js';
import { originOf } from '../terminal/addresses.js';
import { UsageError } from '../terminal/errors.js';
import { findInLibrary } from './loadExchanges.js';

/** An exchange that has an API. */
interface KnownApi {
  name: string;
  /** What can stand behind the dot of `NAME.PART`; `undefined` where that is not known, as of one that cannot be loaded. */
  parts: readonly string[] | undefined;
}

/** What `--base-url` may name. */
export interface KnownNames {
  /** The loaded exchanges that have an API. */
  known: readonly KnownApi[];
  /** The names of those that have streams, where these are used. */
  streaming: readonly string[];
  /** Exchanges that are made when they are asked for. */
  library?: ExchangeLibrary;
}

/**
 * Reads `--base-url NAME=URL` and `NAME.PART=URL` values; one value may hold several, separated by commas or blanks.
 *
 * @returns origins by exchange name in lower case, those of parts under `okx.stream` and `alpaca.data`.
 * @throws UsageError on an exchange or a part that is not there or has two addresses, and on an address that is none or
 * would be unencrypted.
 * @example parseBaseUrls(['OKX=https://eea.okx.com'], { known: [{ name: 'OKX', parts: [] }], streaming: [] }) // Map { 'okx' => 'https://eea.okx.com' }
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

function parsePair(pair: string, names: KnownNames): [string, string] {
  const at = pair.indexOf('=');
  const written = at < 1 || pair.slice(0, at).includes('://') ? '' : pair.slice(0, at);
  const [exchange = '', ...rest] = written.split('.');
  const part = rest.join('.').toLowerCase();
  const ofStream = exchange !== '' && part === STREAM;
  const address = pair.slice(at + 1);
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (exchange !== '') checkExchange(exchange, ofStream, names);
  if (exchange !== '' && rest.length > 0 && !ofStream) checkPart(written, names);
  const scheme = ofStream ? /^wss?:$/ : /^https?:$/;
  if (exchange === '' || !url || !scheme.test(url.protocol) || url.username !== '') {
    const pushes = url && /^wss?:$/.test(url.protocol) && hasName(names.streaming, exchange);
    const forStreams = pushes ? `; for streams ${nameOfPart(exchange, STREAM)}=URL` : '';
    throw new UsageError(
      ofStream
        ? `--base-url takes ${written}=URL with wss://, or ws:// to this machine, like OKX.stream=wss://wseea.okx.com:8443`
        : `--base-url takes NAME=URL, like OKX=https://eea.okx.com${forStreams}`,
    );
  }
  return [nameOfPart(exchange, part).toLowerCase(), originOf(url, pair.slice(0, at + 1))];
}

/** @throws UsageError where an exchange has no host and no environment of that name. */
function checkPart(written: string, { known, streaming }: KnownNames): void {
  const [exchange = '', ...rest] = written.split('.');
  const listed = known.find(({ name }) => name.toLowerCase() === exchange.toLowerCase());
  if (listed && !listed.parts) return;
  const parts = listed?.parts ?? [];
  if (hasName(parts, rest.join('.'))) return;
  const choices = hasName(streaming, exchange) ? [...parts, STREAM] : parts;
  const names = choices.map((part) => nameOfPart(exchange, part)).join(', ');
  const others = choices.length > 1 ? `, or one of ${names}` : names && `, or ${names}=URL`;
  throw new UsageError(`--base-url names ${written}: write ${exchange}=URL for its API${others}`);
}

/** @throws UsageError where there is no such exchange, or it has no API, or no streams. */
function checkExchange(exchange: string, ofStream: boolean, { known, streaming, library }: KnownNames): void {
  const name = exchange.toLowerCase();
  const candidates = ofStream ? streaming : known.map((one) => one.name);
  if (hasName(candidates, name)) return;
  if (!ofStream && findInLibrary('--base-url', name, library)) return;
  const nearest = suggest(name, [...candidates, ...(ofStream ? [] : (library?.names() ?? []))]);
  const choice = candidates.length > 0 ? `: choose one of ${candidates.join(', ')}` : '';
  throw new UsageError(
    `--base-url names ${exchange}, which has no ${ofStream ? 'streams' : 'API'} here${nearest ? `: did you mean ${nearest}?` : choice}`,
  );
}

function hasName(names: readonly string[], wanted: string): boolean {
  return names.some((name) => name.toLowerCase() === wanted.toLowerCase());
}

/** The exchanges that have an API, and those that may have one once they can be loaded. */
export function exchangesWithApi({ exchanges, failed }: LoadedExchanges): KnownApi[] {
  return [
    ...exchanges.flatMap(({ name, addresses }) =>
      addresses.length > 0 ? [{ name, parts: partsOf(addresses) }] : [],
    ),
    ...failed.map(({ name }) => ({ name, parts: undefined })),
  ];
}

/** The names of exchanges that have streams, and of those that may have some once they can be loaded. */
export function namesWithStreams({ exchanges, failed }: LoadedExchanges): string[] {
  return [...exchanges.filter(({ streams }) => streams), ...failed].map(({ name }) => name);
}
