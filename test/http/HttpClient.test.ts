import { AsyncLocalStorage } from 'node:async_hooks';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import v8 from 'node:v8';
import vm from 'node:vm';
import { afterEach, describe, expect, test } from 'vitest';
import { createHttpClient, type HttpClient } from '../../src/http/HttpClient.js';
import { NetworkError } from '../../src/http/NetworkError.js';

let client: HttpClient = createHttpClient({ proxy: false });
let server: Server | undefined;

afterEach(async () => {
  await client.close();
  client = createHttpClient({ proxy: false });
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

async function listen(listener: RequestListener, port = 0, host = '127.0.0.1'): Promise<string> {
  const listening = createServer(listener);
  server = listening;
  await new Promise<void>((resolve, reject) => {
    listening.on('error', reject).listen(port, host, resolve);
  });
  return `http://${host}:${portOf(listening.address())}`;
}

const countOf = (listening: Server | undefined) =>
  new Promise<number>((resolve, reject) =>
    listening?.getConnections((error, count) => (error ? reject(error) : resolve(count))),
  );

function portOf(address: string | AddressInfo | null): number {
  return typeof address === 'object' && address ? address.port : 0;
}

const get = (url: string, signal = AbortSignal.timeout(60_000)) =>
  client.send({ method: 'GET', url, headers: {}, deadline: performance.now() + 60_000, signal });

test('the bytes of path, query, headers and body arrive as they were given', async () => {
  const seen: unknown[] = [];
  const url = await listen(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    seen.push({
      method: request.method,
      url: request.url,
      key: request.headers['ok-access-key'],
      type: request.headers['content-type'],
      body,
    });
    response.end('{"ok":true}');
  });
  const body = '{"px":"0.10","note":"価"}';
  const reply = await client.send({
    method: 'POST',
    url: `${url}/a/b?x=1%2C2&y=%20`,
    headers: { 'OK-ACCESS-KEY': 'k', 'content-type': 'application/json' },
    body,
    deadline: performance.now() + 20_000,
    signal: AbortSignal.timeout(60_000),
  });
  expect(reply.json).toEqual({ ok: true });
  expect(seen).toEqual([
    { method: 'POST', url: '/a/b?x=1%2C2&y=%20', key: 'k', type: 'application/json', body },
  ]);
});

test('first requests at once go over one pool, all of which is closed', async () => {
  const url = await listen((_request, response) => response.end('{}'));
  await Promise.all([get(url), get(url), get(url)]);
  expect(await countOf(server)).toBeGreaterThan(0);
  await client.close();
  await expect.poll(() => countOf(server)).toBe(0);
});

test('one that is closed before its first request ends at once', async () => {
  await expect(createHttpClient({ proxy: false }).close()).resolves.toBeUndefined();
});

test('connections are kept and used again', async () => {
  let connections = 0;
  const url = await listen((_request, response) => response.end('{}'));
  server?.on('connection', () => {
    connections += 1;
  });
  for (let index = 0; index < 20; index += 1) await get(url);
  expect(connections).toBeLessThanOrEqual(2);
});

test('an answer of any status is an answer, and its text is exact', async () => {
  const text = '{ "id": 2896576259728695296, "px": 1.10 }\n';
  const url = await listen((_request, response) => response.writeHead(503, { 'retry-after': '2' }).end(text));
  const reply = await get(url);
  expect(reply.status).toBe(503);
  expect(reply.headers.get('retry-after')).toBe('2');
  expect(reply.text).toBe(text);
  expect(reply.json).toEqual({ id: '2896576259728695296', px: 1.1 });
  expect(reply.raw.text).toBe(text);
});

test('no redirect is followed', async () => {
  let requests = 0;
  const url = await listen((_request, response) => {
    requests += 1;
    response.writeHead(302, { location: '/elsewhere' }).end();
  });
  expect((await get(url)).status).toBe(302);
  expect(requests).toBe(1);
});

test('port 6666 is reached', async () => {
  // An address of this machine of its own, so that nothing else has the port.
  const host = `127.${process.pid % 250}.${(process.pid >> 8) % 250}.66`;
  const url = await listen((_request, response) => response.end('{"port":6666}'), 6666, host);
  expect((await get(url)).json).toEqual({ port: 6666 });
});

describe('the last moment before the first byte', () => {
  /** Holds this process up, as when it is stopped. */
  const stop = (milliseconds: number) =>
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);

  test('a process that was stopped while it connected sends nothing after the deadline', async () => {
    let requests = 0;
    const url = await listen((_request, response) => {
      requests += 1;
      response.end('{}');
    });
    const { signal } = new AbortController();
    const sent: string[] = [];
    const send = (within: number) =>
      client.send({
        method: 'POST',
        url,
        headers: {},
        deadline: performance.now() + within,
        signal,
        onSent: () => sent.push('sent'),
      });
    const late = send(20);
    stop(60);
    await expect(late).rejects.toMatchObject({
      outcome: 'rejected',
      message: `${new URL(url).host} was not asked: the time was up`,
    });
    expect(sent).toEqual([]);
    await send(20_000);
    expect(sent).toEqual(['sent']);
    expect(requests).toBe(1);
  });

  test('what is aborted while it connects is never sent', async () => {
    let requests = 0;
    const url = await listen((_request, response) => {
      requests += 1;
      response.end('{}');
    });
    const controller = new AbortController();
    const aborted = get(url, controller.signal);
    controller.abort(new DOMException('the deadline has passed', 'TimeoutError'));
    await expect(aborted).rejects.toMatchObject({ outcome: 'rejected' });
    await get(url);
    expect(requests).toBe(1);
  });
});

