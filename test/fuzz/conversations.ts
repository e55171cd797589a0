import fc from 'fast-check';
import type { Conversation } from './Conversation.js';
import type { KnownKeys } from './envelopes.js';
import { bytesOf, fittingRequests, headOf, type Parts, requests } from './requests.js';

type Header = readonly [string, string];

const with_ = (parts: Parts, more: readonly Header[], change: Partial<Parts> = {}): Parts => ({
  ...{ ...parts, ...change },
  headers: [...parts.headers, ...more],
});
/** As a broken head has no verb, it is always the same one. */
const post = (parts: Parts): Parts => ({ ...parts, verb: 'POST', target: '/Paper' });
const chunk = (bytes: Buffer) =>
  Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]);

function cut(bytes: Buffer, size: number): Buffer[] {
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.subarray(at, at + size));
  return pieces;
}

function chunked(parts: Parts, size: number): Buffer[] {
  return [
    headOf(with_(parts, [['Transfer-Encoding', 'chunked']])),
    ...cut(parts.body, size).map(chunk),
    Buffer.from('0\r\n\r\n'),
  ];
}

const oddLengths = ['-1', '1e3', '0x10', '18446744073709551616', '', 'x', '1 2', '1,1', '+5'];
const oddHeads = [
  'POST /Paper HTTP/1.1\r\nHost : x\r\n\r\n',
  'POST /Paper HTTP/1.1\r\nHost: x\r\n folded: y\r\n\r\n',
  'POST /Paper HTTP/1.1\r\nno colon\r\n\r\n',
  'POST /Paper HTTP/1.1\r\nA: \0\r\n\r\n',
  'POST /Paper HTTP/1.1\nHost: x\n\n',
  'POST  /Paper HTTP/1.1\r\nHost: x\r\n\r\n',
  'POST /Paper HTTP/9.9\r\nHost: x\r\n\r\n',
  'POST /Paper HTTP/2.0\r\nHost: x\r\n\r\n',
  'POST /Paper\r\n\r\n',
  'POST\r\n\r\n',
  'POST /a b HTTP/1.1\r\n\r\n',
  'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  'SSH-2.0-OpenSSH_9.6\r\n',
  '*1\r\n$4\r\nPING\r\n',
  'GET /\r\n',
  '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
  '\x05\x01\x00',
  '{"method":"ticker"}',
];

/** What arrives cannot all be read, and the client closes its side. */
function broken(parts: fc.Arbitrary<Parts>): fc.Arbitrary<Conversation> {
  const place = fc.nat(100_000);
  const half = { owed: 1, after: 'close' } as const;
  return fc.oneof(
    fc
      .tuple(
        parts,
        fc.integer({ min: 1, max: 30 }),
        fc.constantFrom('ZZZ', '-1\r\n', '5\r\nab', 'ffffffffffffffffff\r\n', '\r\n', ''),
      )
      .map(([request, size, end]) => ({
        kind: 'broken chunk',
        pieces: [...chunked(post(request), size).slice(0, -1), Buffer.from(end)],
        ...half,
      })),
    fc.tuple(parts, place).map(([request, at]) => {
      const bytes = bytesOf(
        with_(post(request), [], { body: Buffer.concat([request.body, Buffer.from('x')]) }),
      );
      return { kind: 'broken off', pieces: [bytes.subarray(0, 1 + (at % (bytes.length - 1)))], ...half };
    }),
    fc
      .constantFrom(...oddHeads)
      .map((head) => ({ kind: 'odd head', pieces: [Buffer.from(head, 'latin1')], most: 2, ...half })),
    fc.uint8Array({ minLength: 1, maxLength: 300 }).map((bytes) => ({
      kind: 'garbage',
      // Empty lines before a request are no request.
      pieces: [Buffer.from(bytes)],
      ...half,
      owed: bytes.every((byte) => byte === 10 || byte === 13) ? 0 : 1,
      most: 3,
    })),
    fc.tuple(parts, fc.uint8Array({ minLength: 20, maxLength: 300 })).map(([request, bytes]) => ({
      kind: 'garbage behind a request',
      pieces: [bytesOf(post(request)), Buffer.from([1, ...bytes])],
      ...half,
      // A client that wants the connection closed sends nothing more that counts.
      owed: 1,
      most: 2,
    })),
    fc.tuple(parts, fc.constantFrom(...oddLengths)).map(([request, length]) => ({
      kind: 'odd length',
      pieces: [headOf(with_(post(request), [['Content-Length', length]])), request.body],
      ...half,
      most: 3,
    })),
    fc
      .tuple(
        parts,
        fc.constantFrom<Header[]>(
          [['Transfer-Encoding', 'chunked']],
          [
            ['Content-Length', '3'],
            ['Content-Length', '5'],
          ],
          [['Transfer-Encoding', 'gzip']],
          [['Transfer-Encoding', 'chunked, identity']],
          [
            ['Transfer-Encoding', 'chunked'],
            ['Transfer-Encoding', 'chunked'],
          ],
        ),
      )
      .map(([request, more]) => ({
        kind: 'two lengths',
        pieces: [bytesOf(with_(post(request), more))],
        most: 3,
        ...half,
      })),
    fc.tuple(parts, fc.constantFrom(20_000, 100_000), fc.boolean()).map(([request, size, many]) => ({
      kind: 'huge headers',
      pieces: [
        bytesOf(
          with_(
            post(request),
            many
              ? Array.from({ length: size / 10 }, (_, index): Header => [`x-${index}`, '1'])
              : [['x-long', 'a'.repeat(size)]],
          ),
        ),
      ],
      most: 2,
      ...half,
    })),
  );
}

