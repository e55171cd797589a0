import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { say } from '../wording/say.js';
import { type Connection, isIdle, openConnection } from './Connection.js';
import { type Client, Clients, shareOf } from './guards/Clients.js';
import { Strangers } from './guards/Strangers.js';

/** The connections of a server, of which one client's address has four fifths at most. The one that was used last stands last. */
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
   * A new connection. Where there are too many, one makes room on which nothing is going on.
   *
   * @param refusal why nothing is done for whoever is at its other end: it is told that, and has little time to ask.
   * @param handshaking whether TLS has to stand before anything is asked.
   */
  add(socket: Socket, refusal?: string, handshaking = false): void {
    const client = this.#clients.enter(socket.remoteAddress ?? '');
    const connection = openConnection(socket, client, { refusal, handshaking });
    this.#open.set(socket, connection);
    socket.once('close', () => {
      this.#open.delete(connection.socket);
      this.#clients.leave(client);
    });
    if (refusal !== undefined) this.#strangers.add(socket);
    else if (this.#overOf(client)) this.#makeRoom(connection, client);
    else if (this.#over) this.#makeRoom(connection);
  }

  /** TLS stands on a connection: what is asked comes over that socket. */
  secure(raw: Socket, socket: Socket): void {
    const connection = this.#open.get(raw);
    if (!connection) return;
    connection.handshaking = false;
    this.#open.delete(raw);
    connection.socket = socket;
    this.#open.set(socket, connection);
  }

  /** Notes that a connection is used. */
  touch(connection: Connection): void {
    connection.used = performance.now();
    this.#open.delete(connection.socket);
    this.#open.set(connection.socket, connection);
  }

  /** Why nothing is done about what a connection brings, where there is no room for it. */
  refusalOf({ client }: Connection): string | undefined {
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

  get #over(): boolean {
    return this.#open.size - this.#strangers.open > this.#most;
  }

  #overOf(client: Client): boolean {
    return client.connections > shareOf(this.#most);
  }

  /** @param client whose connection it has to be. @default anybody's */
  #makeRoom(besides: Connection, client?: Client): void {
    for (const other of this.#open.values()) {
      if (other === besides || !isIdle(other) || (client && other.client !== client)) continue;
      other.socket.destroy();
      return;
    }
  }
}
