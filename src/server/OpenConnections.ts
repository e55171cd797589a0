import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { say } from '../wording/say.js';
import { type Connection, isIdle, isUntaken, openConnection, secure } from './Connection.js';
import { type Client, Clients, shareOf } from './guards/Clients.js';
import { BEYOND, TRUSTED } from './guards/limits.js';
import { Strangers } from './guards/Strangers.js';

/**
 * The connections of a server, of which one client's address has four fifths at most. The one that was used last stands last.
 *
 * Beyond what there is room for, connections are taken all the same, for what they bring may be something that must not be
 * refused for what others ask: that is seen when its keys have been read.
 */
export class OpenConnections {
  readonly #most: number;
  readonly #open = new Map<Duplex, Connection>();
  readonly #clients = new Clients();
  readonly #strangers = new Strangers();

  /** @param most how many there may be, of those who may use the server. */
  constructor(most: number) {
    this.#most = most;
  }

  [Symbol.iterator](): MapIterator<Connection> {
    return this.#open.values();
  }

  find(socket: Duplex): Connection | undefined {
    return this.#open.get(socket);
  }

  /**
   * A new connection. Where there are far too many, one makes room.
   *
   * @param refusal why nothing is done for whoever is at its other end: it is told that, and has little time to ask.
   * @param handshaking whether TLS has to stand before anything is asked.
   */
  add(socket: Socket, refusal?: string, handshaking = false): void {
    const client = this.#clients.enter(socket.remoteAddress ?? '');
    const connection = openConnection(socket, client, { refusal, handshaking });
    this.#open.set(socket, connection);
    socket.once('close', () => this.#forget(connection));
    if (refusal !== undefined) this.#strangers.add(socket);
    else if (this.#count > this.#most + BEYOND && !this.#closeIdle(connection)) this.#closeUntaken();
  }

  /** TLS stands on a connection: what is asked comes over that socket. */
  secure(raw: Socket, socket: Socket): void {
    const connection = this.#open.get(raw);
    if (!connection) return;
    this.#open.delete(raw);
    secure(connection, socket);
    this.#open.set(socket, connection);
  }

  /** Notes that a connection is used. */
  touch(connection: Connection): void {
    connection.used = performance.now();
    this.#open.delete(connection.socket);
    this.#open.set(connection.socket, connection);
  }

  /** Why there is no room for what a connection brings. One on which nothing is going on makes some, where there is one. */
  refusalOf(connection: Connection): string | undefined {
    const { client } = connection;
    while (this.#overOf(client) && this.#closeIdle(connection, client));
    while (this.#over && this.#closeIdle(connection));
    if (this.#over)
      return say('{count} connections are open already: nothing was done, ask again in a moment', {
        count: this.#most,
      });
    if (this.#overOf(client))
      return say(
        '{count} connections from {address} are open already: nothing was done, ask again in a moment',
        { count: shareOf(this.#most), address: client.address },
      );
    return undefined;
  }

  get #count(): number {
    return this.#open.size - this.#strangers.open;
  }

  get #over(): boolean {
    return this.#count > this.#most;
  }

  #overOf(client: Client): boolean {
    return client.connections > shareOf(this.#most);
  }

  /**
   * Closes the one that was not used for the longest time: not yet those that have brought keys that have worked, unless there are
   * many.
   *
   * @param client whose connection it has to be. @default anybody's
   * @returns whether there was one.
   */
  #closeIdle(besides: Connection, client?: Client): boolean {
    const trusted: Connection[] = [];
    for (const other of this.#open.values()) {
      if (other === besides || !isIdle(other) || (client && other.client !== client)) continue;
      // They take no room.
      if (other.refusal !== undefined) continue;
      if (!other.trusted) return this.#close(other);
      trusted.push(other);
    }
    const [oldest] = trusted;
    return trusted.length > TRUSTED && oldest !== undefined && this.#close(oldest);
  }

  /** Closes one whose answer nobody takes. */
  #closeUntaken(): void {
    for (const other of this.#open.values()) if (isUntaken(other) && this.#close(other)) return;
  }

  #close(connection: Connection): true {
    this.#forget(connection);
    connection.socket.destroy();
    return true;
  }

  #forget(connection: Connection): void {
    if (this.#open.delete(connection.socket)) this.#clients.leave(connection.client);
  }
}
