// A bare double of OKX's REST API in a process of its own: node exchange.js LATENCY [CERTIFICATE KEY]. It waits LATENCY ms,
// then answers; nothing else is between it and node:http.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { candles, instruments, openOrders, ticker } from '../listings.js';

const [latency, certificate, key] = process.argv.slice(2);
const delay = Number(latency);
const counters = { connections: 0, handshakes: 0, requests: 0 };
/** Answers that are the same each time. */
const kept = new Map();

const rows = {
  '/api/v5/market/ticker': (query) => [ticker(query.get('instId'))],
  '/api/v5/market/candles': candles,
  '/api/v5/market/history-candles': candles,
  '/api/v5/trade/orders-pending': openOrders,
  '/api/v5/public/instruments': (query) => instruments(query.get('instType')),
  '/api/v5/public/time': () => [{ ts: String(Date.now()) }],
};

function bodyOf(url) {
  const known = kept.get(url);
  if (known) return known;
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  const data = rows[pathname]?.(searchParams);
  const body = JSON.stringify(data ? { code: '0', msg: '', data } : { code: '404', msg: 'no such path' });
  if (pathname === '/api/v5/public/instruments') kept.set(url, Buffer.from(body));
  return body;
}

function answer(incoming, outgoing) {
  counters.requests += 1;
  incoming.resume();
  const send = () => {
    const body = bodyOf(incoming.url);
    outgoing.writeHead(200, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    });
    outgoing.end(body);
  };
  if (delay > 0) setTimeout(send, delay);
  else send();
}

const server =
  certificate && key
    ? createTlsServer({ cert: readFileSync(certificate), key: readFileSync(key) }, answer)
    : createServer(answer);
server.keepAliveTimeout = 60_000;
server.on('connection', () => {
  counters.connections += 1;
});
server.on('secureConnection', () => {
  counters.handshakes += 1;
});
process.on('message', (message) => {
  if (message === 'counters') process.send(counters);
});
server.listen(0, '127.0.0.1', () => {
  const scheme = certificate ? 'https' : 'http';
  process.stdout.write(`listening on ${scheme}://127.0.0.1:${server.address().port}\n`);
});
