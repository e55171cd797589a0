import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { exampleExchange, exampleTicker } from '../support/exampleExchange.js';
import { startPlugin } from '../support/startPlugin.js';

const body = '{"method":"ticker","params":{"symbol":"LTC_USDT"}}';
const request = `POST /example HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n\r\n${body}`;

function ask(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let received = '';
    const onData = (chunk: Buffer) => {
      received += chunk;
      if (!received.includes('"time":')) return;
      socket.off('data', onData);
      resolve(received);
    };
    socket.on('data', onData);
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('the connection was closed')));
    socket.write(request);
  });
}

test('connections are kept for 80 idle seconds, and gone after some minutes', async () => {
  const plugin = await startPlugin({
    exchanges: [
      exampleExchange({
        ticker: async ({ symbol }) => ({ data: { ...exampleTicker, symbol: symbol.name } }),
      }),
    ],
  });
  const port = Number(new URL(plugin.url).port);
  const open = async (before: number) => {
    const socket = connect(port, '127.0.0.1');
    for (let count = 0; count < before; count += 1) await ask(socket);
    return socket;
  };
  // One that has asked already, and one that was only opened.
  const kept = [0, 1].flatMap((before) =>
    [6, 30, 80].map(async (seconds) => {
      const socket = await open(before);
      await sleep(seconds * 1000);
      const answer = await ask(socket);
      socket.destroy();
      return answer;
    }),
  );
  const gone = [0, 1].map(async (before) => {
    const socket = await open(before);
    socket.removeAllListeners('close');
    await new Promise((resolve) => socket.once('close', resolve));
  });
  for (const answer of await Promise.all(kept)) expect(answer).toContain('"symbol":"LTC_USDT"');
  await Promise.all(gone);
  await plugin.stop();
});
