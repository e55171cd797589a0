import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { startPlugin } from '../../support/startPlugin.js';
import { acceptors } from './acceptors.js';
import { withCtrader } from './withCtrader.js';

const POLLS = 30;

/** How many attempts there may be in so many ms, where each waits twice as long as the one before it, from 1 s on. */
const attemptsIn = (ms: number) => 1 + Math.floor(Math.log2(1 + ms / 1000)) + 1;

/** A strategy that does not stop asking. @returns its errors, and how long that took in ms. */
async function poll(ask: () => Promise<string>): Promise<{ errors: string[]; took: number }> {
  const began = performance.now();
  const errors: string[] = [];
  for (let asked = 0; asked < POLLS; asked += 1) errors.push(await ask());
  return { errors, took: performance.now() - began };
}

describe.concurrent.each(acceptors)('a strategy that polls, at %s', (_name, start) => {
  test('a wrong password is tried once, and not again for 10 s', async () => {
    await withCtrader(start, {}, async ({ acceptor, call, refused }) => {
      const wrong = { ...acceptor.keys, secret_key: acceptor.keys.secret_key.replace(/^[^,]*/, 'guessed') };
      const { errors, took } = await poll(() => refused('orders', {}, wrong));
      for (const error of errors) expect(error).toMatch(/RET_INVALID_DATA/);
      for (const error of errors) expect(error).not.toContain('guessed');
      expect(await acceptor.count('A')).toBeLessThanOrEqual(1 + Math.floor(took / 10_000));
      // Whoever has the right password is not kept waiting by that.
      expect((await call('orders')).error).toBeUndefined();
    });
  });

  test('a CompID that the broker does not answer', async () => {
    await withCtrader(start, { timeout: 1000 }, async ({ acceptor, refused }) => {
      const silent = { ...acceptor.keys, secret_key: `${acceptor.keys.secret_key},target=OTHER` };
      const { errors, took } = await poll(() => refused('orders', {}, silent));
      for (const error of errors) expect(error).toMatch(/nothing was sent$/);
      expect(errors).toContainEqual(expect.stringMatching(/the trade line at .* the Logon.* wrong CompID/));
      expect(await acceptor.count('A')).toBeLessThanOrEqual(attemptsIn(took));
    });
  });
});

test('a host that refuses connections', async () => {
  const closed = createServer();
  closed.listen(0, '127.0.0.1');
  await once(closed, 'listening');
  const address = closed.address();
  const port = typeof address === 'object' ? address?.port : 0;
  closed.close();
  await once(closed, 'close');
  const url = `fix://127.0.0.1:${port}`;
  const plugin = await startPlugin({ baseUrls: { CTrader: url, 'CTrader.quote': url } });
  const keys = { access_key: 'demo.broker.12345', secret_key: 'fix-password,host=ctrader.invalid' };
  const { errors, took } = await poll(
    async () => (await plugin.call('CTrader', 'orders', {}, keys)).error ?? '',
  );
  const health = await (await fetch(`${plugin.url}/healthz`)).json();
  await plugin.stop();
  for (const error of errors) expect(error).toMatch(/nothing was sent/);
  const [line] = Object(health).fix;
  expect(line.failed_attempts).toBeGreaterThanOrEqual(1);
  expect(line.failed_attempts).toBeLessThanOrEqual(attemptsIn(took));
});

test('a host that closes every connection at once', async () => {
  const sockets: Socket[] = [];
  const server = createServer((socket) => sockets.push(socket.destroy()));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const url = `fix://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  const plugin = await startPlugin({ baseUrls: { CTrader: url, 'CTrader.quote': url } });
  const keys = { access_key: 'demo.broker.12345', secret_key: 'fix-password,host=ctrader.invalid' };
  const { errors, took } = await poll(
    async () => (await plugin.call('CTrader', 'orders', {}, keys)).error ?? '',
  );
  await plugin.stop();
  server.close();
  for (const error of errors) expect(error).toMatch(/nothing was sent/);
  expect(sockets.length).toBeGreaterThanOrEqual(1);
  expect(sockets.length).toBeLessThanOrEqual(attemptsIn(took));
});
