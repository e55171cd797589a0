import { Buffer } from 'node:buffer';
import { createSocket } from 'node:dgram';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer as createTcp } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { buildStrategyCode, runStrategy, startStrategy } from '../../support/startStrategy.js';

let code: Awaited<ReturnType<typeof buildStrategyCode>>;
const seen: {
  method: string | undefined;
  url: string | undefined;
  headers: IncomingMessage['headers'];
  body: string;
}[] = [];

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString();
  seen.push({ method: request.method, url: request.url, headers: request.headers, body });
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  if (pathname === '/never') return;
  if (pathname === '/cut') return request.socket.destroy();
  if (pathname === '/moved') return response.writeHead(302, { location: '/text' }).end();
  if (pathname === '/again') return response.writeHead(302, { location: '/again' }).end();
  if (pathname === '/file') return response.writeHead(302, { location: 'file:///etc/hostname' }).end();
  if (pathname === '/missing')
    return response.writeHead(404, { 'set-cookie': ['a=1', 'b=2'] }).end('not here');
  if (pathname === '/gzip')
    return response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('packed'));
  if (pathname === '/gbk') return response.end(Buffer.from([0xd6, 0xd0]));
  if (pathname === '/json') return response.end(body);
  response.end('均线');
});
const sockets = new WebSocketServer({ server });
const tcp = createTcp((socket) => socket.on('data', (data) => socket.write(`got ${data}`)));

sockets.on('connection', (socket, request) => {
  if (request.url === '/three') for (const text of ['1', '2', '3']) socket.send(text);
  if (request.url === '/bytes') socket.send(Buffer.from([0xff, 0x00]));
  if (request.url === '/packed') socket.send(gzipSync('unpacked'));
  if (request.url === '/bye') socket.send('last', () => socket.close());
  if (request.url === '/echo') socket.on('message', (data, binary) => socket.send(`${binary}:${data}`));
});

const portOf = (address: AddressInfo | string | null) =>
  typeof address === 'object' ? address?.port : undefined;
let http = '';
let ws = '';
let tcpAddress = '';

beforeAll(async () => {
  code = await buildStrategyCode();
  await Promise.all([
    new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)),
    new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve)),
  ]);
  http = `http://127.0.0.1:${portOf(server.address())}`;
  ws = http.replace('http', 'ws');
  tcpAddress = `tcp://127.0.0.1:${portOf(tcp.address())}`;
});

afterAll(async () => {
  for (const client of sockets.clients) client.terminate();
  server.closeAllConnections();
  server.close();
  tcp.close();
  await code.remove();
});

const run = (body: string) =>
  runStrategy(`function main() {\n${body}\n}`, { code, settings: { args: { http, ws, tcp: tcpAddress } } });

async function resultOf(body: string): Promise<unknown> {
  const { end } = await run(body);
  return end.reason === 'returned' ? end.value : end;
}

describe('fetch', () => {
  test('answers, whatever the status, with what HttpQuery would get', async () => {
    seen.length = 0;
    const { end } = await runStrategy(
      `async function main() {
        var missing = await fetch(http + '/missing');
        var posted = await fetch(http + '/json', { method: 'POST', headers: new Map([['X-Own', '5']]), body: '{"a":[1]}' });
        return [missing.ok, missing.status, missing.statusText, missing.headers.get('set-cookie'), await missing.text(), posted.ok, await posted.json()];
      }`,
      { code, settings: { args: { http } } },
    );
    expect(end).toMatchObject({
      value: [false, 404, 'Not Found', 'a=1, b=2', 'not here', true, { a: [1] }],
    });
    expect(seen.at(-1)).toMatchObject({ method: 'POST', body: '{"a":[1]}', headers: { 'x-own': '5' } });
  });

  test.each(['http + "/cut"', '"file:///etc/hostname"', '"nonsense"'])(
    'of %s is rejected',
    async (address) => {
      const { end, lines } = await runStrategy(
        `async function main() { try { await fetch(${address}) } catch (error) { return [error instanceof TypeError, error.message.slice(0, 7)] } }`,
        { code, settings: { args: { http } } },
      );
      expect(end).toMatchObject({ value: [true, 'fetch: '] });
      expect(lines()).toEqual([]);
    },
  );

  test('goes on while the strategy sleeps', async () => {
    const value = await resultOf(`
      var got = null;
      fetch(http + '/text').then(function (answer) { return answer.text() }).then(function (text) { got = text });
      for (var i = 0; i < 1000 && !got; i++) Sleep(5);
      return got;
    `);
    expect(value).toBe('均线');
  });

  test('is refused where thousands have no answer yet, and many at once are no fault', async () => {
    const warnings: Error[] = [];
    const take = (warning: Error) => warnings.push(warning);
    process.on('warning', take);
    const value = await resultOf(`
      var refused = [];
      for (var i = 0; i < 2003; i++) fetch(http + '/never').catch(function (error) { refused.push(error.message) });
      Sleep(1);
      return refused;
    `);
    process.off('warning', take);
    expect(value).toEqual(Array(3).fill('fetch: 2000 requests have no answer yet, await some first'));
    expect(warnings).toEqual([]);
  });
});

