import { describe, expect, test } from 'vitest';
import { answers, post, useExample, wires } from './startExample.js';

const ticker = post('ticker');
const until = (read: () => unknown) => expect.poll(read, { interval: 5 });

describe.each(wires)('over %s', (wire) => {
  const { start, example } = useExample(wire);

  describe('idle connections', () => {
    test('are kept for longer than the 90 s of a docker', async () => {
      await start();
      const client = example().open(ticker);
      await until(() => answers(client.received())).toBe(1);
      expect(Number(/^keep-alive: timeout=(\d+)/im.exec(client.received())?.[1])).toBeGreaterThan(90);
    });

    test('are closed at once when the server stops, used or not, and what is at work is answered', async () => {
      await start();
      const [used, unused] = [example().open(ticker), example().open()];
      await until(() => answers(used.received())).toBe(1);
      example().hold();
      const working = example().open(
        post('trade', { symbol: 'LTC_USDT', type: 'buy', price: '1', amount: '1' }),
      );
      await until(() => example().asked.begun).toBe(2);
      const order: string[] = [];
      const stopped = example()
        .server.stop(60_000)
        .then(() => order.push('stopped'));
      await Promise.all([used.closed, unused.closed]);
      order.push('idle ones closed');
      example().release();
      await stopped;
      expect(order).toEqual(['idle ones closed', 'stopped']);
      await until(working.received).toContain('{"data":{"id":"A,1"}}');
    });
  });

  describe('more than there is room for', () => {
    test('requests sent ahead on one connection are answered one after another, in their order', async () => {
      await start({ limits: { connections: 10, requests: 10, waiting: 400 } });
      const client = example().open(
        Array.from({ length: 300 }, (_, index) => post('ticker', { symbol: `C${index}_USDT` })).join(''),
      );
      await until(() => answers(client.received())).toBe(300);
      expect(example().asked.most).toBe(1);
      const symbols = [...client.received().matchAll(/"symbol":"C(\d+)_USDT"/g)].map(([, index]) =>
        Number(index),
      );
      expect(symbols).toEqual(Array.from({ length: 300 }, (_, index) => index));
    });

    test('too many ahead on one connection are refused, those before them are not', async () => {
      await start({ limits: { connections: 10, requests: 10, waiting: 5 } });
      example().hold();
      const client = example().open(ticker.repeat(20));
      // All of them come in one piece: with the first one the others are there.
      await until(() => example().asked.begun).toBe(1);
      example().release();
      await client.closed;
      expect(client.received().match(/\{"data":/g)).toHaveLength(6);
      expect(client.received()).toContain('more than 5 requests wait on this connection: nothing was done');
      expect(example().asked.begun).toBe(6);
    });

    test('too many at work are refused with an error, and taken again when there is room', async () => {
      await start({ limits: { connections: 100, requests: 3, waiting: 5 } });
      example().hold();
      const working = [example().open(ticker), example().open(ticker), example().open(ticker)];
      await until(() => example().asked.begun).toBe(3);
      const refused = example().open(ticker);
      await refused.closed;
      expect(refused.received()).toContain('{"error":"3 requests are at work already: nothing was done');
      expect(refused.received()).toMatch(/^HTTP\/1\.1 200 OK/);
      example().release();
      for (const client of working) await until(() => answers(client.received())).toBe(1);
      const next = example().open(ticker);
      await until(() => next.received()).toContain('{"data":');
    });

    test('an idle connection makes room for a new one; where all are busy, the new one gets an error', async () => {
      await start({ limits: { connections: 3, requests: 100, waiting: 5 } });
      const idle = example().open(ticker);
      await until(() => answers(idle.received())).toBe(1);
      example().hold();
      const busy = [example().open(ticker), example().open(ticker)];
      await until(() => example().asked.begun).toBe(3);
      const third = example().open(ticker);
      await idle.closed;
      await until(() => example().asked.begun).toBe(4);
      const fourth = example().open(ticker);
      await fourth.closed;
      expect(fourth.received()).toContain('{"error":"3 connections are open already: nothing was done');
      example().release();
      for (const client of [...busy, third]) await until(() => answers(client.received())).toBe(1);
    });
  });

  describe('one address', () => {
    test('has four fifths of what is taken at once', async () => {
      await start({ limits: { connections: 100, requests: 10, waiting: 5 } });
      example().hold();
      const working = Array.from({ length: 8 }, () => example().open(ticker));
      await until(() => example().asked.begun).toBe(8);
      const refused = example().open(ticker);
      await refused.closed;
      expect(refused.received()).toContain(
        '{"error":"8 requests from 127.0.0.1 are at work already: nothing was done, ask again in a moment"}',
      );
      const other = example().open(ticker, false, '127.0.0.2');
      await until(() => example().asked.begun).toBe(9);
      example().release();
      for (const client of [...working, other]) await until(() => answers(client.received())).toBe(1);
    });

    test('and of the connections: its own idle ones make room', async () => {
      await start({ limits: { connections: 10, requests: 100, waiting: 5 } });
      const elsewhere = example().open(ticker, false, '127.0.0.2');
      await until(() => answers(elsewhere.received())).toBe(1);
      example().hold();
      const busy = Array.from({ length: 7 }, () => example().open(ticker));
      await until(() => example().asked.begun).toBe(8);
      const idle = example().open();
      const next = example().open(ticker);
      await idle.closed;
      await until(() => example().asked.begun).toBe(9);
      const ninth = example().open(ticker);
      await ninth.closed;
      expect(ninth.received()).toContain(
        '{"error":"8 connections from 127.0.0.1 are open already: nothing was done, ask again in a moment"}',
      );
      example().release();
      for (const client of [...busy, next]) await until(() => answers(client.received())).toBe(1);
      elsewhere.socket.write(ticker);
      await until(() => answers(elsewhere.received())).toBe(2);
    });
  });

  describe('slow clients', () => {
    test('a head that does not arrive in time is told so; a connection that has said nothing is kept', async () => {
      await start({ headTime: 300 });
      const unused = example().open();
      const slow = example().open('POST /example HTTP/1.1\r\nHost: x\r\n');
      // It says something all the while.
      const drip = setInterval(() => slow.socket.write('X-A: b\r\n'), 50);
      await slow.closed;
      clearInterval(drip);
      expect(slow.received()).toMatch(
        /^HTTP\/1\.1 200 OK\r\n[\s\S]*\{"error":"the request did not arrive within 0\.3 s"\}$/,
      );
      unused.socket.write(ticker);
      await until(() => answers(unused.received())).toBe(1);
      unused.socket.write('POST /exa');
      await unused.closed;
      expect(answers(unused.received())).toBe(1);
      expect(example().asked.begun).toBe(1);
    });
  });
});
