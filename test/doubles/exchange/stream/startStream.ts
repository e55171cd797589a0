import { createServer, type IncomingMessage, STATUS_CODES } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Clock } from '../Clock.js';
import { type RateLimit, RateMeter } from '../RateMeter.js';
import { type StreamFault, StreamFaults } from './StreamFault.js';
import { StreamLine, type StreamState } from './StreamLine.js';

/** What a stream of an exchange is like. */
export interface StreamRules {
  clock: Clock;
  /** The paths that can be opened. */
  paths: readonly string[];
  /** How many connections an address may open. */
  connections: RateLimit;
  /** A message of the client that is longer closes the connection, in bytes. */
  maxBytes: number;
  /** The code and the reason that close a connection which has been silent too long. */
  silence(line: StreamLine, now: number): [code: number, reason: string] | undefined;
  receive(line: StreamLine, text: string): void;
}

/** A stream on the network: what doubles of all exchanges' streams have. */
export interface StreamDouble {
  /** `ws://127.0.0.1:PORT`; the exchange's path follows. */
  readonly url: string;
  readonly port: number;
  /** The handshakes that were asked for, with those that were refused. */
  readonly handshakes: number;
  readonly lines: ReadonlySet<StreamLine>;
  /** Everything that clients said, pings included. */
  readonly received: readonly string[];
  /** Nothing is sent while it is: no message, no acknowledgment, no pong. */
  silent: boolean;
  fault(fault: StreamFault): void;
  clearFaults(): void;
  /** Moves the double's clock, and closes what has been silent too long. */
  advance(ms: number): void;
  /** Sends this text on every connection. */
  send(text: string): void;
  /** Resets every connection. */
  cut(): void;
  close(): Promise<void>;
}

/** Listens for WebSocket connections on a free port of this machine. */
export async function startStream(rules: StreamRules): Promise<StreamDouble> {
  const { clock } = rules;
  const state: StreamState = { clock, faults: new StreamFaults(), silent: false };
  const meter = new RateMeter(true);
  const lines = new Set<StreamLine>();
  const received: string[] = [];
  let handshakes = 0;

  const server = createServer((_, response) => response.writeHead(404).end());
  const sockets = new WebSocketServer({ noServer: true, maxPayload: rules.maxBytes });
  server.on('upgrade', (request, socket, head) => {
    handshakes += 1;
    const status = refusal(request);
    if (status) return refuse(socket, status);
    sockets.handleUpgrade(request, socket, head, (opened) => accept(opened, pathOf(request)));
  });

  function refusal(request: IncomingMessage): number | undefined {
    if (state.faults.take(['no-upgrade'])) return 403;
    if (!rules.paths.includes(pathOf(request))) return 404;
    return meter.admit('connections', rules.connections, clock.now()) ? undefined : 429;
  }

  function accept(socket: WebSocket, path: string): void {
    const line = new StreamLine(`double${handshakes}`, path, socket, state);
    lines.add(line);
    socket.on('error', () => undefined).on('close', () => lines.delete(line));
    socket.on('message', (data) => {
      line.heardAt = clock.now();
      received.push(data.toString());
      rules.receive(line, data.toString());
    });
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const port = portOf(server.address());
  return {
    url: `ws://127.0.0.1:${port}`,
    port,
    get handshakes() {
      return handshakes;
    },
    lines,
    received,
    get silent() {
      return state.silent;
    },
    set silent(silent) {
      state.silent = silent;
    },
    fault: (fault) => state.faults.add(fault),
    clearFaults: () => state.faults.clear(),
    advance(ms) {
      clock.offset += ms;
      for (const line of lines) {
        const ending = rules.silence(line, clock.now());
        if (ending) line.end(...ending);
      }
    },
    send: (text) => {
      for (const line of lines) line.send(text);
    },
    cut: () => {
      for (const line of lines) line.cut();
    },
    close: () =>
      new Promise((resolve) => {
        for (const line of lines) line.cut();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function pathOf({ url = '/' }: IncomingMessage): string {
  return url.split('?')[0] ?? url;
}

function refuse(socket: Duplex, status: number): void {
  socket.on('error', () => undefined);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address ? address.port : 0;
}
