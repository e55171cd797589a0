import { nameOfPart, partsOf, STREAM } from '../../adapter/hosts.js';
import { suggest } from '../../protocol/suggest.js';
import type { ExchangeLibrary, LoadedExchanges } from '../../runtime/ExchangeDirectory.js';
import { listed, say } from '../../wording/say.js';
import { originOf } from '../terminal/addresses.js';
import { UsageError } from '../terminal/errors.js';
import { refuseFullWidth } from '../terminal/fullWidth.js';
import { findInLibrary } from './loadExchanges.js';

/** An exchange that has an API. */
interface KnownApi {
  name: string;
  /** What can stand behind the dot of `NAME.PART`; `undefined` where that is not known, as of one that cannot be loaded. */
  parts: readonly string[] | undefined;
  /** Its FIX lines. @default none */
  lines?: readonly string[];
  /** Whether it is reached over FIX alone, so that its name moves the first of them. @default false */
  fixAlone?: boolean;
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

/** What an address is of. */
type Way = 'web' | 'stream' | 'fix';

const SCHEMES: Readonly<Record<Way, RegExp>> = {
  web: /^https?:$/,
  stream: /^wss?:$/,
  fix: /^fix(\+tls)?:$/,
};

/**
 * Reads `--base-url NAME=URL` and `NAME.PART=URL` values; one value may hold several, separated by commas or blanks.
 *
 * @returns origins by exchange name in lower case, those of parts under `okx.stream`, `alpaca.data` and `ctrader.quote`.
 * @throws UsageError on an exchange or a part that is not there or has two addresses, and on an address that is none or
 * would be unencrypted.
 * @example parseBaseUrls(['OKX=https://eea.okx.com'], names) // Map { 'okx' => 'https://eea.okx.com' }
 */
export function parseBaseUrls(values: readonly string[], names: KnownNames): Map<string, string> {
  // What is behind a user's name may be a password: it is refused below, and not shown.
  for (const value of values) if (!/[@＠]/.test(value)) refuseFullWidth('--base-url', value);
  const pairs = values.flatMap((value) => value.split(/[\s,]+/)).filter(Boolean);
  const origins = new Map<string, string>();
  for (const pair of pairs) {
    const [name, origin] = parsePair(pair, names);
    const before = origins.get(name) ?? origin;
    if (before !== origin) {
      throw new UsageError(
        say('--base-url names {name} twice, with {before} and {origin}: leave out one of them', {
          ...{ name, before, origin },
        }),
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
  const ways = waysOf(exchange, part, names);
  if (exchange === '' || !url || !ways.some((way) => SCHEMES[way].test(url.protocol)) || url.username !== '')
    throw new UsageError(explainForm(written, { exchange, way: ways[0], url }, names));
  return [nameOfPart(exchange, part).toLowerCase(), originOf(url, pair.slice(0, at + 1))];
}

/** Over what an exchange, or a part of one, is reached: one way, unless that is not known yet. */
function waysOf(exchange: string, part: string, { known }: KnownNames): Way[] {
  if (exchange !== '' && part === STREAM) return ['stream'];
  const own = find(known, exchange);
  if (own && !own.parts) return ['web', 'fix'];
  if (hasName(own?.lines ?? [], part)) return ['fix'];
  return own?.fixAlone && part === '' ? ['fix'] : ['web'];
}

/** What `--base-url` takes, where it was given something else. */
function explainForm(
  written: string,
  { exchange, way, url }: { exchange: string; way: Way | undefined; url: URL | undefined },
  { known, streaming }: KnownNames,
): string {
  if (way === 'stream')
    return say(
      '--base-url takes {written}=URL with wss://, or ws:// to this machine, like OKX.stream=wss://wseea.okx.com:8443',
      { written },
    );
  if (way === 'fix')
    return say(
      '--base-url takes {written}=fix+tls://HOST:PORT, or fix:// to this machine: {written} is reached over FIX',
      { written },
    );
  const scheme = url?.protocol ?? '';
  const [line] = find(known, exchange)?.lines ?? [];
  const pushes = SCHEMES.stream.test(scheme) && hasName(streaming, exchange);
  const others = [
    ...(pushes ? [say('; for streams {part}=URL', { part: nameOfPart(exchange, STREAM) })] : []),
    ...(SCHEMES.fix.test(scheme) && line
      ? [say('; for FIX {part}=URL', { part: nameOfPart(exchange, line) })]
      : []),
  ];
  const form =
    SCHEMES.fix.test(scheme) && exchange !== ''
      ? say('--base-url takes {written}=URL, like OKX=https://eea.okx.com: {written} is reached over HTTP', {
          written,
        })
      : say('--base-url takes NAME=URL, like OKX=https://eea.okx.com');
  return form + others.join('');
}

/** @throws UsageError where an exchange has no host, no environment and no line of that name. */
function checkPart(written: string, { known, streaming }: KnownNames): void {
  const [exchange = '', ...rest] = written.split('.');
  const own = find(known, exchange);
  if (own && !own.parts) return;
  const parts = own?.parts ?? [];
  if (hasName(parts, rest.join('.'))) return;
  const choices = hasName(streaming, exchange) ? [...parts, STREAM] : parts;
  const names = listed(choices.map((part) => nameOfPart(exchange, part)));
  const others =
    choices.length > 1 ? say(', or one of {names}', { names }) : names && say(', or {names}=URL', { names });
  const first = own?.fixAlone ? say('its line {line}', { line: `${own.lines?.[0]}` }) : say('its API');
  throw new UsageError(
    say('--base-url names {written}: write {exchange}=URL for {first}{others}', {
      ...{ written, exchange, first, others },
    }),
  );
}

/** @throws UsageError where there is no such exchange, or it has no API, or no streams. */
function checkExchange(exchange: string, ofStream: boolean, { known, streaming, library }: KnownNames): void {
  const name = exchange.toLowerCase();
  const candidates = ofStream ? streaming : known.map((one) => one.name);
  if (hasName(candidates, name)) return;
  if (!ofStream && findInLibrary('--base-url', name, library)) return;
  const nearest = suggest(name, [...candidates, ...(ofStream ? [] : (library?.names() ?? []))]);
  const fault = ofStream
    ? say('--base-url names {exchange}, which has no streams here', { exchange })
    : say('--base-url names {exchange}, which has no API here', { exchange });
  if (nearest) throw new UsageError(say('{fault}: did you mean {nearest}?', { fault, nearest }));
  throw new UsageError(
    candidates.length > 0
      ? say('{fault}: choose one of {names}', { fault, names: listed(candidates) })
      : fault,
  );
}

function find(known: readonly KnownApi[], wanted: string): KnownApi | undefined {
  return known.find(({ name }) => name.toLowerCase() === wanted.toLowerCase());
}

function hasName(names: readonly string[], wanted: string): boolean {
  return names.some((name) => name.toLowerCase() === wanted.toLowerCase());
}

/** The exchanges that have an API, and those that may have one once they can be loaded. */
export function exchangesWithApi({ exchanges, failed }: LoadedExchanges): KnownApi[] {
  return [
    ...exchanges.flatMap(({ name, addresses, lines }) => {
      if (addresses.length + lines.length === 0) return [];
      return [{ name, lines, fixAlone: addresses.length === 0, parts: [...partsOf(addresses), ...lines] }];
    }),
    ...failed.map(({ name }) => ({ name, parts: undefined })),
  ];
}

/** The names of exchanges that have streams, and of those that may have some once they can be loaded. */
export function namesWithStreams({ exchanges, failed }: LoadedExchanges): string[] {
  return [...exchanges.filter(({ streams }) => streams), ...failed].map(({ name }) => name);
}
