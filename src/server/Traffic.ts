import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { answerAtOnce, refuse } from './guards/refuse.js';
import { breakOff } from './readBody.js';

/** What one server takes at once. */
export interface TrafficLimits {
  connections: number;
  /** Requests that are at work, on all connections. */
  requests: number;
  /** Requests on one connection that wait for the ones before them. */
  waiting: number;
}

/** How many connections of those who may not use the port are open at once, and for how long at most, in ms. */
const STRANGERS = 50;
const STRANGERS_TIME = 5000;

/** A request, and where its answer goes. */
interface Pair {
  incoming: IncomingMessage;
  outgoing: ServerResponse;
}

interface Connection {
  socket: Duplex;
  current: Pair | undefined;
  waiting: Pair[];
  /** How many requests it has brought. */
  count: number;
  /** What came last cannot be read, nor can what follows. */
  broken: boolean;
  /** One that was answered before all of it had arrived. */
  answered: IncomingMessage | undefined;
  /** Why nothing is done for whoever is at its other end. */
  refusal: string | undefined;
}

/**
 * The connections of a server and what is at work on them. Requests of one connection are answered one after another, so
 * that a client which sends many ahead holds one answer in memory and not all of them. What is too much is refused with an
 * error, before anything is done about it.
 */
export class Traffic {
  readonly #limits: TrafficLimits;
  readonly #work: (incoming: IncomingMessage, outgoing: ServerResponse) => void;
  /** The one that was used last stands last. */
  readonly #connections = new Map<Duplex, Connection>();
  #working = 0;
  #stopping = false;
  #strangers = 0;

  constructor(limits: TrafficLimits, work: (incoming: IncomingMessage, outgoing: ServerResponse) => void) {
    this.#limits = limits;
    this.#work = work;
  }

  /**
   * A new connection. Where there are too many, one makes room on which nothing is going on.
   *
   * @param refusal why nothing is done for whoever is at its other end: it is told that, and has little time to ask.
   */
  add(socket: Duplex, refusal?: string): void {
    const connection = this.#of(socket);
    connection.refusal = refusal;
    if (refusal !== undefined) {
      this.#turnAway(socket);
      return;
    }
    if (this.#connections.size <= this.#limits.connections) return;
    for (const other of this.#connections.values()) {
      if (other !== connection && isIdle(other)) return void other.socket.destroy();
    }
  }

  handle(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const { socket } = incoming;
    const connection = this.#of(socket);
    connection.count += 1;
    this.#connections.delete(socket);
    this.#connections.set(socket, connection);
    if (this.#stopping) outgoing.setHeader('connection', 'close');
    const pair = { incoming, outgoing };
    const refusal = this.#refusalOf(connection);
    if (refusal !== undefined) refuse(incoming, outgoing, refusal);
    else if (connection.current) connection.waiting.push(pair);
    else this.#begin(connection, pair);
  }

  /** What arrived cannot be read; what is at work on the connection is answered all the same. */
  break(socket: Duplex, message: string): void {
    const connection = this.#of(socket);
    connection.broken = true;
    const last = connection.waiting.at(-1) ?? connection.current;
    // What broke belongs to a request that has its answer: another one would be taken for that of the next.
    if (!last && connection.answered?.complete === false) socket.end(() => socket.destroy());
    else if (!last) answerAtOnce(socket, message);
    else if (!last.incoming.complete) breakOff(last.incoming);
  }

  /** Nothing has moved on a connection for long. */
  timeOut(socket: Duplex): 'waiting' | 'closed' {
    const { current } = this.#of(socket);
    if (current && !current.outgoing.writableEnded) return 'waiting';
    socket.destroy();
    return 'closed';
  }

  /** Whether a connection has brought a request. */
  isUsed(socket: Duplex): boolean {
    return this.#of(socket).count > 0;
  }

  /** Closes what is idle; from now on, an answer is the last one on its connection. */
  stop(): void {
    this.#stopping = true;
    for (const connection of this.#connections.values()) {
      if (connection.count === 0 && isIdle(connection) && !hasBegun(connection.socket))
        connection.socket.destroy();
    }
  }

  /** Strangers take no room from others. */
  #turnAway(socket: Duplex): void {
    if (this.#strangers >= STRANGERS) {
      socket.destroy();
      return;
    }
    this.#strangers += 1;
    const timer = setTimeout(() => socket.destroy(), STRANGERS_TIME).unref();
    socket.once('close', () => {
      clearTimeout(timer);
      this.#strangers -= 1;
    });
  }

  #of(socket: Duplex): Connection {
    const known = this.#connections.get(socket);
    if (known) return known;
    const connection: Connection = {
      socket,
      current: undefined,
      waiting: [],
      count: 0,
      broken: false,
      answered: undefined,
      refusal: undefined,
    };
    this.#connections.set(socket, connection);
    socket.once('close', () => this.#connections.delete(socket));
    return connection;
  }

  #refusalOf(connection: Connection): string | undefined {
    if (connection.refusal !== undefined) return connection.refusal;
    const { connections, requests, waiting } = this.#limits;
    if (connection.waiting.length >= waiting)
      return `more than ${waiting} requests wait on this connection: nothing was done, wait for answers first`;
    if (this.#working >= requests)
      return `${requests} requests are at work already: nothing was done, ask again in a moment`;
    if (this.#connections.size > connections)
      return `${connections} connections are open already: nothing was done, ask again in a moment`;
    return undefined;
  }

  #begin(connection: Connection, pair: Pair): void {
    connection.current = pair;
    this.#working += 1;
    // Whichever comes first: all of the answer is sent, or nobody takes it any more.
    let ended = false;
    const end = () => {
      if (ended) return;
      ended = true;
      this.#working -= 1;
      this.#next(connection);
    };
    pair.outgoing.once('finish', end);
    pair.outgoing.once('close', end);
    this.#work(pair.incoming, pair.outgoing);
  }

  #next(connection: Connection): void {
    const { socket, current } = connection;
    connection.answered = current?.incoming.complete === false ? current.incoming : undefined;
    connection.current = undefined;
    if (socket.destroyed) {
      connection.waiting.length = 0;
      return;
    }
    const next = connection.waiting.shift();
    if (next) this.#begin(connection, next);
    else if (connection.broken) socket.end(() => socket.destroy());
  }
}

function isIdle({ current, waiting }: Connection): boolean {
  return current === undefined && waiting.length === 0;
}

/** Whether a first request has begun to arrive. */
function hasBegun(socket: Duplex): boolean {
  return 'bytesRead' in socket && typeof socket.bytesRead === 'number' && socket.bytesRead > 0;
}
