import { describe, expect, test } from 'vitest';
import { answers, post, useExample, wires } from './startExample.js';

const ticker = post('ticker');
const until = (read: () => unknown) => expect.poll(read, { interval: 5 });

describe.each(wires)('over %s', (wire) => {
  const { start, example } = useExample(wire);
  describe('what is hardly HTTP', () => {
    test('a broken chunk, and the client closes its side', async () => {
      await start();
      const client = example().open(
        'POST /example HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"met\r\nZZZ',
        true,
      );
      client.socket.end();
      await client.closed;
      expect(client.received()).toMatch(
        /^HTTP\/1\.1 200 OK\r\n[\s\S]*\{"error":"(Example: )?the request body broke off/,
      );
      expect(answers(client.received())).toBe(1);
    });

    test('a broken rest of a body whose request was answered without it gets no second answer', async () => {
      await start({ timeout: 200 });
      const client = example().open(
        'POST /example HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"met\r\n',
      );
      await until(client.received).toContain('did not arrive in time');
      client.socket.write('ZZZ\r\n');
      await client.closed;
      expect(answers(client.received())).toBe(1);
    });

    test('half a body, and the client closes its side', async () => {
      await start();
      const client = example().open(
        'POST /example HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"method',
        true,
      );
      client.socket.end();
      await client.closed;
      expect(client.received()).toMatch(/^HTTP\/1\.1 200 OK\r\n[\s\S]*the request body broke off/);
    });

    test('a whole request, and the client closes its side', async () => {
      await start();
      const client = example().open('', true);
      client.socket.end(ticker);
      await client.closed;
      expect(client.received()).toContain('{"data":{"symbol":"LTC_USDT"');
    });

    test.each(['www.okx.com:443', '/x', 'x'])('CONNECT %s is refused as JSON', async (target) => {
      await start();
      const client = example().open(`CONNECT ${target} HTTP/1.1\r\nHost: x\r\n\r\n`, true);
      await client.closed;
      expect(client.received()).toMatch(/^HTTP\/1\.1 (405|200) [\s\S]*\{"error":"/);
    });

    test.each(['websocket', 'h2c', 'TLS/1.0'])(
      'Upgrade: %s is answered as if it were not there',
      async (protocol) => {
        await start();
        const client = example().open(
          ticker.replace('Host: x', `Host: x\r\nConnection: Upgrade\r\nUpgrade: ${protocol}`),
        );
        await until(() => answers(client.received())).toBe(1);
        expect(client.received()).toContain('{"data":{"symbol":"LTC_USDT"');
      },
    );

    test.each(['a b', 'x:y', '[', ']', 'a/b', 'a?b', 'a@b', 'a:99999', '::1', '%zz', 'ä', '', 'x#'])(
      'the Host header %j',
      async (host) => {
        await start();
        const client = example().open(ticker.replace('Host: x', `Host: ${host}`));
        await until(() => answers(client.received())).toBe(1);
        expect(client.received()).toMatch(/^HTTP\/1\.1 200 OK/);
        expect(client.received()).toContain('{"data":{"symbol":"LTC_USDT"');
      },
    );

    test.each([
      '*',
      'http://x/example',
      'http://[/example',
      'example',
      '//example',
      '/\\example',
      '/%',
      '/\u00ff',
    ])('the target %j', async (target) => {
      await start();
      const client = example().open(ticker.replace('/example', target));
      await until(() => answers(client.received())).toBe(1);
      expect(client.received()).toMatch(/^HTTP\/1\.1 200 OK/);
      expect(client.received()).not.toContain('internal error');
    });

    const large = `X-A: ${'a'.repeat(1000)}\r\n`;
    const head = (headers: string, path = '/example') =>
      `POST ${path} HTTP/1.1\r\nHost: x\r\n${headers}Content-Length: 2\r\n\r\n{}`;
    const tooLarge = 'the headers of the request are too large: the limit is 16 KiB';
    const noHttp = 'the request is not valid HTTP';

    test.each([
      ['one header of 20 KB', head(`X-A: ${'a'.repeat(20_000)}\r\n`), tooLarge],
      ['40 headers of 1 KB', head(large.repeat(40)), tooLarge],
      ['headers of 1 MB', head(large.repeat(1000)), tooLarge],
      ['a path of 100 KB', head('', `/${'a'.repeat(100_000)}`), tooLarge],
      ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', noHttp],
      ['a name with a blank', head('X A: b\r\n'), noHttp],
      ['another protocol', 'SSH-2.0-client\r\n', noHttp],
      ['100 KB of nothing', '\0'.repeat(100_000), noHttp],
      ['two lengths', head('Content-Length: 3\r\n'), noHttp],
    ])('%s: told so, in one write and in many', async (_what, text, error) => {
      await start();
      for (const step of [text.length, 10_000, 1000]) {
        const client = example().open();
        for (let at = 0; at < text.length; at += step) client.socket.write(text.slice(at, at + step));
        await client.closed;
        expect(client.received()).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
        expect(client.received()).toContain(`\r\nConnection: close\r\n\r\n{"error":"${error}"}`);
        expect(answers(client.received())).toBe(1);
      }
      expect(example().asked.begun).toBe(0);
    });

    test.each([
      ['too large a head', head(large.repeat(100))],
      ['nothing of HTTP', '\0'.repeat(100_000)],
      ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ])('%s behind a request that is at work leaves it its answer', async (_what, text) => {
      await start();
      example().hold();
      const client = example().open(ticker);
      await until(() => example().asked.begun).toBe(1);
      for (let at = 0; at < text.length; at += 1000) client.socket.write(text.slice(at, at + 1000));
      client.socket.write(text);
      await new Promise((resolve) => setTimeout(resolve, 50));
      example().release();
      await client.closed;
      expect(client.received()).toContain('{"data":{"symbol":"LTC_USDT"');
      expect(answers(client.received())).toBe(1);
    });

    test.each([
      ['too large a head', head(large.repeat(100)), tooLarge],
      ['nothing of HTTP', '\0'.repeat(100_000), noHttp],
    ])('%s on a connection that has had an answer has its own', async (_what, text, error) => {
      await start();
      const client = example().open(ticker);
      await until(() => answers(client.received())).toBe(1);
      client.socket.write(text);
      await client.closed;
      expect(client.received()).toMatch(new RegExp(`\\{"error":"${error}"\\}$`));
      expect(answers(client.received())).toBe(2);
    });
  });
});
