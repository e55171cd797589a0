import type { Duplex } from 'node:stream';

/** How many connections are open at once, and for how long at most, in ms. */
const MOST = 50;
const PATIENCE = 5000;

/** Connections of those who may not use the port: they are told so, and take no room from others. */
export class Strangers {
  #open = 0;

  /** How many are open. */
  get open(): number {
    return this.#open;
  }

  add(socket: Duplex): void {
    if (this.#open >= MOST) socket.destroy();
    this.#open += 1;
    const timer = setTimeout(() => socket.destroy(), PATIENCE).unref();
    socket.once('close', () => {
      clearTimeout(timer);
      this.#open -= 1;
    });
  }
}
