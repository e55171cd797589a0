import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { FixError } from '../fix/FixError.js';
import type { FixField, FixMessage } from '../fix/FixMessage.js';
import type { FixBody } from '../fix/FixTopic.js';
import { Framer } from '../fix/Framer.js';
import { FixReceiver } from './FixReceiver.js';
import { FixSender } from './FixSender.js';
import type { FixServerSession } from './FixServerSession.js';

/** What a message is answered: nothing, or one or several messages without header and trailer. */
export type FixAnswer = FixBody | readonly FixBody[] | undefined;

/** Answers a message. What it throws ends the connection, and is thrown by `close`. */
export type FixHandler = (message: FixMessage, session: FixServerSession) => FixAnswer | Promise<FixAnswer>;

/** How a server for tests speaks FIX. */
export interface FixServerOptions {
  /**
   * What messages are answered, by their type (35). A type without a handler is answered with a BusinessMessageReject (j). The
   * server answers those of the session itself (0 1 2 3 4 5), unless they have a handler here.
   */
  on?: Readonly<Record<string, FixHandler>>;
  /** Whether somebody may log on. @returns why not: it is told in a Logout. @default everybody may */
  logon?(message: FixMessage, session: FixServerSession): string | undefined;
  /** A private key and its certificate, in PEM. @default plain TCP */
  tls?: { key: string; cert: string };
  /** BeginString (8). @default 'FIX.4.4' */
  version?: string;
}

/** A FIX server on this machine, which takes the place of an exchange in a test. */
export interface FixServer {
  /** `fix://127.0.0.1:40123`, or `fix+tls://127.0.0.1:40123`. */
  readonly url: string;
  /** Everything that arrived, those of the session among it, in the order of arrival. */
  readonly received: readonly FixMessage[];
  /** Who has logged on, the latest last; those that are over are among them. */
  readonly sessions: readonly FixServerSession[];
  /** How many connections were made, whether or not somebody logged on. */
  readonly connections: number;
  /** Replace it to answer otherwise from now on. */
  on: Readonly<Record<string, FixHandler>>;
  /** How many messages of a type (35) arrived: of `A`, how many Logons. */
  count(type: string): number;
  /** Stops, also in the middle of an answer. @throws what a handler threw. */
  close(): Promise<void>;
}

/**
 * Starts a server that keeps the rules of a FIX session (Logon, numbers, Heartbeat, TestRequest, ResendRequest, Logout), and
 * leaves orders and prices to a test.
 *
 * @example
 * const server = await startFixServer({
 *   on: { D: (order) => ({ type: '8', fields: [[37, '1'], [11, order.get(11) ?? ''], [150, '0'], [39, '0']] }) },
 * });
 * const exchange = testExchange(adapter, { baseUrl: server.url, keys });
 */
export async function startFixServer(options: FixServerOptions = {}): Promise<FixServer> {
  const version = options.version ?? 'FIX.4.4';
  const received: FixMessage[] = [];
  const sessions: FixServerSession[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  let failure: { error: unknown } | undefined;

  function accept(socket: Socket): void {
    const framer = new Framer(version);
    let sender: FixSender | undefined;
    let receiver: FixReceiver | undefined;
    socket.setNoDelay(true);
    // Whoever cuts the connection may do so in any way.
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk: Buffer) => {
      guard(socket, () => {
        for (const message of framer.read(chunk)) {
          if (sender?.hangs || !socket.writable) return;
          received.push(message);
          if (receiver) receiver.receive(message);
          else if (isLogon(message)) {
            sender = new FixSender(socket, version, message);
            receiver = logOn(sender, socket);
          } else socket.destroy();
        }
      });
    });
  }

  function logOn(sender: FixSender, socket: Socket): FixReceiver | undefined {
    const { logon } = sender;
    const reason = options.logon?.(logon, sender);
    if (reason !== undefined) {
      sender.logout(reason);
      sender.end();
      return undefined;
    }
    sessions.push(sender);
    sender.send(
      'A',
      LOGON_TAGS.flatMap((tag) => {
        const value = logon.get(tag);
        return value ? [[tag, value] satisfies FixField] : [];
      }),
    );
    return new FixReceiver(sender, (type) => {
      const handler = server.on[type];
      return handler && ((message) => answer(handler, message, sender, socket));
    });
  }

  function answer(handler: FixHandler, message: FixMessage, sender: FixSender, socket: Socket): void {
    const send = (answers: FixAnswer) => {
      for (const { type, fields } of [answers ?? []].flat()) sender.send(type, fields);
    };
    const answers = handler(message, sender);
    if (!(answers instanceof Promise)) send(answers);
    else answers.then(send).catch((error: unknown) => fail(socket, error));
  }

  function guard(socket: Socket, act: () => void): void {
    try {
      act();
    } catch (error) {
      if (error instanceof FixError) socket.destroy();
      else fail(socket, error);
    }
  }

  function fail(socket: Socket, error: unknown): void {
    failure ??= { error };
    socket.destroy();
  }

  const listener = options.tls
    ? createTlsServer(options.tls, accept).on('tlsClientError', (_error, socket) => socket.destroy())
    : createServer(accept);
  listener.on('connection', (socket: Socket) => {
    connections += 1;
    sockets.add(socket.once('close', () => sockets.delete(socket)));
  });
  const server: FixServer = {
    url: `${options.tls ? 'fix+tls' : 'fix'}://127.0.0.1:${await listen(listener)}`,
    received,
    sessions,
    get connections() {
      return connections;
    },
    on: options.on ?? {},
    count: (type) => received.filter((message) => message.type === type).length,
    async close() {
      if (listener.listening) {
        const closed = once(listener, 'close');
        listener.close();
        for (const socket of sockets) socket.destroy();
        await closed;
      }
      if (failure) throw failure.error;
    },
  };
  return server;
}

/** What a Logon is answered with as the client said it: EncryptMethod, HeartBtInt, ResetSeqNumFlag. */
const LOGON_TAGS = [98, 108, 141];

/** Anything else has no session in which it could be answered. */
function isLogon(message: FixMessage): boolean {
  return message.type === 'A' && [49, 56, 34].every((tag) => message.get(tag));
}

async function listen(listener: Server): Promise<number> {
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  return typeof address === 'object' && address ? address.port : 0;
}
