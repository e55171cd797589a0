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
  });
});