/** What is HTTP, said in ways that FMZ's docker has not. */
function unusual(parts: fc.Arbitrary<Parts>): fc.Arbitrary<Conversation> {
  const whole = { owed: 1, after: 'wait' } as const;
  return fc.oneof(
    fc
      .tuple(parts, fc.integer({ min: 1, max: 50 }))
      .map(([request, size]) => ({ kind: 'chunked', pieces: chunked(request, size), ...whole })),
    parts.map((request) => ({
      kind: 'byte by byte',
      pieces: cut(bytesOf(with_(request, [], { body: request.body.subarray(0, 100), target: '/Paper' })), 1),
      ...whole,
    })),
    fc.array(parts, { minLength: 2, maxLength: 12 }).map((several) => ({
      kind: 'pipeline',
      // An answer that is the last one ends what was sent ahead.
      pieces: [
        Buffer.concat(several.map((request) => bytesOf({ ...post(request), headers: [['Host', 'x']] }))),
      ],
      owed: several.length,
      after: 'wait' as const,
    })),
    fc.tuple(parts, fc.constantFrom<Header[]>([], [['Connection', 'keep-alive']])).map(([request, more]) => ({
      kind: 'HTTP/1.0',
      pieces: [bytesOf(with_(request, more, { version: '1.0' }))],
      ...whole,
    })),
    fc
      .tuple(
        parts,
        fc.constantFrom(
          'http://127.0.0.1/Paper',
          'http://evil.example/OKX',
          'https://x:1/',
          'http://',
          'ftp://x/y',
          'http://[/x',
          'x:y',
        ),
      )
      .map(([request, target]) => ({
        kind: 'absolute address',
        pieces: [bytesOf({ ...request, target })],
        ...whole,
      })),
    fc.tuple(parts, fc.constantFrom('websocket', 'h2c', 'TLS/1.0', 'x, y')).map(([request, protocol]) => ({
      kind: 'upgrade',
      pieces: [
        bytesOf(
          with_(request, [
            ['Connection', 'Upgrade'],
            ['Upgrade', protocol],
            ['Sec-WebSocket-Key', 'dGhlIHNhbXBsZSBub25jZQ=='],
            ['Sec-WebSocket-Version', '13'],
          ]),
        ),
      ],
      ...whole,
    })),
    fc
      .tuple(
        parts,
        fc.constantFrom<Header>(
          ['Host', 'y'],
          ['Http-Method', 'POST'],
          ['Content-Type', 'a/b'],
          ['Origin', 'http://y'],
        ),
      )
      .map(([request, [name, value]]) => ({
        kind: 'a header twice',
        pieces: [
          bytesOf(
            with_(request, [
              [name, value],
              [name, value],
              [name, 'z'],
            ]),
          ),
        ],
        ...whole,
      })),
    fc.tuple(parts, fc.constantFrom('a', 'a:1', ':', '', '[::1]:1', 'http://x')).map(([request, target]) => ({
      kind: 'CONNECT',
      verb: 'CONNECT' as const,
      pieces: [headOf({ ...request, verb: 'CONNECT', target: target || '/' })],
      ...whole,
    })),
    parts.map((request) => ({
      kind: 'HEAD',
      verb: 'HEAD' as const,
      pieces: [bytesOf({ ...request, verb: 'HEAD' })],
      ...whole,
    })),
    parts.map((request) => ({
      kind: 'closes its side',
      pieces: [bytesOf(request)],
      owed: 1,
      after: 'close' as const,
    })),
    fc.tuple(parts, fc.nat(100_000)).map(([request, at]) => {
      const bytes = bytesOf(request);
      return {
        kind: 'leaves',
        pieces: [bytes.subarray(0, at % (bytes.length + 1))],
        owed: 0,
        most: 1,
        after: 'leave' as const,
      };
    }),
  );
}

const large = fc.tuple(fc.constantFrom(1_048_577, 3_000_000), fc.constantFrom('"', '{"method":"')).map(
  ([size, start]): Conversation => ({
    kind: 'large body',
    pieces: [
      bytesOf({
        verb: 'POST',
        target: '/OKX',
        version: '1.1',
        headers: [['Host', 'x']],
        body: Buffer.from(start + 'x'.repeat(size)),
      }),
    ],
    owed: 1,
    after: 'wait',
  }),
);

/** What clients say: most of them one request after another on one connection, as FMZ's docker does. */
export function conversations(known: readonly KnownKeys[]): fc.Arbitrary<Conversation> {
  const parts = requests(known);
  const asIs =
    (kind: string) =>
    (request: Parts): Conversation => ({
      ...{ kind, pieces: [bytesOf(request)], owed: 1 },
      after: 'keep',
    });
  return fc.oneof(
    { weight: 450, arbitrary: parts.map(asIs('plain')) },
    { weight: 250, arbitrary: fittingRequests(known).map(asIs('fitting')) },
    { weight: 120, arbitrary: unusual(parts) },
    { weight: 90, arbitrary: broken(parts) },
    { weight: 1, arbitrary: large },
  );
}
