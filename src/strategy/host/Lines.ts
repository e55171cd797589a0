import { Buffer } from 'node:buffer';
import { readDialOptions } from './dialOptions.js';
import { Line, type Message } from './Line.js';

/** The connections that a strategy has open, by number. */
export class Lines {
  readonly #lines = new Map<number, Line>();
  #last = 0;
  #closed = false;

  /**
   * @param readable is told its number when it can be read: once until it is read, and again while there is more.
   * @returns its number.
   * @throws Error that says why it could not be opened.
   */
  async dial(address: string, options: unknown, readable: (id: number) => void): Promise<number> {
    this.#last += 1;
    const id = this.#last;
    const line = new Line(readDialOptions(address, options), () => readable(id));
    await line.open();
    if (this.#closed) line.close();
    this.#lines.set(id, line);
    return id;
  }

  read(id: number, ms: number): Promise<Message> {
    return this.#lines.get(id)?.read(ms) ?? Promise.resolve({ text: '' });
  }

  /** @param data has a character for each byte. */
  write(id: number, data: string): number {
    return this.#lines.get(id)?.write(Buffer.from(data, 'latin1')) ?? 0;
  }

  close(id: number): void {
    this.#lines.get(id)?.close();
    this.#lines.delete(id);
  }

  closeAll(): void {
    this.#closed = true;
    for (const line of this.#lines.values()) line.close();
    this.#lines.clear();
  }
}
