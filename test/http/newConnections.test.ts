import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { createHttpClient, type HttpClient } from '../../src/http/HttpClient.js';

let client: HttpClient;
let server: Server;

afterEach(async () => {
  await client.close();
  server.closeAllConnections();
  server.close();
});

interface Host {
  /** When each connection was opened, in ms of `performance.now()`. */
  opened: number[];
  answered: number;
  ask(within?: number): Promise<number>;
}

/** A host that ends each connection after so many answers. */
async function start(perSecond: number, answers: number): Promise<Host> {
  const opened: number[] = [];
  const host = { opened, answered: 0 };
  server = createServer((_request, response) => {
    host.answered += 1;
    setTimeout(() => response.end('{}'), 20);
  });
  server.maxRequestsPerSocket = answers;
  server.on('connection', () => opened.push(performance.now()));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  client = createHttpClient({ proxy: false });
  return Object.assign(host, {
    async ask(within = 60_000) {
      const { status } = await client.send({
        ...{
          method: 'GET' as const,
          url: `http://127.0.0.1:${port}/`,
          headers: {},
          newConnections: perSecond,
        },
        ...{ deadline: performance.now() + within, signal: AbortSignal.timeout(within) },
      });
      return status;
    },
  });
}

/** The most that were opened within one second, but for what a busy machine is late to tell. */
const most = (opened: readonly number[]) =>
  Math.max(...opened.map((from) => opened.filter((at) => at >= from && at < from + 900).length));

test('of many requests at once, none opens a connection more than a second allows: they share those that stand', async () => {
  const host = await start(2, 0);
  expect(await Promise.all(Array.from({ length: 40 }, () => host.ask()))).toEqual(Array(40).fill(200));
  expect(host.answered).toBe(40);
  expect(most(host.opened)).toBeLessThanOrEqual(2);
});

test('where the host ends each connection after one answer, the next ones wait for their second', async () => {
  const host = await start(2, 1);
  await Promise.all(Array.from({ length: 7 }, () => host.ask()));
  expect(host.opened).toHaveLength(7);
  expect(most(host.opened)).toBeLessThanOrEqual(2);
});

test('connections that end after some answers are opened anew within the limit, and no sooner than they are wanted', async () => {
  const host = await start(1, 3);
  await Promise.all(Array.from({ length: 7 }, () => host.ask()));
  expect(host.opened).toHaveLength(3);
  expect(most(host.opened)).toBe(1);
});

test('a request whose time is up before it has a connection was not sent, and takes none', async () => {
  const host = await start(1, 1);
  const [first, ...rest] = [host.ask(), host.ask(500), host.ask(500)];
  const late = await Promise.all(rest.map((one) => one.catch((error: unknown) => error)));
  await first;
  expect(late).toEqual([
    expect.objectContaining({
      outcome: 'rejected',
      message: expect.stringMatching(/was not asked: the time was up$/),
    }),
    expect.objectContaining({ outcome: 'rejected' }),
  ]);
  expect(await host.ask()).toBe(200);
  expect(host.answered).toBe(2);
  expect(host.opened).toHaveLength(2);
});

test('connections that cannot be made count, too, and the error says why', async () => {
  const host = await start(1, 0);
  server.close();
  const errors = await Promise.all(
    [host.ask(), host.ask()].map((one) => one.catch((error: unknown) => error)),
  );
  for (const error of errors) expect(error).toMatchObject({ outcome: 'rejected' });
  expect(String(errors[0])).toMatch(/refused the connection \(ECONNREFUSED\)/);
});
