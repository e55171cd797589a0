import { connect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { killServed, startServe } from './startServe.js';

afterEach(killServed);

const body = '{"method":"ticker","params":{"symbol":"LTC_USDT"}}';
const request = `POST /Paper HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n\r\n${body}`;

/** What became of a client that asks again as soon as it is answered, for as long as its connection is kept. */
interface Outcome {
  sent: number;
  answered: number;
  /** Whether the last answer said that none would follow. */
  told: boolean;
  failure: string | undefined;
  /** What came of connecting again when it was told so. */
  again: string | undefined;
}

/** What a new connection fails for. */
function failureOf(port: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(request));
    socket.once('data', () => resolve('answered'));
    socket.once('error', ({ message }) => resolve(message.split(' ').at(1) ?? message));
    socket.once('close', () => resolve('closed'));
  });
}

function askOnAndOn(port: number, onAnswer: () => void): Promise<Outcome> {
  return new Promise((resolve) => {
    const outcome: Outcome = { sent: 0, answered: 0, told: false, failure: undefined, again: undefined };
    const socket = connect(port, '127.0.0.1');
    let received = '';
    const ask = () => {
      outcome.sent += 1;
      socket.write(request);
    };
    socket.once('connect', ask);
    socket.on('data', (chunk) => {
      received += chunk;
      if (!received.includes('"time":') || !received.endsWith('}')) return;
      outcome.answered += received.includes('{"data":{"symbol":"LTC_USDT"') ? 1 : 0;
      outcome.told = /^connection: close/im.test(received);
      received = '';
      onAnswer();
      if (!outcome.told) ask();
    });
    socket.on('error', ({ message }) => (outcome.failure = message));
    socket.once('close', async () => resolve({ ...outcome, again: await failureOf(port) }));
  });
}

test('SIGTERM while 60 clients ask on and on over kept connections: each is answered, and no new connection reset', async () => {
  const { url, child, done } = await startServe(['--log-level', 'error']);
  let answers = 0;
  const clients = Array.from({ length: 60 }, () =>
    askOnAndOn(Number(new URL(url).port), () => (answers += 1)),
  );
  await expect.poll(() => answers).toBeGreaterThan(600);
  child.kill('SIGTERM');
  const outcomes = await Promise.all(clients);
  const lost = outcomes.filter(({ sent, answered, told, failure }) => sent !== answered || !told || failure);
  expect(lost).toEqual([]);
  // Nobody is told to go before the port is closed: a connection made meanwhile would be reset.
  expect(new Set(outcomes.map(({ again }) => again))).toEqual(new Set(['ECONNREFUSED']));
  expect((await done).code).toBe(0);
});

test('a request on its way when the server is asked to stop is answered, and the connection closed', async () => {
  const { url, child, done, log } = await startServe();
  const port = Number(new URL(url).port);
  const socket = connect(port, '127.0.0.1');
  let received = '';
  let failure: Error | undefined;
  socket.on('data', (chunk) => (received += chunk)).on('error', (error) => (failure = error));
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.write(request);
  await expect.poll(() => received).toContain('"time":');
  received = '';
  child.kill('SIGTERM');
  await expect.poll(log).toContain('SIGTERM: finishing what is running');
  socket.write(request);
  await closed;
  expect(received).toMatch(/^HTTP\/1\.1 200 OK\r\n[\s\S]*connection: close[\s\S]*\{"data":/i);
  expect(failure).toBeUndefined();
  expect((await done).code).toBe(0);
});
