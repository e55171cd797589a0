import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { type AddressInfo, createServer as createSocketServer, type Server } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Plugin, startPlugin } from '../../support/startPlugin.js';
import { buildStrategyCode, runStrategy } from '../../support/startStrategy.js';

let plugin: Plugin;
let code: Awaited<ReturnType<typeof buildStrategyCode>>;
const web = createServer((_, response) => response.end('found'));
const socket = createSocketServer((connection) => connection.on('error', () => undefined).write('hello'));

beforeAll(async () => {
  [plugin, code] = await Promise.all([startPlugin(), buildStrategyCode(), listen(web), listen(socket)]);
});

afterAll(async () => {
  await plugin.stop();
  await code.remove();
  web.close();
  socket.close();
});

const listen = (server: Server) =>
  new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
function portOf(server: Server): number {
  const { port }: Pick<AddressInfo, 'port'> = Object(server.address());
  return port;
}
const script = async (file: string) => ({
  file,
  source: await readFile(new URL(file, import.meta.url), 'utf8'),
});

test("what FMZ's self-check goes through is answered as FMZ answers it", async () => {
  const { end, events, lines } = await runStrategy('', {
    code,
    url: plugin.url,
    settings: {
      ...(await script('trading.js')),
      libraries: [await script('reading.js')],
      args: { WEB: `http://127.0.0.1:${portOf(web)}/`, SOCKET: `tcp://127.0.0.1:${portOf(socket)}` },
    },
  });
  expect(end).toMatchObject({
    reason: 'returned',
    value: {
      checked: true,
      faults: [],
      // The general protocol has no form for condition orders; the rest is FMZ's own to tell.
      nulls: [
        'GetMeta',
        'GetUSDCNY',
        'CreateConditionOrder',
        'ModifyConditionOrder',
        'GetConditionOrder',
        'GetConditionOrders',
        'GetHistoryConditionOrders',
      ],
    },
  });
  // Nothing failed but what is null; condition orders say so once.
  expect(lines().filter((line) => line.startsWith('error: '))).toEqual([
    expect.stringMatching(/^error: Mail: /),
    expect.stringMatching(/^error: Paper GetUSDCNY: /),
    expect.stringMatching(/^error: Paper CreateConditionOrder: /),
  ]);
  const drawn = events.flatMap((event) => (event.kind === 'chart' ? [`${event.chart} ${event.action}`] : []));
  const times = (what: string) => drawn.filter((one) => one === what).length;
  expect(drawn.slice(0, 5)).toEqual([
    ...['Chart create', 'Chart reset', 'Chart add', 'Chart add', 'Chart update'],
  ]);
  expect([times('KLineChart create'), times('KLineChart add')]).toEqual([1, 20]);
});
