import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { say } from '../wording/say.js';
import { announceEnd, type Connection, endIdle, type Pair } from './Connection.js';
import { shareOf } from './guards/Clients.js';
import { answerAtOnce, refuse } from './guards/refuse.js';
import { OpenConnections } from './OpenConnections.js';
import { breakOff } from './readBody.js';
import type { TrafficLimits, TrafficState } from './TrafficState.js';

/**
 * The connections of a server and what is at work on them. Requests of one connection are answered one after another, so
 * that a client which sends many ahead holds one answer in memory and not all of them. What is too much is refused with an
 * error, before anything is done about it.
 */
export class Traffic {
  readonly #limits: TrafficLimits;
  readonly #guard: (incoming: IncomingMessage) => string | undefined;
  readonly #work: (incoming: IncomingMessage, outgoing: ServerResponse) => void;
  readonly connections: OpenConnections;
  #working = 0;
  readonly #refused = { client: 0, headers: 0, room: 0 };
  #stopping = false;

  /** @param guard looks at the head of a request, and says why nothing is done about it. */
  constructor(
    limits: TrafficLimits,
    guard: (incoming: IncomingMessage) => string | undefined,
    work: (incoming: IncomingMessage, outgoing: ServerResponse) => void,
  ) {
    this.#limits = limits;
    this.connections = new OpenConnections(limits.connections);
    this.#guard = guard;
    this.#work = work;
  }

  get state(): TrafficState {
    const all = [...this.connections];
    const waiting = all.reduce((sum, one) => sum + one.waiting.length, 0);
    const [requests, refused, limits] = [this.#working, this.#refused, this.#limits];
    return { connections: all.length, requests, waiting, refused, limits };
  }

  handle(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const { socket } = incoming;
    const connection = this.connections.find(socket);
    // Nothing is done that could not be answered.
    if (!connection || connection.ending || !socket.writable) {
      incoming.resume();
      return;
    }
    connection.asked = true;
    this.connections.touch(connection);
    const full = connection.refusal ?? this.#refusalOf(connection, incoming);
    const refusal = full ?? this.#guard(incoming);
    if (refusal !== undefined) {
      connection.answered = incoming;
      this.#refused[connection.refusal ? 'client' : full ? 'room' : 'headers'] += 1;
      refuse(incoming, outgoing, refusal);
    } else if (connection.current) connection.waiting.push({ incoming, outgoing });
    else this.#begin(connection, { incoming, outgoing });
  }

  /** What arrived cannot be read; what is at work on the connection is answered all the same. */
  break(socket: Duplex, message: string): void {
    const connection = this.connections.find(socket);
    // Over TLS each record that follows breaks once more, and must not cut off the answer to the first.
    if (connection?.broken) return;
    if (connection) connection.broken = true;
    const last = connection?.waiting.at(-1) ?? connection?.current;
    // What broke belongs to a request that has its answer: another one would be taken for that of the next.
    if (!last && connection?.answered?.complete === false) socket.end(() => socket.destroy());
    else if (!last) answerAtOnce(socket, connection?.refusal ?? message);
    else if (!last.incoming.complete) breakOff(last.incoming);
  }

  /** Nothing has moved on a connection for long. */
  timeOut(socket: Duplex): 'waiting' | 'closed' {
    const current = this.connections.find(socket)?.current;
    if (current && !current.outgoing.writableEnded) return 'waiting';
    socket.destroy();
    return 'closed';
  }

  /** Whether a connection has brought a request. */
  isUsed(socket: Duplex): boolean {
    return this.connections.find(socket)?.asked ?? false;
  }

  /** From now on, an answer is the last one on its connection. */
  stop(): void {
    this.#stopping = true;
    for (const connection of this.connections)
      if (connection.current && connection.waiting.length === 0) announceEnd(connection);
  }

  /** Closes connections on which nothing is going on, and that were not used since a time of `performance.now()`. */
  closeIdle(since: number): void {
    for (const connection of this.connections) if (connection.used <= since) endIdle(connection);
  }

  /** Why nothing is done about a request, whoever sends it. What FMZ posts is asked whose it is first. */
  #refusalOf(connection: Connection, { method }: IncomingMessage): string | undefined {
    const { waiting } = this.#limits;
    if (connection.waiting.length >= waiting)
      return say(
        'more than {count} requests wait on this connection: nothing was done, wait for answers first',
        { count: waiting },
      );
    return method === 'POST' ? undefined : this.#fullnessFor(connection);
  }

  /** Why there is no room for what a connection brings. */
  #fullnessFor(connection: Connection): string | undefined {
    const { client } = connection;
    const limits = this.#limits;
    if (this.#working >= limits.requests)
      return say('{count} requests are at work already: nothing was done, ask again in a moment', {
        count: limits.requests,
      });
    if (client.requests >= shareOf(limits.requests))
      return say(
        '{count} requests from {address} are at work already: nothing was done, ask again in a moment',
        { count: client.requests, address: client.address },
      );
    return this.connections.refusalOf(connection);
  }

  #begin(connection: Connection, pair: Pair): void {
    const { client } = connection;
    connection.current = pair;
    connection.full = this.#fullnessFor(connection);
    connection.refused = false;
    this.#working += 1;
    client.requests += 1;
    if (this.#stopping && connection.waiting.length === 0) announceEnd(connection);
    // Whichever comes first: all of the answer is sent, or nobody takes it any more.
    let ended = false;
    const end = () => {
      if (ended) return;
      ended = true;
      this.#working -= 1;
      client.requests -= 1;
      if (connection.refused) this.#refused.room += 1;
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
    connection.used = performance.now();
    connection.seen = socket.bytesRead;
    // Nothing more can be answered.
    if (socket.destroyed || !socket.writable) {
      connection.waiting.length = 0;
      return;
    }
    const next = connection.waiting.shift();
    if (next) this.#begin(connection, next);
    else if (connection.broken) socket.end(() => socket.destroy());
  }
}
