import { createServer, type Server, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { NetworkError } from '../../src/http/NetworkError.js';
import { createPluginClient } from '../../src/http/PluginClient.js';
import { deadPort } from '../doubles/proxy/startProxy.js';

let client = createPluginClient();
let server: Server | undefined;
const sockets: Socket[] = [];

afterEach(() => {
  client.close();
  client = createPluginClient();
  for (const socket of sockets.splice(0)) socket.destroy();
  server?.close();
});

/** Answers each request with these bytes, or leaves it. */
async function listen(answer: (socket: Socket, request: string) => void): Promise<number> {
  const listening = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => socket.destroy());
    socket.on('data', (data) => answer(socket, data.toString('latin1')));
  });
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const address = listening.address();
  return typeof address === 'object' && address ? address.port : 0;
}

const post = (port: number, { scheme = 'http', timeout = 60_000 } = {}) =>
  client.send({
    method: 'POST',
    url: `${scheme}://127.0.0.1:${port}/OKX`,
    headers: { 'content-type': 'application/json' },
    body: '{"é":1}',
    timeout,
  });

const failure = async (port: number, options = {}) => {
  const error = await post(port, options).catch((thrown: unknown) => thrown);
  if (!(error instanceof NetworkError)) throw new Error(`unexpected: ${String(error)}`);
  const message = error.message.replaceAll(String(port), 'PORT');
  return { message, outcome: error.outcome };
};

const answerWith = (body: string | Buffer, headers = '') =>
  Buffer.concat([
    Buffer.from(`HTTP/1.1 200 OK\r\n${headers}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n`),
    Buffer.from(body),
  ]);

describe('what is sent', () => {
  test('the whole request at once, that asks for no compression', async () => {
    let seen = '';
    const port = await listen((socket, request) => {
      seen += request;
      socket.write(answerWith('{}'));
    });
    expect(await post(port)).toEqual({ status: 200, text: '{}' });
    const [head, body] = seen.split('\r\n\r\n');
    expect(head?.split('\r\n').sort()).toEqual(
      [
        'POST /OKX HTTP/1.1',
        'Connection: keep-alive',
        `Host: 127.0.0.1:${port}`,
        'content-length: 8',
        'content-type: application/json',
      ].sort(),
    );
    expect(Buffer.from(body ?? '', 'latin1').toString()).toBe('{"é":1}');
  });

  test('over one connection, one request after the other', async () => {
    const port = await listen((socket) => socket.write(answerWith('{}')));
    for (let round = 0; round < 3; round++) await post(port);
    expect(sockets).toHaveLength(1);
  });

  test('over a new connection, where the plugin closes each', async () => {
    const port = await listen((socket) => socket.end(answerWith('{}', 'Connection: close\r\n')));
    for (let round = 0; round < 3; round++) expect((await post(port)).text).toBe('{}');
    expect(sockets).toHaveLength(3);
  });
});

describe('an answer is read', () => {
  test.each([
    ['with its status', 'HTTP/1.1 502 Odd\r\nContent-Length: 2\r\n\r\n{}', 502, '{}'],
    [
      'behind others that are none',
      'HTTP/1.1 102 W\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}',
      200,
      '{}',
    ],
    [
      'in pieces',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n',
      200,
      '{}',
    ],
    ['without a byte order mark', answerWith('\uFEFF{}'), 200, '{}'],
    [
      'compressed, though nobody asked for it',
      answerWith(gzipSync('{"é":1}'), 'Content-Encoding: gzip\r\n'),
      200,
      '{"é":1}',
    ],
  ])('%s', async (_, bytes, status, text) => {
    const port = await listen((socket) => socket.write(bytes));
    expect(await post(port)).toEqual({ status, text });
  });

  test('of Python, which ends with its connection', async () => {
    const port = await listen((socket) => socket.end('HTTP/1.0 200 OK\r\n\r\n{"data":1}'));
    expect(await post(port)).toEqual({ status: 200, text: '{"data":1}' });
  });

  test('of many megabytes, but not of more than 64', async () => {
    const [most, more] = [64 * 1024 * 1024, 64 * 1024 * 1024 + 1];
    let length = most;
    const port = await listen((socket) => socket.write(answerWith(Buffer.alloc(length, 32))));
    expect((await post(port)).text).toHaveLength(most);
    length = more;
    expect(await failure(port)).toEqual({
      message: '127.0.0.1:PORT answered with more than 64 MiB',
      outcome: 'unknown',
    });
  });
});

describe('what goes wrong is said, and whether anything was sent', () => {
  test.each([
    ['closed the connection without an answer (ECONNRESET)', ''],
    ['closed the connection in the middle of its answer', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{'],
    ['answered with what is not HTTP', 'SSH-2.0-OpenSSH_9.6\r\n'],
    ['answered HTTP 102 and nothing after it', 'HTTP/1.1 102 Wait\r\n\r\n'],
    [
      'answered with gzip data that is broken or cut off',
      'HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}',
    ],
  ])('%s', async (said, bytes) => {
    const port = await listen((socket) => socket.end(bytes));
    expect(await failure(port)).toEqual({ message: `127.0.0.1:PORT ${said}`, outcome: 'unknown' });
    expect(sockets).toHaveLength(1);
  });

  test('no answer, or no more of it, in time', async () => {
    const late = { message: '127.0.0.1:PORT did not answer in time', outcome: 'unknown' };
    const starts = ['', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{'];
    const port = await listen((socket) => socket.write(starts.shift() ?? ''));
    for (const { length } of [...starts]) {
      expect(await failure(port, { timeout: 100 + length })).toEqual(late);
    }
  });

  test('nothing was sent where nothing listens', async () => {
    expect(await failure(await deadPort())).toEqual({
      message: '127.0.0.1:PORT refused the connection (ECONNREFUSED)',
      outcome: 'rejected',
    });
  });

  test('nothing was sent where no TLS is spoken', async () => {
    const port = await listen((socket) => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'));
    const { message, outcome } = await failure(port, { scheme: 'https' });
    expect(message).toMatch(/^127\.0\.0\.1:PORT does not speak TLS \(/);
    expect(outcome).toBe('rejected');
  });

  test('nothing was sent where a TLS handshake does not end', async () => {
    const port = await listen(() => undefined);
    expect(await failure(port, { scheme: 'https', timeout: 100 })).toEqual({
      message: '127.0.0.1:PORT did not finish the TLS handshake in time',
      outcome: 'rejected',
    });
  });
});
