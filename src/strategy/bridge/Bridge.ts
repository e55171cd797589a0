import { jsonOf } from './jsonOf.js';
import { memory, NO_TICKET } from './memory.js';
import type { Natives } from './natives.js';
import type { Arguments, RequestName, Results } from './protocol.js';
import { StopFlag } from './StopFlag.js';

// A strategy may replace what is global. What the bridge needs is taken before one runs, and nothing is looked up later.
const { apply } = Reflect;
const { parse } = JSON;
const { load, wait } = Atomics;
const { create, setPrototypeOf } = Object;

/** How many characters are told before the main thread has taken them, and as how many each event counts besides. */
const UNTAKEN = 1_000_000;
const PER_EVENT = 4000;

interface Answer {
  threw: boolean;
  json: string;
}

/** The worker's end of the bridge: requests to the main thread, answered while the strategy waits or later. */
export class Bridge {
  readonly stop: StopFlag;
  readonly #natives: Natives;
  /** By ticket. */
  readonly #answers: Record<number, Answer> = create(null);
  readonly #listeners: Record<number, (answer: Answer) => void> = create(null);
  #lastTicket = NO_TICKET;
  #told = 0;
  #hear: (ticket: number, json: string) => void = () => undefined;

  constructor(natives: Natives) {
    // Nothing is looked up in what a strategy may change.
    this.#natives = setPrototypeOf({ ...natives }, null);
    this.stop = new StopFlag(natives.memory);
  }

  /** @param hear gets all that comes, and the ticket of what it answers. */
  whenHeard(hear: (ticket: number, json: string) => void): void {
    this.#hear = hear;
  }

  /** Milliseconds that no clock change touches. */
  now(): number {
    return apply(this.#natives.now, this.#natives.performance, []);
  }

  /**
   * Asks, and blocks until there is an answer.
   *
   * @param options.finish waits for the answer even where the strategy has to stop: nobody else would hear of it.
   * @throws Stopped, and an Error with the text of a request that threw.
   */
  call<Name extends RequestName>(
    name: Name,
    args: Arguments<Name>,
    options: { finish?: boolean } = {},
  ): Results[Name] {
    const ticket = this.start(name, args);
    for (;;) {
      const answer = this.await<Name>(ticket, Number.POSITIVE_INFINITY, options.finish);
      if (answer) return answer.value;
    }
  }

  /**
   * Asks, and does not wait.
   *
   * @returns the ticket that the answer is got for.
   */
  start<Name extends RequestName>(name: Name, args: Arguments<Name>): number {
    this.stop.check();
    this.#lastTicket += 1;
    this.#post(this.#lastTicket, name, args);
    return this.#lastTicket;
  }

  /** Asks, and calls back from {@link receive}. */
  listen<Name extends RequestName>(
    name: Name,
    args: Arguments<Name>,
    answered: (result: { value: Results[Name] } | { error: Error }) => void,
  ): void {
    this.#listeners[this.start(name, args)] = ({ threw, json }) => {
      answered(threw ? { error: new Error(parse(json)) } : { value: parse(json) });
    };
  }

  /** Tells what has no answer; now and then it waits until the main thread has taken all of it. */
  tell(event: Arguments<'tell'>[0]): void {
    this.#told += PER_EVENT + this.#post(NO_TICKET, 'tell', [event]);
    if (this.#told < UNTAKEN) return;
    this.#told = 0;
    this.call('flush', []);
  }

  /** Sends what has no answer. */
  post<Name extends RequestName>(name: Name, args: Arguments<Name>): void {
    this.#post(NO_TICKET, name, args);
  }

  /**
   * Waits for an answer for at most so many ms.
   *
   * @returns `undefined` where there is none yet.
   */
  await<Name extends RequestName>(
    ticket: number,
    ms: number,
    finish = false,
  ): { value: Results[Name] } | undefined {
    const until = this.now() + ms;
    for (;;) {
      const seen = load(this.#natives.memory, memory.sent);
      this.receive();
      const answer = this.#answers[ticket];
      if (answer) {
        delete this.#answers[ticket];
        if (answer.threw) throw new Error(parse(answer.json));
        return { value: parse(answer.json) };
      }
      if (!finish) this.stop.check();
      const left = until - this.now();
      if (left <= 0) return undefined;
      wait(this.#natives.memory, memory.sent, seen, left);
    }
  }

  /**
   * Sleeps for at most so many ms: a message or the word to stop wakes it.
   *
   * @param woken is asked once what has come is taken: whether it does not sleep at all.
   */
  rest(ms: number, woken: () => boolean): void {
    const seen = load(this.#natives.memory, memory.sent);
    this.stop.check();
    this.receive();
    if (ms > 0 && !woken()) wait(this.#natives.memory, memory.sent, seen, ms);
  }

  /** Tells how the strategy ended, and blocks: the thread ends when the main thread says so, which has heard all by then. */
  end(ending: Arguments<'end'>[0]): never {
    this.post('end', [ending]);
    for (;;) wait(this.#natives.memory, memory.sent, load(this.#natives.memory, memory.sent));
  }

  /** Takes what has come. */
  receive(): void {
    const { receiveMessageOnPort, port } = this.#natives;
    for (;;) {
      const got = receiveMessageOnPort(port);
      if (got === undefined) return;
      const { 0: ticket, 1: threw, 2: json } = got.message;
      this.#hear(ticket, json);
      if (ticket === NO_TICKET) continue;
      const listener = this.#listeners[ticket];
      delete this.#listeners[ticket];
      if (listener) listener({ threw, json });
      else this.#answers[ticket] = { threw, json };
    }
  }

  /** @returns how many characters were sent. */
  #post(ticket: number, name: RequestName, args: readonly unknown[]): number {
    const { postMessage, port } = this.#natives;
    const message = jsonOf([ticket, name, args]);
    apply(postMessage, port, [message]);
    return message.length;
  }
}
