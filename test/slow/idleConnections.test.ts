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

test.each([
  ['one request', 1],
  ['none', 0],
])(
  'connections that were idle for 6, 30 and 80 s after %s get an answer',
  { timeout: 120_000 },
  async (_what, before) => {
    const plugin = await startPlugin({
      exchanges: [
        exampleExchange({
          ticker: async ({ symbol }) => ({ data: { ...exampleTicker, symbol: symbol.name } }),
        }),
      ],
    });
    const port = Number(new URL(plugin.url).port);
    const answers = await Promise.all(
      [6, 30, 80].map(async (seconds) => {
        const socket = connect(port, '127.0.0.1');
        for (let count = 0; count < before; count += 1) await ask(socket);
        await sleep(seconds * 1000);
        const answer = await ask(socket);
        socket.destroy();
        return answer;
      }),
    );
    for (const answer of answers) expect(answer).toContain('"symbol":"LTC_USDT"');
    await plugin.stop();
  },
);
