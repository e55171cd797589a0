import type { FixMessage } from '../fix/FixMessage.js';
import type { FixSender } from './FixSender.js';

/** Does what an application does with a message; `undefined` where it has nothing to do with its type. */
type Handle = ((message: FixMessage) => void) | undefined;

/** What a session of `startFixServer` does with what it receives: each message once, in the order of their numbers. */
export class FixReceiver {
  readonly #sender: FixSender;
  readonly #handlerOf: (type: string) => Handle;
  /** What came before its turn, by number. */
  readonly #early = new Map<number, FixMessage>();
  #expected: number;
  /** Up to which number it has asked for what is missing. */
  #asked = 0;

  constructor(sender: FixSender, handlerOf: (type: string) => Handle) {
    this.#sender = sender;
    this.#handlerOf = handlerOf;
    this.#expected = Number(sender.logon.get(34)) + 1;
  }

  receive(message: FixMessage): void {
    this.#sender.heard();
    const fault = this.#faultOf(message);
    if (fault !== undefined) {
      this.#sender.logout(fault);
      this.#sender.end();
      return;
    }
    const number = Number(message.get(34));
    if (isReset(message)) this.#moveTo(Number(message.get(36)));
    else if (number === this.#expected) this.#take(message);
    else if (number > this.#expected) this.#keep(number, message);
  }

  #faultOf(message: FixMessage): string | undefined {
    const { logon } = this.#sender;
    if (message.get(49) !== logon.get(49) || message.get(56) !== logon.get(56)) return 'CompID problem';
    const number = Number(message.get(34));
    if (!Number.isInteger(number)) return 'MsgSeqNum missing';
    if (number >= this.#expected || message.get(43) === 'Y' || isReset(message)) return undefined;
    return `MsgSeqNum too low, expecting ${this.#expected} but received ${number}`;
  }

  #keep(number: number, message: FixMessage): void {
    this.#early.set(number, message);
    // Both sides would wait for ever for what the other one has to send first.
    if (message.type === '2') this.#act(message);
    if (this.#asked >= this.#expected) return;
    this.#asked = number;
    this.#sender.send('2', [
      [7, String(this.#expected)],
      [16, '0'],
    ]);
  }

  #take(message: FixMessage): void {
    if (message.type === '4') {
      this.#moveTo(Number(message.get(36)));
      return;
    }
    this.#expected += 1;
    this.#act(message);
    this.#takeEarly();
  }

  /** Nothing more comes below a number: what has come already counts. */
  #moveTo(next: number): void {
    for (; this.#expected < next; this.#expected += 1) {
      const early = this.#early.get(this.#expected);
      this.#early.delete(this.#expected);
      if (early) this.#act(early);
    }
    this.#takeEarly();
  }

  #takeEarly(): void {
    const early = this.#early.get(this.#expected);
    if (!early) return;
    this.#early.delete(this.#expected);
    if (early.type === '2') {
      this.#expected += 1;
      this.#takeEarly();
    } else this.#take(early);
  }

  #act(message: FixMessage): void {
    const handle = this.#handlerOf(message.type);
    if (handle) handle(message);
    else this.#actAsSession(message);
  }

  #actAsSession(message: FixMessage): void {
    const sender = this.#sender;
    const testId = message.get(112);
    switch (message.type) {
      case '0':
      case '3':
      case 'A':
        break;
      case '1':
        sender.send('0', testId ? [[112, testId]] : []);
        break;
      case '2':
        sender.resend(message);
        break;
      case '5':
        if (!sender.loggedOut) sender.logout();
        sender.end();
        break;
      default:
        sender.send('j', [
          [45, message.get(34) ?? ''],
          [372, message.type],
          [380, '3'],
          [58, `nothing handles the type ${message.type}`],
        ]);
    }
  }
}

/** A SequenceReset without GapFillFlag, which is obeyed whatever its own number. */
function isReset(message: FixMessage): boolean {
  return message.type === '4' && message.get(123) !== 'Y';
}
