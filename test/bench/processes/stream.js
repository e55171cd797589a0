// A bare double of OKX's public streams in a process of its own: each ticker that somebody has subscribed to is pushed every
// 100 ms, as often as OKX does at most.
import { WebSocketServer } from 'ws';
import { instruments, ticker } from '../listings.js';

const INTERVAL = 100;
const counters = { connections: 0, messages: 0 };
const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });

server.on('connection', (socket) => {
  counters.connections += 1;
  /** What is pushed to this client, by the argument that asked for it. */
  const subscribed = new Map();
  const say = (message) => socket.send(JSON.stringify(message));
  const push = (arg) => {
    counters.messages += 1;
    say({ arg, data: arg.channel === 'tickers' ? [ticker(arg.instId)] : instruments(arg.instType) });
  };
  const operations = {
    subscribe(arg) {
      subscribed.set(JSON.stringify(arg), arg);
      say({ event: 'subscribe', arg, connId: 'a4d3ae55' });
      push(arg);
    },
    unsubscribe(arg) {
      subscribed.delete(JSON.stringify(arg));
      say({ event: 'unsubscribe', arg, connId: 'a4d3ae55' });
    },
  };
  socket.on('message', (data) => {
    const text = data.toString();
    if (text === 'ping') return socket.send('pong');
    const { op, args } = JSON.parse(text);
    for (const arg of args) operations[op](arg);
  });
  const timer = setInterval(() => {
    // Lists are pushed when they change.
    for (const arg of subscribed.values()) if (arg.channel === 'tickers') push(arg);
  }, INTERVAL);
  socket.on('close', () => clearInterval(timer));
});
process.on('message', (message) => {
  if (message === 'counters') process.send(counters);
});
server.once('listening', () =>
  process.stdout.write(`listening on ws://127.0.0.1:${server.address().port}\n`),
);
