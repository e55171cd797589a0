import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerOptions,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { codeOf } from '../protocol/codeOf.js';

/** A server that listens. */
export interface RunningServer {
  url: string;
  /** Takes no more requests, finishes the running ones, and closes every connection after `patience` ms at most. */
  stop(patience: number): Promise<void>;
}

/** The address cannot be listened on; the message says why and what to do. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
}

/**
 * Listens.
 *
 * @param options.port 0 picks a free one.
 * @throws ListenError
 */
export async function startServer(
  app: Hono,
  options: { host: string; port: number },
): Promise<RunningServer> {
  const listener = getRequestListener(app.fetch, {
    hostname: options.host,
    overrideGlobalObjects: false,
    errorHandler: () =>
      new Response(MALFORMED, { headers: { 'content-type': 'application/json; charset=utf-8' } }),
  });
  const busy = new WeakMap<Duplex, number>();
  const server = createServer(SERVER_OPTIONS, handle);
  server.on('checkExpectation', handle);
  server.on('clientError', (_error, socket) => {
    // What follows a request on its connection must not take the place of its answer.
    if ((busy.get(socket) ?? 0) === 0) answerMalformed(socket);
  });

  function handle(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const { socket } = incoming;
    busy.set(socket, (busy.get(socket) ?? 0) + 1);
    outgoing.once('close', () => busy.set(socket, (busy.get(socket) ?? 1) - 1));
    if (!server.listening) outgoing.setHeader('connection', 'close');
    void listener(incoming, outgoing);
  }

  await listen(server, options);
  const address = server.address();
  return {
    url: `http://${formatHost(options.host)}:${portOf(address)}`,
    stop: (patience) => stop(server, patience),
  };
}

// A POST without a Host header is answered like any other; headers that do not arrive are waited for ten seconds.
const SERVER_OPTIONS: ServerOptions = {
  requireHostHeader: false,
  requestTimeout: 60_000,
  headersTimeout: 10_000,
  connectionsCheckingInterval: 1000,
};

const MALFORMED = JSON.stringify({ error: 'the request is not valid HTTP' });

function answerMalformed(socket: Duplex): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  socket.end(
    `HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${MALFORMED.length}\r\nConnection: close\r\n\r\n${MALFORMED}`,
  );
}

function listen(server: Server, { host, port }: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(new ListenError(explain(error, host, port), { cause: error })));
    server.listen(port, host, resolve);
  });
}

function explain(error: Error, host: string, port: number): string {
  const code = codeOf(error) ?? '';
  switch (code) {
    case 'EADDRINUSE':
      return `port ${port} on ${host} is already in use: stop the program that uses it, or choose another with --port`;
    case 'EACCES':
      return `port ${port} needs privileges: choose one from 1024 up with --port`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `${host} is not an address of this machine: use --host 127.0.0.1, or 0.0.0.0 for every interface`;
    default:
      return `cannot listen on ${host}:${port}: ${code || error.message}`;
  }
}

function portOf(address: string | AddressInfo | null): number {
  return address !== null && typeof address === 'object' ? address.port : 0;
}

function formatHost(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

function stop(server: Server, patience: number): Promise<void> {
  return new Promise((resolve) => {
    // A connection that falls idle after close() would be kept open for the next request.
    const sweep = setInterval(() => server.closeIdleConnections(), 25);
    const force = setTimeout(() => server.closeAllConnections(), patience);
    server.close(() => {
      clearInterval(sweep);
      clearTimeout(force);
      resolve();
    });
  });
}
