import { connect, type Socket } from 'node:net';
import { AnswerReader } from './AnswerReader.js';

/** A connection to a server, and the answers that have come on it. */
export class Connection {
  readonly reader: AnswerReader;
  readonly socket: Socket;
  /** The server has closed its side, or the connection is gone. */
  over = false;
  /** How it came to its end, where that was an error. */
  trouble: string | undefined;
  #wake = () => {};

  constructor(port: number, withoutBodies: boolean) {
    this.reader = new AnswerReader(withoutBodies);
    this.socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
    const end = () => {
      this.over = true;
      this.#wake();
    };
    this.socket
      .on('data', (chunk) => {
        this.reader.push(chunk);
        this.#wake();
      })
      .on('error', ({ message }) => {
        this.trouble = message;
      })
      .on('end', end)
      .on('close', end);
  }

  /** Resolves when so many answers have come, or no more can come. */
  until(count: number): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = () => {
        const { answers, fault } = this.reader;
        if (answers.length >= count || this.over || fault !== undefined) resolve();
      };
      this.#wake();
    });
  }

  /** Nobody waits any more. */
  destroy(): void {
    this.over = true;
    this.socket.destroy();
    this.#wake();
  }
}
