import type { Bridge } from '../bridge/Bridge.js';
import { NO_TICKET } from '../bridge/memory.js';
import type { Notice } from '../bridge/protocol.js';

const { parse } = JSON;
const { create } = Object;

/** What EventLoop tells: its parts of FMZ's IEventMsg. */
export interface Arrival {
  readonly Event: 'thread' | 'dial';
  readonly ThreadId: number;
  readonly Index: number;
}

type State = Extract<Notice, { state: unknown }>['state'];

/**
 * What has come that nobody waited for, in its order: answers of Go and the like, connections that can be read, and messages. Each
 * is told once, and not at all where it was taken before.
 */
export class Notices {
  /** By what they are about. */
  readonly #arrivals: Record<string, Arrival> = create(null);
  /** Numbers of routines, by ticket. */
  readonly #routines: Record<number, number> = create(null);
  #written: (state: State) => void = () => undefined;

  constructor(bridge: Bridge) {
    bridge.whenHeard((ticket, json) => {
      const routine = this.#routines[ticket];
      if (ticket === NO_TICKET) this.#note(parse(json));
      else if (routine !== undefined) this.#add(`routine ${ticket}`, { Event: 'thread', Index: routine });
    });
  }

  /** @param written gets what another thread has written with `_G`. */
  whenWritten(written: (state: State) => void): void {
    this.#written = written;
  }

  /** An answer is told when it comes, until it is taken. */
  expect(ticket: number, routine: number): void {
    this.#routines[ticket] = routine;
  }

  answered(ticket: number): void {
    delete this.#routines[ticket];
    this.taken(`routine ${ticket}`);
  }

  /** It is taken now: `connection 1`, or `message`. */
  taken(what: string): void {
    delete this.#arrivals[what];
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

  #add(key: string, arrival: Omit<Arrival, 'ThreadId'> & { ThreadId?: number }): void {
    this.#arrivals[key] = { ThreadId: 0, ...arrival };
  }

  #note(notice: Notice): void {
    if ('state' in notice) this.#written(notice.state);
    else if ('messageOf' in notice)
      this.#add('message', { Event: 'thread', ThreadId: notice.messageOf, Index: 0 });
    else this.#add(`connection ${notice.connection}`, { Event: 'dial', Index: notice.connection });
  }
}