describe('connections', () => {
  test('after a request that was given up, none is made for nobody', async () => {
    let [connections, requests] = [0, 0];
    const url = await listen((_request, response) => response.end('{}'));
    const silent = createTcpServer((socket) => {
      connections += 1;
      socket
        .on('error', () => {})
        .once('data', () => {
          requests += 1;
        });
    });
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const controller = new AbortController();
    const waiting = get(`http://127.0.0.1:${portOf(silent.address())}`, controller.signal);
    await expect.poll(() => requests).toBe(1);
    controller.abort(new DOMException('the time is up', 'TimeoutError'));
    await expect(waiting).rejects.toMatchObject({ outcome: 'unknown' });
    // Whoever would connect anew has done so by the end of a few requests to somebody else.
    for (let index = 0; index < 10; index += 1) await get(url);
    silent.close();
    expect(connections).toBe(1);
  });

  test('one that was closed meanwhile is replaced, and the request is sent once', async () => {
    let requests = 0;
    const url = await listen((request, response) => {
      requests += 1;
      response.end('{}', () => setImmediate(() => request.socket.destroy()));
    });
    for (let index = 0; index < 5; index += 1) {
      expect(await get(url).catch((error: unknown) => error)).toMatchObject({ text: '{}' });
      await expect.poll(() => countOf(server)).toBe(0);
    }
    expect(requests).toBe(5);
  });

  test('one that is kept keeps neither the request nor its async context', async () => {
    const url = await listen((_request, response) => response.end('{}'));
    const contexts = new AsyncLocalStorage<object>();
    const watched = await (async () => {
      const context = { key: 'a key' };
      const request = {
        ...{ method: 'GET' as const, url, headers: { 'x-key': 'a key' } },
        ...{ deadline: performance.now() + 20_000, signal: new AbortController().signal },
        onSent: () => void request.headers,
      };
      await contexts.run(context, () => client.send(request));
      return [new WeakRef(context), new WeakRef(request), new WeakRef(request.headers)];
    })();
    v8.setFlagsFromString('--expose-gc');
    const collect: unknown = vm.runInNewContext('gc');
    const gone = () => {
      if (typeof collect === 'function') collect();
      return watched.map((reference) => reference.deref() === undefined);
    };
    await expect.poll(gone).toEqual([true, true, true]);
    expect(await countOf(server)).toBe(1);
  });
});

describe('what goes wrong', () => {
  test('nothing listens: it was never sent', async () => {
    const url = await listen(() => {});
    await new Promise((resolve) => server?.close(resolve));
    await expect(get(url)).rejects.toMatchObject({
      outcome: 'rejected',
      message: expect.stringContaining('refused'),
    });
  });

  test('a host that does not exist: it was never sent', async () => {
    await expect(get('http://nowhere.invalid')).rejects.toMatchObject({ outcome: 'rejected' });
  });

  test.each([
    [
      'the connection is reset before an answer',
      (socket: import('node:net').Socket) => socket.resetAndDestroy(),
    ],
    [
      'half a body',
      (socket: import('node:net').Socket) =>
        socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"half"'),
    ],
    ['no HTTP', (socket: import('node:net').Socket) => socket.end('hello')],
  ])('%s: the outcome is unknown, and it is sent once', async (_what, answer) => {
    let requests = 0;
    const raw = createTcpServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => {
        requests += 1;
        answer(socket);
      });
    });
    await new Promise<void>((resolve) => raw.listen(0, '127.0.0.1', resolve));
    const error = await get(`http://127.0.0.1:${portOf(raw.address())}/?signature=secret`).catch(
      (cause: unknown) => cause,
    );
    raw.close();
    expect(error).toBeInstanceOf(NetworkError);
    expect(error).toMatchObject({ outcome: 'unknown', message: expect.not.stringContaining('signature') });
    expect(requests).toBe(1);
  });

  test('no answer in time', async () => {
    const url = await listen(() => {});
    await expect(get(url, AbortSignal.timeout(100))).rejects.toMatchObject({
      outcome: 'unknown',
      message: `${new URL(url).host} did not answer in time`,
    });
  });

  test.each([
    [
      '<html><head><title>502 Bad\nGateway</title></head></html>',
      'answered HTTP 502 with an HTML page "502 Bad Gateway", not JSON',
    ],
    ['', 'answered HTTP 502 with an empty body'],
    ['{"code":"0","da', 'answered HTTP 502 with text that is not JSON: "{"code":"0","da"'],
  ])('%j is no JSON', async (text, message) => {
    const url = await listen((_request, response) => response.writeHead(502).end(text));
    const reply = await get(url);
    expect(() => reply.json).toThrow(message);
  });
});
