import { createServer, type RequestListener, type Server } from 'node:http';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { createHttpClient } from '../../src/http/HttpClient.js';
import { NetworkError } from '../../src/http/NetworkError.js';

const client = createHttpClient({ proxy: false });
let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function listen(listener: RequestListener): Promise<string> {
  const listening = createServer(listener);
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const address = listening.address();
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
}

const ask = (url: string, headers: Record<string, string> = {}) =>
  client.send({
    ...{ method: 'GET', url, headers },
    ...{ deadline: performance.now() + 100_000, signal: AbortSignal.timeout(100_000) },
  });

/** Answers with what a body is in a coding. */
const listenWith = (body: Buffer, encoding: string, status = 200) =>
  listen((_request, response) =>
    response.writeHead(status, { 'content-encoding': encoding, 'content-length': body.length }).end(body),
  );

const CODINGS: [string, (text: string) => Buffer][] = [
  ['gzip', gzipSync],
  ['x-gzip', gzipSync],
  ['GZip', gzipSync],
  ['deflate', deflateSync],
  ['deflate', deflateRawSync],
  ['br', brotliCompressSync],
  ['identity', Buffer.from],
  ['', Buffer.from],
  ['deflate, gzip', (text) => gzipSync(deflateSync(text))],
  ['br,gzip , identity', (text) => gzipSync(brotliCompressSync(text))],
];

test.each(CODINGS)('%s (%#) is decoded, to the last byte', async (encoding, encode) => {
  let body = Buffer.alloc(0);
  const url = await listen((_request, response) =>
    response.writeHead(200, { 'content-encoding': encoding, 'content-length': body.length }).end(body),
  );
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (value) => {
      const text = JSON.stringify({ value });
      body = Buffer.from(encode(text));
      expect((await ask(url)).text).toBe(text);
    }),
    { numRuns: 20 },
  );
});

test('compression is asked for, and another wish of the adapter is kept', async () => {
  const asked: unknown[] = [];
  const url = await listen((request, response) => {
    asked.push(request.headers['accept-encoding']);
    response.end('{}');
  });
  await ask(url);
  await ask(url, { 'Accept-Encoding': 'identity' });
  expect(asked).toEqual(['gzip, deflate, br', 'identity']);
});

test.each([204, 304, 200])('an empty %i needs no data to decode', async (status) => {
  const url = await listen((_request, response) =>
    response.writeHead(status, { 'content-encoding': 'gzip' }).end(),
  );
  expect(await ask(url)).toMatchObject({ status, text: '' });
});

const text = JSON.stringify({ data: 'x'.repeat(10_000) });

test.each([
  ['cut', gzipSync(text).subarray(0, 30), 'gzip', 'answered with gzip data that is broken or cut off'],
  ['broken', Buffer.from('not gzip'), 'gzip', 'answered with gzip data that is broken or cut off'],
  ['broken', Buffer.from(text), 'br', 'answered with br data that is broken or cut off'],
  ['broken', Buffer.from(text), 'deflate', 'answered with deflate data that is broken or cut off'],
  ['unknown', Buffer.from(text), 'zstd', 'answered in the coding "zstd", which was not asked for'],
  [
    'unknown',
    Buffer.from(text),
    'constructor',
    'answered in the coding "constructor", which was not asked for',
  ],
  [
    'unknown',
    gzipSync(text),
    'gzip, compress',
    'answered in the coding "gzip, compress", which was not asked for',
  ],
  ['too many', Buffer.from(text), 'gzip,gzip,gzip,gzip,gzip', /^\S+ answered in the coding/],
])('%s data, %#: the outcome is unknown', async (_what, body, encoding, said) => {
  const url = await listenWith(body, encoding);
  const error = await ask(url).catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(NetworkError);
  expect(error).toMatchObject({
    outcome: 'unknown',
    message: typeof said === 'string' ? `${new URL(url).host} ${said}` : expect.stringMatching(said),
  });
});

test.each([
  ['gzip', gzipSync(Buffer.alloc(70 * 1024 * 1024))],
  ['gzip, gzip', gzipSync(gzipSync(Buffer.alloc(70 * 1024 * 1024)))],
  ['br', brotliCompressSync(Buffer.alloc(70 * 1024 * 1024))],
])('a bomb in %s ends at 64 MiB, as one error', async (encoding, bomb) => {
  expect(bomb.length).toBeLessThan(1024 * 1024);
  const url = await listenWith(bomb, encoding);
  await expect(ask(url)).rejects.toMatchObject({
    outcome: 'unknown',
    message: `${new URL(url).host} answered with more than 64 MiB`,
  });
});

test('what is longer than the bound without a coding ends there, and its connection with it', async () => {
  let closed = 0;
  const url = await listen((_request, response) => {
    response.on('close', () => {
      closed += 1;
    });
    const chunk = Buffer.alloc(1024 * 1024, ' ');
    const more = () => {
      while (!response.destroyed && response.write(chunk));
    };
    response.on('drain', more);
    more();
  });
  await expect(ask(url)).rejects.toMatchObject({ message: expect.stringContaining('more than 64 MiB') });
  await expect.poll(() => closed).toBe(1);
});