describe('HttpQuery', () => {
  test('is the body, whatever the status', async () => {
    const value = await resultOf(`
      return [HttpQuery(http + '/text'), HttpQuery(http + '/missing'), HttpQuery(http + '/gzip'), HttpQuery(http + '/moved'),
        HttpQuery(http + '/gbk', { charset: 'gbk' }), HttpQuery(http + '/gbk', { format: 'hex' })];
    `);
    expect(value).toEqual(['均线', 'not here', 'packed', '均线', '中', 'd6d0']);
  });

  test.each([
    ['upgrade', `{ method: 'POST', body: 'a', headers: { Connection: 'Upgrade', Upgrade: 'x' } }`],
    ['connect', `{ method: 'CONNECT' }`],
  ])('fails where the answer is to go on in another protocol: %s', async (event, options) => {
    const other = createServer();
    other.on(event, (_, socket) => {
      const status = event === 'upgrade' ? '101 Switching Protocols' : '200 OK';
      socket.write(`HTTP/1.1 ${status}\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n`);
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { end, lines } = await run(
      `return HttpQuery('http://127.0.0.1:${portOf(other.address())}', ${options})`,
    );
    other.close();
    expect(end).toMatchObject({ reason: 'returned', value: null });
    expect(lines()).toEqual([expect.stringContaining('the connection was given up without an answer')]);
  });

  test('with debug all of it', async () => {
    const value = await resultOf(`return HttpQuery(http + '/missing', { debug: true })`);
    expect(value).toMatchObject({
      StatusCode: 404,
      Header: { 'Set-Cookie': ['a=1', 'b=2'] },
      Body: 'not here',
      Length: 8,
    });
  });

  test('both forms send what they were given', async () => {
    seen.length = 0;
    await resultOf(`
      HttpQuery(http + '/a', { method: 'PUT', body: '{"名":1}', headers: { 'X-Own': 5 }, cookie: 'c=1' });
      HttpQuery(http + '/b', 'x=1', 'c=2', 'X-Own: 6\\nX-Other: 7');
      HttpQuery(http + '/c', null, '', { 'X-Own': 8 });
    `);
    expect(seen).toMatchObject([
      { method: 'PUT', url: '/a', body: '{"名":1}', headers: { 'x-own': '5', cookie: 'c=1' } },
      {
        method: 'POST',
        url: '/b',
        body: 'x=1',
        headers: {
          'x-own': '6',
          'x-other': '7',
          cookie: 'c=2',
          'content-type': 'application/x-www-form-urlencoded',
        },
      },
      { method: 'GET', url: '/c', body: '', headers: { 'x-own': '8' } },
    ]);
  });

  test.each([
    ['a time-out', `http + '/never'`, 'no answer within the time-out'],
    ['a connection that is cut', `http + '/cut'`, 'socket hang up'],
    ['a file', `'file:///etc/hostname'`, 'the address must begin with http:// or https://'],
    ['a redirection to a file', `http + '/file'`, 'the address must begin with http:// or https://'],
    ['a circle of redirections', `http + '/again'`, 'redirected more than 10 times'],
    ['no address', `undefined`, 'the address must begin with http:// or https://'],
  ])('%s is null, an error line, and an Error with debug', async (_, address, text) => {
    const { end, lines } = await run(`
      var value = HttpQuery(${address}, { timeout: 200 });
      return [value, GetLastError() !== null, HttpQuery(${address}, { timeout: 200, debug: true })];
    `);
    expect(end).toMatchObject({
      value: [null, true, { StatusCode: 0, Body: '', Error: expect.stringContaining(text) }],
    });
    expect(lines()).toHaveLength(2);
    expect(lines()[0]).toContain(`error: HttpQuery: GET`);
  });

  test('a proxy is refused rather than gone around', async () => {
    seen.length = 0;
    expect(await resultOf(`return HttpQuery(http + '/text', { proxy: 'socks5://127.0.0.1:1' })`)).toBe(null);
    expect(seen).toEqual([]);
  });

  test('HttpQuery_Go runs beside, and EventLoop tells of its end', async () => {
    const value = await resultOf(`
      var never = HttpQuery_Go(http + '/never'), text = HttpQuery_Go(http + '/text');
      var event = EventLoop(0);
      var result = [event.Event, text.wait(), never.wait(-1) === undefined, EventLoop(-1)];
      try { text.wait() } catch (error) { result.push(error.message) }
      return result;
    `);
    expect(value).toEqual(['thread', '均线', true, null, 'routine 2 already finished']);
  });

  test('a stop ends the wait for an answer', async () => {
    const strategy = startStrategy(`function main() { Log('asks'); HttpQuery(http + '/never') }`, {
      code,
      settings: { args: { http } },
    });
    await expect.poll(() => strategy.lines()).toEqual(['asks']);
    strategy.stop();
    expect(await strategy.ended).toMatchObject({ reason: 'stopped' });
  });
});

describe('Dial', () => {
  test('messages are read one by one, or only the newest', async () => {
    const value = await resultOf(`
      var one = Dial(ws + '/three'), two = Dial(ws + '/three', { timeout: 5000 });
      var first = [one.read(), one.read(0), one.read(100000), one.read(-1), one.read(5)];
      for (var newest = null; newest !== '3'; Sleep(1)) newest = two.read(-2) || newest;
      return first.concat([newest, two.read(-1), one.fd() !== two.fd()]);
    `);
    expect(value).toEqual(['1', '2', '3', null, null, '3', null, true]);
  });

  test('a time that is longer than any timer is waited for all the same', async () => {
    const value = await resultOf(`
      var it = Dial(ws + '/three', { timeout: 1e12, interval: 1e12, pingInterval: 1e12 });
      exchange.SetTimeout(1e12);
      return [it.read(1e12), it.read(1e12), it.read(1e12)];
    `);
    expect(value).toEqual(['1', '2', '3']);
  });

  test('"" once the peer is gone, after what it had sent', async () => {
    const value = await resultOf(`
      var it = Dial(ws + '/bye', 10);
      var read = [it.read(), it.read(), it.read(-1), it.write('x')];
      it.close();
      return read.concat([it.read(), it.write('x')]);
    `);
    expect(value).toEqual(['last', '', '', 0, '', 0]);
  });

  test('texts and bytes', async () => {
    const value = await resultOf(`
      var echo = Dial(ws + '/echo');
      var wrote = echo.write('均线');
      var bytes = new Uint8Array(Dial(ws + '/bytes').read());
      return [wrote, echo.read(), bytes.length, bytes[0], Dial(ws + '/packed|compress=gzip&mode=recv').read()];
    `);
    expect(value).toEqual([6, 'false:均线', 2, 255, 'unpacked']);
  });

  test('is open again where it was told to be', async () => {
    const value = await resultOf(`
      var it = Dial(ws + '/bye', { reconnect: true, interval: 1 }), read = [it.read()];
      for (var message; read.length < 3; Sleep(1)) if ((message = it.read(1000))) read.push(message);
      return read;
    `);
    expect(value).toEqual(['last', 'last', 'last']);
  });

  test('over TCP', async () => {
    expect(await resultOf(`var it = Dial(tcp); it.write('ping'); return it.read()`)).toBe('got ping');
  });

  test.each([
    ["'sqlite3:///a.db'", 'sqlite3:// is not supported here'],
    ["'file:///etc/hostname'", 'file:// is not supported here'],
    ["'nothing'", 'the address must be one like wss://host/path or tcp://host:port'],
    ["'ws://127.0.0.1:1'", 'ECONNREFUSED'],
    ["'tcp://127.0.0.1:1'", 'ECONNREFUSED'],
    ["ws + '/echo', { proxy: 'socks5://127.0.0.1:1' }", 'through a proxy'],
  ])('%s is null and an error line', async (address, text) => {
    const { end, lines } = await run(`return Dial(${address})`);
    expect(end).toMatchObject({ value: null });
    expect(lines()).toEqual([expect.stringContaining(text)]);
    expect(lines()[0]).toMatch(/^error: Dial: /);
  });

  test('a stop ends a read that would last for ever', async () => {
    const strategy = startStrategy(
      `function main() { var it = Dial(ws + '/echo'); Log('reads'); it.read() }`,
      {
        code,
        settings: { args: { ws } },
      },
    );
    await expect.poll(() => strategy.lines()).toEqual(['reads']);
    strategy.stop();
    expect(await strategy.ended).toMatchObject({ reason: 'stopped' });
  });
});

test('Dial to a UDP port', async () => {
  const socket = createSocket('udp4');
  // As a time server answers: bytes that are no text.
  socket.on('message', (data, { port, address }) => socket.send([Buffer.from([0xff]), data], port, address));
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  const value = await resultOf(`
    var client = Dial('udp://127.0.0.1:${socket.address().port}');
    var written = client.write('\\x1b' + Array(47).fill('\\0').join(''));
    var answer = client.read();
    client.close();
    return [written, answer.byteLength, new DataView(answer).getUint8(1), client.read(-1), client.write('x'), Dial('unix:///var/run/docker.sock'), Dial('udp://nothing.invalid:1')];
  `);
  socket.close();
  expect(value).toEqual([48, 49, 27, '', 0, null, null]);
});
