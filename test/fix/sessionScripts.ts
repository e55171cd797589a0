import type { FixField, FixMessage } from '../../src/fix/FixMessage.js';
import { NetworkError } from '../../src/http/NetworkError.js';
import { bounds, order, prices, request } from './lines.js';
import { Peer } from './Peer.js';

/** A message that the other side has numbered. */
interface Numbered {
  sequence: number;
  type: string;
  fields: readonly FixField[];
}

/** A request, and how it was settled. */
interface Asked {
  type: string;
  id: string;
  sequence: number;
  answer?: readonly FixMessage[];
  error?: unknown;
}

/**
 * A session that is played by a script: each byte is a step, of this side or of the other one, or what a step is about. Whatever the
 * other side says, every request has to end in an answer of its own or in one error, and nothing may be sent or told twice.
 */
export class ScriptedSession {
  readonly peer: Peer;
  readonly asked: Asked[] = [];
  readonly followed: Asked[] = [];
  /** What the other side has numbered, whether or not it has sent it. */
  readonly numbered: Numbered[] = [];
  readonly #script: Uint8Array;
  /** ExecIDs (17) of the messages that were told. */
  readonly #told = new Map<string, FixMessage>();
  readonly #faults: string[] = [];
  #at = 0;
  #execs = 0;
  #ids = 0;

  constructor(script: Uint8Array) {
    this.#script = script;
    this.peer = Peer.open({
      subjectOf: (message) => {
        this.#tell(message);
        return undefined;
      },
    });
  }

  get done(): boolean {
    return this.#at >= this.#script.length;
  }

  /** The next byte of the script. */
  next(below: number): number {
    const byte = this.#script[this.#at] ?? 0;
    this.#at += 1;
    return byte % below;
  }

  /** Asks for something about a new order, or one that was asked about. */
  ask(type: 'D' | 'H', known: Asked | undefined): void {
    if (!this.peer.connection.usable) return;
    if (!known) this.#ids += 1;
    const id = known?.id ?? `id${this.#ids}`;
    const accepts = (message: FixMessage) => {
      this.#tell(message);
      return (message.get(150) === 'I') === (type === 'H');
    };
    const asked: Asked = { type, id, sequence: this.peer.connection.session.outbox.next };
    this.asked.push(asked);
    const make = type === 'D' ? order(id, { accepts }) : request('H', 11, id, { accepts });
    this.peer.connection.ask(make).then(
      (answer) => {
        asked.answer = answer;
      },
      (error: unknown) => {
        asked.error = error;
      },
    );
  }

  /** Asks for prices. */
  follow(name: string): void {
    if (!this.peer.connection.usable) return;
    const asked: Asked = { type: 'V', id: name, sequence: 0 };
    const apply = (_memory: unknown, message: FixMessage) => {
      this.#tell(message);
      if (message.get(55) !== name) this.#faults.push(`${name} was told of another topic`);
    };
    this.peer.connection.follow(prices(name, { apply }), bounds()).then(
      ({ message }) => {
        asked.answer = [message];
      },
      (error: unknown) => {
        asked.error = error;
      },
    );
    this.followed.push(asked);
  }

  /** Prices of what was subscribed last, with an ExecID of their own. */
  prices(): FixField[] {
    const subscribed = this.peer.heard.findLast(({ type }) => type === 'V');
    this.#execs += 1;
    return [
      [262, subscribed?.get(262) ?? 'nobody'],
      [55, subscribed?.get(55) ?? 'nothing'],
      [17, `exec${this.#execs}`],
    ];
  }

  /** A report about an order, with an ExecID of its own. */
  report(id: string, execType: string): FixField[] {
    this.#execs += 1;
    return [
      [11, id],
      [17, `exec${this.#execs}`],
      [150, execType],
    ];
  }

  /** Numbers a message. @returns what sends it. */
  number(type: string, fields: readonly FixField[]): Numbered {
    const message = { sequence: this.peer.next, type, fields };
    this.peer.skip();
    this.numbered.push(message);
    return message;
  }

  send({ sequence, type, fields }: Numbered): void {
    if (!this.peer.closed) this.peer.say(type, fields, sequence);
  }

  sendAgain({ sequence, type, fields }: Numbered): void {
    if (!this.peer.closed) this.peer.repeat(sequence, type, fields);
  }

  /** Ends it, and checks what has become of everything. */
  async finish(): Promise<void> {
    const { peer } = this;
    peer.connection.session.lose('closed the connection');
    await peer.connection.ended;
    // What was settled is told through a few promises.
    for (let count = 0; count < 8; count += 1) await Promise.resolve();
    for (const fault of this.#faults) throw new Error(fault);
    for (const asked of this.asked) checkOutcome(asked);
    for (const { id, answer, error } of this.followed) {
      if (answer?.length !== 1 && !(error instanceof NetworkError)) throw new Error(`${id} is not settled`);
    }
    checkSent(peer);
    if (peer.clock.timers > 0) throw new Error(`${peer.clock.timers} timers are left`);
    if (!peer.closed) throw new Error('the connection is left open');
  }

  #tell(message: FixMessage): void {
    const exec = message.get(17);
    if (exec === undefined) return;
    const known = this.#told.get(exec);
    // Thrown here, it would be taken for a fault of the adapter's.
    if (known && known !== message) this.#faults.push(`${exec} was told twice`);
    this.#told.set(exec, message);
  }
}

function checkOutcome({ type, id, sequence, answer, error }: Asked): void {
  if (!answer) {
    if (error instanceof NetworkError && error.outcome === 'unknown') return;
    throw new Error(`${type} ${id} has neither an answer nor an error that may be`, { cause: error });
  }
  const [message] = answer;
  if (answer.length !== 1 || !message) throw new Error(`${type} ${id} has ${answer.length} answers`);
  if (message.type === '3' && message.get(45) === String(sequence)) return;
  if (message.type === 'j' && (message.get(379) === id || message.get(45) === String(sequence))) return;
  if (message.get(11) !== id || (message.get(150) === 'I') !== (type === 'H')) {
    throw new Error(`${type} ${id} was answered with a message of another`);
  }
}

/** Numbers grow by one, and only what fills a gap has an earlier one. */
function checkSent({ heard }: Peer): void {
  let next = 1;
  for (const message of heard) {
    const sequence = Number(message.get(34));
    if (message.type === '4') {
      if (message.get(43) !== 'Y' || message.get(123) !== 'Y' || sequence >= next)
        throw new Error('no gap fill');
    } else if (sequence !== next) throw new Error(`the number ${sequence} was sent where ${next} was due`);
    else if (message.get(43) !== undefined) throw new Error('something was sent again');
    else next += 1;
  }
}
