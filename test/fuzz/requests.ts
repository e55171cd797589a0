import fc from 'fast-check';
import { bodies, fittingBody, type KnownKeys } from './envelopes.js';

/** A request by its parts. */
export interface Parts {
  verb: string;
  target: string;
  version: string;
  headers: readonly (readonly [string, string])[];
  body: Buffer;
}

/** None is asked that would be looked for on the network: those of ccxt, and what no double stands for. */
const exchange = fc.constantFrom(
  'OKX',
  'Bybit',
  'Paper',
  'CTrader',
  'okx',
  'paper/OKX',
  'Paper/Bybit',
  'PAPER',
  '',
);
const anyPath = fc.string({ unit: 'binary', maxLength: 20 });
const target = fc.oneof(
  { weight: 12, arbitrary: exchange.map((name) => `/${name}`) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(exchange, fc.constantFrom('?a=1', '/', '//', '/%2F', '#x', '/../..', '/x/y', '%'))
      .map(([name, more]) => `/${name}${more}`),
  },
  { weight: 1, arbitrary: anyPath.map((text) => `/${encodeURIComponent(Buffer.from(text).toString())}`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '*',
      '/%',
      '/%zz',
      '/\u00ff',
      '//x',
      '/\\x',
      '/nope',
      '/health/x',
      '/__proto__',
      `/${'a'.repeat(5000)}`,
    ),
  },
);

/** Of those that are not POST, each is answered that this is not supported. */
const verb = fc.oneof(
  { weight: 20, arbitrary: fc.constant('POST') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'GET',
      'PUT',
      'DELETE',
      'PATCH',
      'OPTIONS',
      'TRACE',
      'PROPFIND',
      'M-SEARCH',
      'post',
      'FOO',
    ),
  },
);

const ioVerb = fc.constantFrom(
  'GET',
  'POST',
  'PUT',
  'DELETE',
  'PATCH',
  'get',
  'HEAD',
  'CONNECT',
  'X',
  '',
  'GET, POST',
  'é',
);
const oddHeader = fc.constantFrom<[string, string]>(
  ...([
    ['Content-Type', 'application/x-www-form-urlencoded'],
    ['Content-Type', 'text/plain; charset=utf-16'],
    ['Content-Encoding', 'gzip'],
    ['Accept-Encoding', 'gzip, br'],
    ['Accept', 'text/html'],
    ['Origin', 'http://evil.example'],
    ['Origin', 'null'],
    ['Referer', 'http://evil.example/x'],
    ['Cookie', 'a=b'],
    ['X-Forwarded-For', '10.0.0.1'],
    ['X-HTTP-Method-Override', 'DELETE'],
    ['Authorization', 'Basic eDp5'],
    ['Connection', 'close'],
    ['Connection', 'keep-alive, x'],
    ['Keep-Alive', 'timeout=1'],
    ['Range', 'bytes=0-1'],
    ['If-None-Match', '*'],
    ['Max-Forwards', '0'],
    ['TE', 'trailers'],
    ['Expect', '100-continue'],
    ['Expect', 'something'],
  ] satisfies [string, string][]),
);
const host = fc.oneof(
  { weight: 12, arbitrary: fc.constant('127.0.0.1') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('evil.example', '[::1]', '', 'x y', 'a:99999', '%zz', 'localhost:6666', 'ä'),
  },
);
const headers = fc
  .tuple(host, fc.option(ioVerb), fc.array(oddHeader, { maxLength: 2 }))
  .map(([name, io, odd]): [string, string][] => [
    ['Host', name],
    ...(io === null ? [] : [['Http-Method', io] satisfies [string, string]]),
    ...odd,
  ]);

/** Requests that are HTTP, whatever else they are. */
export function requests(known: readonly KnownKeys[]): fc.Arbitrary<Parts> {
  return fc.record({ verb, target, version: fc.constant('1.1'), headers, body: bodies(known) });
}

/** Requests as FMZ's docker sends them, to exchanges that take the keys. */
export function fittingRequests(known: readonly KnownKeys[]): fc.Arbitrary<Parts> {
  return fc.constantFrom(...known).chain((keys) =>
    fittingBody(keys).map((body) => ({
      ...{ verb: 'POST', target: `/${keys.exchange}`, version: '1.1', body },
      headers: [
        ['Host', '127.0.0.1'],
        ['Http-Method', 'GET'],
      ],
    })),
  );
}

/** The bytes of a request, with the length of its body. */
export function bytesOf({ body, ...parts }: Parts): Buffer {
  return Buffer.concat([
    headOf({ ...parts, headers: [...parts.headers, ['Content-Length', String(body.length)]] }),
    body,
  ]);
}

/** The bytes before the body. */
export function headOf({ verb, target, version, headers }: Omit<Parts, 'body'>): Buffer {
  const lines = [`${verb} ${target} HTTP/${version}`, ...headers.map(([name, value]) => `${name}: ${value}`)];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
}
