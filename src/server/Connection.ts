import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Client } from './guards/Clients.js';

/** A request, and where its answer goes. */
export interface Pair {
  incoming: IncomingMessage;
  outgoing: ServerResponse;
}

/** A client's connection, and what is at work on it. */
export interface Connection {
  /** What requests come over: with TLS another one than what is below it, once that stands. */
  socket: Socket;
  readonly client: Client;
  current: Pair | undefined;
  readonly waiting: Pair[];
  /** Whether TLS does not stand yet. */
  handshaking: boolean;
  /** Whether it has brought a request. */
  asked: boolean;
  /** When it was opened or was last at work, in ms of `performance.now()`. */
  used: number;
  /** How many bytes it had brought when the last answer was given. */
  seen: number;
  /** What came last cannot be read, nor can what follows. */
  broken: boolean;
  /** One that was answered before all of it had arrived. */
  answered: IncomingMessage | undefined;
  /** What is at work on it is the last. */
  ending: boolean;
  /** Why nothing is done for whoever is at its other end. */
  readonly refusal: string | undefined;
  /** Why there is no room for what is at work on it, unless that must not be refused for what others ask. */
  full: string | undefined;
  /** Whether what is at work on it was refused for that. */
  refused: boolean;
  /** Whether it has brought keys that have worked: where others need room, it is closed after those that have not. */
  trusted: boolean;
}

const connections = new WeakMap<Duplex, Connection>();

/** The connection that a request came over; `undefined` where its server keeps no account of them. */
export function connectionOf({ socket }: IncomingMessage): Connection | undefined {
  return connections.get(socket);
}

/** A connection that has brought nothing yet. */
export function openConnection(
  socket: Socket,
  client: Client,
  { refusal, handshaking }: Pick<Connection, 'refusal' | 'handshaking'>,
): Connection {
  const connection: Connection = {
    socket,
    client,
    current: undefined,
    waiting: [],
    handshaking,
    asked: false,
    used: performance.now(),
    seen: 0,
    broken: false,
    answered: undefined,
    ending: false,
    refusal,
    full: undefined,
    refused: false,
    trusted: false,
  };
  connections.set(socket, connection);
  return connection;
}

/** TLS stands on it: what is asked comes over that socket. */
export function secure(connection: Connection, socket: Socket): void {
  connection.handshaking = false;
  connection.socket = socket;
  connections.set(socket, connection);
}

/** Whether nothing is at work on it. */
export function isIdle({ current, waiting }: Connection): boolean {
  return current === undefined && waiting.length === 0;
}

/** Whether an answer was written that nobody has taken yet. */
export function isUntaken({ current }: Connection): boolean {
  return current?.outgoing.writableEnded ?? false;
}

/** How long the other side may take to close its own, in ms. */
const LINGER = 1000;

/**
 * Closes a connection on which nothing is at work, nor on its way as far as that can be seen: this side first, so that what is
 * sent meanwhile meets an end and no reset.
 */
export function endIdle(connection: Connection): void {
  const { socket } = connection;
  // Nobody can have asked anything there.
  if (connection.handshaking) socket.destroy();
  if (connection.ending || !isIdle(connection) || socket.bytesRead > connection.seen) return;
  connection.ending = true;
  socket.end();
  const timer = setTimeout(() => socket.destroy(), LINGER).unref();
  socket.once('close', () => clearTimeout(timer));
}

/** Notes that what is at work on it is refused for want of room: the connection makes some, where nothing else comes over it. */
export function turnAway(connection: Connection): void {
  connection.refused = true;
  if (connection.waiting.length === 0 && connection.current?.incoming.complete) announceEnd(connection);
}

/** Says with the answer that is at work that it is the last one, where it has not begun. */
export function announceEnd(connection: Connection): void {
  const outgoing = connection.current?.outgoing;
  if (!outgoing || outgoing.headersSent) return;
  connection.ending = true;
  outgoing.setHeader('connection', 'close');
}
