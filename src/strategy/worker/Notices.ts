import type { Bridge } from '../bridge/Bridge.js';
import { NO_TICKET } from '../bridge/memory.js';
import type { Notice } from '../bridge/protocol.js';

const { parse } = JSON;
const { create } = Object;

/** What EventLoop tells: its parts of FMZ's IEventMsg. */
export interface Arrival {
  readonly Event: 'thread' | 'dial';
  readonly Index: number;
}

/**
 * What has come that nobody waited for, in its order: answers of Go and the like, and connections that can be read. Each is told
 * once, and not at all where it was taken before.
 */
export class Notices {
  /** By what they are about. */
  readonly #arrivals: Record<string, Arrival> = create(null);
  /** Numbers of routines, by ticket. */
  readonly #routines: Record<number, number> = create(null);

  constructor(bridge: Bridge) {
    bridge.whenHeard((ticket, json) => {
      const routine = this.#routines[ticket];
      if (ticket === NO_TICKET) this.#note(parse(json));
      else if (routine !== undefined)
        this.#arrivals[`routine ${ticket}`] = { Event: 'thread', Index: routine };
    });
  }

  /** An answer is told when it comes. */
  expect(ticket: number, routine: number): void {
    this.#routines[ticket] = routine;
  }

  /** An answer has been taken. */
  taken(ticket: number): void {
    delete this.#routines[ticket];
    delete this.#arrivals[`routine ${ticket}`];
  }

  /** What a connection had to read is taken now. */
  read(connection: number): void {
    delete this.#arrivals[`connection ${connection}`];
  }

  /** The first that was not told. */
  take(): Arrival | undefined {
    for (const key in this.#arrivals) {
      const arrival = this.#arrivals[key];
      delete this.#arrivals[key];
      return arrival;
    }
    return undefined;
  }

  /** How many are left. */
  get left(): number {
    let count = 0;
    for (const _ in this.#arrivals) count += 1;
    return count;
  }

  #note({ connection }: Notice): void {
    this.#arrivals[`connection ${connection}`] = { Event: 'dial', Index: connection };
  }
}
