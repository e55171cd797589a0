import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect as connectTls } from 'node:tls';
import { Chalk } from 'chalk';
import { afterEach } from 'vitest';
import { createHttpClient } from '../../src/http/HttpClient.js';
import { createRegistry } from '../../src/runtime/registry.js';
import { createApp } from '../../src/server/createApp.js';
import { createLog } from '../../src/server/Log.js';
import { type RunningServer, startServer } from '../../src/server/startServer.js';
import { exampleExchange, exampleTicker } from '../support/exampleExchange.js';
import { issueCertificate } from '../support/issueCertificate.js';

/** What clients speak. */
export type Wire = 'TCP' | 'TLS';
export const wires: readonly Wire[] = ['TCP', 'TLS'];

const certificate = { ...issueCertificate(['127.0.0.1', 'localhost']), isFor: () => false };

export interface Client {
  socket: Socket;
  received(): string;
  closed: Promise<void>;
}

/** A server in front of an exchange that answers when it may. */
export interface Example {
  server: RunningServer;
  /** What the exchange is asked: how often, how many at once now, and at most. */
  asked: { begun: number; atWork: number; most: number };
  /** Keeps the exchange from answering. */
  hold(): void;
  release(): void;
  /** A client that sends a text as it is. */
  open(text?: string, allowHalfOpen?: boolean, localAddress?: string): Client;
  stop(): Promise<void>;
}

async function startExample(
  wire: Wire,
  options: {
    limits?: { connections: number; requests: number; waiting: number };
    timeout?: number;
    headTime?: number;
  } = {},
): Promise<Example> {
  const asked = { begun: 0, atWork: 0, most: 0 };
  let held: Promise<void> = Promise.resolve();
  let release: () => void = () => undefined;
  const registry = createRegistry({
    exchanges: [
      exampleExchange({
        async ticker({ symbol }) {
          asked.begun += 1;
          asked.atWork += 1;
          asked.most = Math.max(asked.most, asked.atWork);
          await held;
          await sleep(1);
          asked.atWork -= 1;
          return { data: { ...exampleTicker, symbol: symbol.name } };
        },
        trade: async () => {
          asked.begun += 1;
          await held;
          return { data: { id: 'A,1' } };
        },
      }),
    ],
    http: createHttpClient({ proxy: false }),
  });
  const { limits, timeout = 60_000, headTime } = options;
  const app = createApp({
    registry,
    log: createLog({
      ...{ level: 'error', format: 'json', colors: new Chalk({ level: 0 }) },
      write: () => undefined,
    }),
    ...{ version: '0', timeout, defaultExchange: 'Example' },
  });
  const server = await startServer(app, {
    ...{ host: '127.0.0.1', port: 0 },
    ...(wire === 'TLS' && { certificate }),
    ...(limits && { limits }),
    ...(headTime && { headTime }),
  });
  const sockets: Socket[] = [];
  return {
    server,
    asked,
    hold() {
      held = new Promise((resolve) => {
        release = resolve;
      });
    },
    release: () => release(),
    open(text = '', allowHalfOpen = false, localAddress = '127.0.0.1') {
      const raw = connect({
        ...{ port: Number(new URL(server.url).port), host: '127.0.0.1', allowHalfOpen, localAddress },
      });
      const secured = () => connectTls({ socket: raw, ca: certificate.cert, host: '127.0.0.1' });
      const socket = wire === 'TLS' ? secured() : raw;
      sockets.push(raw, socket);
      let received = '';
      raw.on('error', () => undefined);
      socket.on('data', (chunk) => (received += chunk)).on('error', () => undefined);
      const closed = new Promise<void>((resolve) =>
        socket.once('close', () => resolve()).once('end', resolve),
      );
      if (text) socket.write(text);
      return { socket, received: () => received, closed };
    },
    async stop() {
      release();
      for (const socket of sockets) socket.destroy();
      await server.stop(100);
    },
  };
}

/** A request as a docker posts it. */
export function post(method: string, params: object = { symbol: 'LTC_USDT' }): string {
  const body = JSON.stringify({ method, params });
  return `POST /example HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
}

/** How many answers a text holds. */
export const answers = (text: string) => text.match(/\{"(data|error)":/g)?.length ?? 0;

/** An example of each test, which ends with it. */
export function useExample(wire: Wire): {
  start(options?: Parameters<typeof startExample>[1]): Promise<void>;
  /** What the test has started. */
  example(): Example;
} {
  let started: Example | undefined;
  afterEach(() => started?.stop());
  return {
    async start(options) {
      started = await startExample(wire, options);
    },
    example() {
      if (!started) throw new Error('no example was started');
      return started;
    },
  };
}
