import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { buildStrategyCode, runStrategy } from '../../support/startStrategy.js';
import { startWirePlugin, tickerData, type WirePlugin } from '../../support/startWirePlugin.js';

let code: Awaited<ReturnType<typeof buildStrategyCode>>;
let plugin: WirePlugin;
let sockets: WebSocketServer;
let ws = '';

beforeAll(async () => {
  [code, plugin] = await Promise.all([buildStrategyCode(), startWirePlugin(() => ({ data: tickerData }))]);
  sockets = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(sockets, 'listening');
  ws = `ws://127.0.0.1:${Object(sockets.address()).port}`;
  sockets.on('connection', (socket, { url }) => {
    if (url === '/three') for (const text of ['1', '2', '3']) socket.send(text);
    if (url === '/bye') socket.send('last', () => socket.close());
    socket.on('message', (data) => socket.send(`echo ${data}`));
  });
});

afterAll(async () => {
  for (const client of sockets.clients) client.terminate();
  sockets.close();
  await plugin.close();
  await code.remove();
});

async function resultOf(body: string): Promise<unknown> {
  const { end } = await runStrategy(`function main() { ${body} }`, {
    code,
    url: plugin.url,
    settings: { args: { ws } },
  });
  return end.reason === 'returned' ? end.value : end;
}

test('each message of a connection wakes it, one after the other', async () => {
  const value = await resultOf(`
    var socket = Dial(ws + '/three'), seen = [];
    while (seen.length < 3) {
      var event = EventLoop(5000000);
      seen.push([event.Seq, event.Event, event.Index === socket.fd(), socket.read(-1)]);
    }
    return seen.concat([EventLoop(-1)]);
  `);
  expect(value).toEqual([[1, 'dial', true, '1'], [2, 'dial', true, '2'], [3, 'dial', true, '3'], null]);
});

test('a connection that is gone wakes it, once', async () => {
  const value = await resultOf(`
    var socket = Dial(ws + '/bye');
    return [EventLoop().Event, socket.read(-1), EventLoop().Event, socket.read(-1), EventLoop(-1)];
  `);
  expect(value).toEqual(['dial', 'last', 'dial', '', null]);
});

test('what has been read or waited for is not told', async () => {
  const value = await resultOf(`
    var socket = Dial(ws + '/');
    socket.write('a');
    var read = socket.read(), go = exchange.Go('GetTicker');
    return [read, go.wait().Symbol, EventLoop(-1), EventLoop(5)];
  `);
  expect(value).toEqual(['echo a', 'BTC_USDT', null, null]);
});

test('calls that end are told by their number, in their order, and once', async () => {
  const value = await resultOf(`
    var first = exchange.Go('GetTicker');
    var events = [EventLoop(5000000)];
    var second = exchange.Go('GetTicker');
    events.push(EventLoop(5000000), EventLoop(-1));
    return events.map((event) => event && [event.Seq, event.Event, event.Index, event.Queue, event.Nano > 1e18])
      .concat([[first.wait(-1).Symbol, second.wait(-1).Symbol]]);
  `);
  expect(value).toEqual([
    [1, 'thread', 1, 0, true],
    [2, 'thread', 2, 0, true],
    null,
    ['BTC_USDT', 'BTC_USDT'],
  ]);
});

test('timers run meanwhile', async () => {
  const value = await resultOf(`
    var socket = Dial(ws + '/'), fired = 0;
    setTimeout(function () { fired += 1; socket.write('x') }, 5);
    return [EventLoop(5000000).Event, fired, socket.read(-1)];
  `);
  expect(value).toEqual(['dial', 1, 'echo x']);
});
