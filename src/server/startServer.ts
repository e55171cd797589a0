import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';

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
  const server = createServer({ requestTimeout: 60_000, headersTimeout: 20_000 }, (incoming, outgoing) => {
    void listener(incoming, outgoing);
  });
  server.on('clientError', (_error, socket: Socket) => answerMalformed(socket));
  await listen(server, options);
  const address = server.address();
  return {
    url: `http://${formatHost(options.host)}:${portOf(address)}`,
    stop: (patience) => stop(server, patience),
  };
}

const MALFORMED = JSON.stringify({ error: 'the request is not valid HTTP' });

function answerMalformed(socket: Socket): void {
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
  const code = 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'EADDRINUSE':
      return `port ${port} on ${host} is already in use: stop the program that has it, or choose another with --port`;
    case 'EACCES':
      return `port ${port} needs privileges: choose one from 1024 up with --port`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `${host} is no address of this machine: use --host 127.0.0.1, or 0.0.0.0 for every interface`;
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
