import { setImmediate as nextTurn } from 'node:timers/promises';
import { Connection } from '../../fuzz/Connection.js';

/** An exchange that orders are placed at. */
export interface Venue {
  exchange: string;
  symbol: string;
  amount: string;
  /** The price of an order that is never filled, another one for each number. */
  priceOf(number: number): string;
  keysOf(number: number): { access_key: string; secret_key: string };
}

/** An order that a client wanted to place, and what became of it. */
export interface Asked {
  exchange: string;
  price: string;
  accessKey: string;
  /** Whether its connection was made. */
  connected: boolean;
  /** Whether the system had taken all of it. */
  written: boolean;
  /** Of the order that was placed. */
  id?: string;
  error?: string;
  /** Whether its answer broke off. */
  torn: boolean;
}

/** How a client uses its connections. */
interface Habit {
  /** How many requests it sends before it waits for answers. */
  ahead: number;
  /** Whether it asks again on the same connection, as FMZ's docker does. */
  keeps: boolean;
}

const HABITS: readonly Habit[] = [
  { ahead: 1, keeps: true },
  { ahead: 1, keeps: true },
  { ahead: 3, keeps: true },
  { ahead: 1, keeps: false },
];

/** Clients that place orders, each at a price of its own, until they are told to end or nothing listens any more. */
export class OrderLoad {
  readonly asked: Asked[] = [];
  #goesOn = true;
  #port: number;
  readonly #venues: readonly Venue[];
  readonly #running: Promise<unknown>;

  constructor(url: string, venues: readonly Venue[], rounds = 2) {
    this.#port = Number(new URL(url).port);
    this.#venues = venues;
    const clients = Array.from({ length: rounds }, () => HABITS).flat();
    this.#running = Promise.all(
      clients.flatMap((habit) => venues.map((_, index) => this.#client(habit, index))),
    );
  }

  /** What is on its way now, and has no answer yet. */
  owed(): Asked[] {
    return this.asked.filter((one) => one.written && !isAnswered(one));
  }

  /** Resolves when every client has come to its end. */
  ended(): Promise<unknown> {
    return this.#running;
  }

  /** @returns what was asked, once everything has its answer. */
  async end(): Promise<readonly Asked[]> {
    this.#goesOn = false;
    await this.#running;
    return this.asked;
  }

  async #client({ ahead, keeps }: Habit, venue: number): Promise<void> {
    let kept: Connection | undefined;
    while (this.#goesOn) {
      const connection = kept && !kept.over && !kept.reader.closes ? kept : new Connection(this.#port, false);
      kept = connection;
      const orders = Array.from({ length: ahead }, () => this.#send(connection, venue));
      await connection.until(ahead);
      for (const [index, { text }] of connection.reader.take().entries()) note(orders[index], text);
      const next = orders.find((one) => !isAnswered(one));
      if (next) next.torn = connection.reader.amid;
      if (orders.every(({ connected }) => !connected)) return;
      if (!keeps) connection.destroy();
      // A connection that has just been closed has another's place: that one is taken first.
      await nextTurn();
    }
    kept?.destroy();
  }

  #send({ socket }: Connection, index: number): Asked {
    const venue = this.#venues[index];
    if (!venue) throw new Error(`there is no venue ${index}`);
    const { exchange, symbol, amount } = venue;
    const number = this.asked.length;
    const [price, keys] = [venue.priceOf(number), venue.keysOf(number)];
    const connected = !socket.connecting && !socket.destroyed;
    const asked: Asked = {
      ...{ exchange, price, accessKey: keys.access_key },
      ...{ connected, written: false, torn: false },
    };
    this.asked.push(asked);
    if (!connected)
      socket.once('connect', () => {
        asked.connected = true;
      });
    const params = { symbol, type: 'buy', price, amount };
    const body = JSON.stringify({ ...keys, method: 'trade', nonce: 1, params });
    const head = `POST /${exchange} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n`;
    socket.write(head + body, (error) => {
      asked.written = !error;
    });
    return asked;
  }
}

export function isAnswered({ id, error }: Asked): boolean {
  return id !== undefined || error !== undefined;
}

function note(asked: Asked | undefined, text: string): void {
  if (!asked) throw new Error(`an answer to nothing: ${text}`);
  const { data, error } = JSON.parse(text);
  if (typeof data?.id === 'string') asked.id = data.id;
  else asked.error = String(error ?? text);
}
