import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type ConnectionLimits, Connections } from '../../src/runtime/Connections.js';

function open(limits: ConnectionLimits) {
  const closed: string[] = [];
  const opened: string[] = [];
  const connections = new Connections<string>(async (name) => {
    closed.push(name);
  }, limits);
  const lease = (name: string) =>
    connections.lease(name, async () => {
      opened.push(name);
      return name;
    });
  return { connections, lease, opened, closed };
}

test('an account has one connection, however many ask for it', async () => {
  const { lease, opened } = open({});
  expect(await Promise.all([lease('a').connection, lease('a').connection])).toEqual(['a', 'a']);
  expect(opened).toEqual(['a']);
});

test('of too many the one that was used longest ago is closed, but none that is in use', async () => {
  const { connections, lease, closed } = open({ most: 2 });
  const held = lease('a');
  for (const name of ['b', 'c', 'd']) {
    lease(name).release();
    await sleep(2);
  }
  expect(closed).toEqual(['b', 'c']);
  held.release();
  held.release();
  expect(connections.size).toBe(2);
});

test('an idle one is closed, and opened anew when it is asked for', async () => {
  const { lease, opened, closed } = open({ idle: 20 });
  lease('a').release();
  const busy = lease('b');
  await expect.poll(() => closed).toEqual(['a']);
  await lease('a').connection;
  expect(opened).toEqual(['a', 'b', 'a']);
  busy.release();
});

test('one that fails to open is not kept', async () => {
  const { connections } = open({});
  const failing = connections.lease('a', () => Promise.reject(new Error('no')));
  await expect(failing.connection).rejects.toThrow('no');
  expect(connections.size).toBe(0);
});

test('closing closes all', async () => {
  const { connections, lease, closed } = open({});
  await Promise.all([lease('a').connection, lease('b').connection]);
  await connections.close();
  expect(closed).toEqual(['a', 'b']);
});
