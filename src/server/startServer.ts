import { createServer, type Server, type ServerOptions } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { getRequestListener } from '@hono/node-server';
import { codeOf } from '../protocol/thrown.js';
import type { App } from './createApp.js';
import { Access } from './guards/Access.js';
import { answerAtOnce } from './guards/refuse.js';
import { Traffic, type TrafficLimits } from './Traffic.js';

/** A server that listens. */
export interface RunningServer {
  url: string;
  /** Takes no more requests, finishes the running ones, and closes every connection after `patience` ms at most. */
  stop(patience: number): Promise<void>;
}

/** The address cannot be listened on; the message says why and what to do. */
class ListenError extends Error {
  override readonly name = 'ListenError';
}

interface ServerSettings {
  /** As people write it. */
  host: string;
  /** The address of that name. @default the first that it has */
  address?: string;
  /** 0 picks a free one. */
  port: number;
  /** Who may use it. @default this machine */
  access?: Access;
  /** What is taken at once. */
  limits?: TrafficLimits;
}

/**
 * Listens.
 *
 * @throws ListenError
 */
export async function startServer(app: App, options: ServerSettings): Promise<RunningServer> {
  const { access = new Access() } = options;
  const listener = getRequestListener(app.fetch, {
    hostname: options.host,
    overrideGlobalObjects: false,
    errorHandler: () =>
      new Response(JSON.stringify({ error: MALFORMED }), {
        headers: { 'content-type': 'application/json; charset=utf-8' },
      }),
  });
  const traffic = new Traffic(options.limits ?? LIMITS, (incoming, outgoing) => {
    // What is called is told by the path; a client may write anything here.
    if (!isHost(incoming.headers.host)) incoming.headers.host = 'localhost';
    void listener(incoming, outgoing);
  });
  const server: HalfOpenServer = createServer(SERVER_OPTIONS);
  // A client that has sent all it wants to, and has closed its side, still waits for the answer.
  server.httpAllowHalfOpen = true;
  server.timeout = IDLE;
  server.keepAliveTimeout = IDLE;
  server.maxConnections = 2 * LIMITS.connections;
  server.on('connection', (socket) => traffic.add(socket, access.refusalOf(socket.remoteAddress)));
  server.on('request', (incoming, outgoing) => traffic.handle(incoming, outgoing));
  server.on('checkExpectation', (incoming, outgoing) => traffic.handle(incoming, outgoing));
  server.on('connect', (incoming, socket) =>
    answerAtOnce(
      socket,
      `${incoming.method} is not supported: this is not a proxy, FMZ's docker sends POST`,
      '405 Method Not Allowed',
    ),
  );
  server.on('timeout', (socket) => {
    if (traffic.timeOut(socket) === 'waiting') socket.setTimeout(IDLE);
  });
  server.on('clientError', (error, socket) => {
    // Nobody asked anything that could be answered.
    if (codeOf(error) === 'ERR_HTTP_REQUEST_TIMEOUT' && (isUnused(socket) || traffic.isUsed(socket)))
      socket.destroy();
    else traffic.break(socket, MALFORMED);
  });

  await listen(server, options);
  const address = server.address();
  return {
    url: `http://${formatHost(options.host)}:${portOf(address)}`,
    stop: (patience) => stop(server, traffic, patience),
  };
}

interface HalfOpenServer extends Server {
  /** As of `net.Server`: https://github.com/nodejs/node/blob/v20.x/lib/_http_server.js */
  httpAllowHalfOpen?: boolean;
}

/**
 * How long a connection is kept on which nothing moves, in ms. FMZ's docker keeps its own for 90 s, and does not send an order
 * anew when it finds one closed.
 */
const IDLE = 120_000;

/** Far more than a docker needs, far less than would fill the memory. */
const LIMITS: TrafficLimits = { connections: 1000, requests: 500, waiting: 50 };

// A POST without a Host header is answered like any other. A connection may also wait for its first request.
const SERVER_OPTIONS: ServerOptions = {
  requireHostHeader: false,
  requestTimeout: IDLE,
  headersTimeout: IDLE,
  connectionsCheckingInterval: 1000,
};

const MALFORMED = 'the request is not valid HTTP';

function isUnused(socket: Duplex): boolean {
  return 'bytesRead' in socket && socket.bytesRead === 0;
}

function isHost(host: string | undefined): boolean {
  return host === undefined || (/^[\w.\-[\]:]+$/.test(host) && URL.canParse(`http://${host}`));
}

function listen(server: Server, { host, address = host, port }: ServerSettings): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(new ListenError(explain(error, host, port), { cause: error })));
    server.listen(port, address, resolve);
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

function stop(server: Server, traffic: Traffic, patience: number): Promise<void> {
  return new Promise((resolve) => {
    const close = () => {
      server.closeIdleConnections();
      traffic.stop();
    };
    // A connection that falls idle after close() would be kept open for the next request.
    const sweep = setInterval(close, 25);
    const force = setTimeout(() => server.closeAllConnections(), patience);
    server.close(() => {
      clearInterval(sweep);
      clearTimeout(force);
      resolve();
    });
    close();
  });
}
