import { say } from '../wording/say.js';
import { EarlyMessages } from './EarlyMessages.js';
import type { FixClock, FixTimer } from './FixClock.js';
import type { FixMessage } from './FixMessage.js';
import type { Outbox } from './Outbox.js';

/** How long it may take until what was missing is there, in ms. */
const RESEND_WITHIN = 5000;
/** They keep a session alive and do not wait for their turn: else both sides may wait for ever. */
const AT_ONCE: readonly string[] = ['1', '2', '5'];
const SEQUENCE = /^[1-9]\d{0,8}$/;

/** What an inbox tells of. */
interface InboxEvents {
  /** Each message once, in the order of the numbers. */
  onMessage(message: FixMessage): void;
  /** The numbers make no sense. @param text goes on from the name of the other side. */
  onFault(text: string): void;
}

/** Puts what comes into the order of its numbers, from 1 on. What is early is kept until what is missing has come. */
export class Inbox {
  readonly #clock: FixClock;
  readonly #outbox: Outbox;
  readonly #events: InboxEvents;
  readonly #early = new EarlyMessages();
  /** MsgSeqNum (34) of the message whose turn it is. */
  #expected = 1;
  /** Up to which number a resend was asked for. */
  #askedTo = 0;
  #resend: FixTimer | undefined;
  #closed = false;

  constructor(options: { clock: FixClock; outbox: Outbox; events: InboxEvents }) {
    this.#clock = options.clock;
    this.#outbox = options.outbox;
    this.#events = options.events;
  }

  /** Takes the answer to a Logon, which may be numbered higher than what has come before it. */
  takeLogon(message: FixMessage): void {
    const sequence = sequenceOf(message);
    if (sequence === this.#expected) this.#expected += 1;
    else this.#early.keep(sequence, undefined);
    this.#askForMissing();
  }

  take(message: FixMessage): void {
    const sequence = sequenceOf(message);
    if (message.type === '4' && message.get(123) !== 'Y') this.#reset(message, sequence);
    else if (sequence > this.#expected) this.#keep(message, sequence);
    else if (sequence === this.#expected) this.#handleNext(message);
    else if (message.get(43) !== 'Y') {
      this.#events.onFault(
        say('sent a message with the number {sequence} where {expected} was due', {
          sequence,
          expected: this.#expected,
        }),
      );
    }
    while (!this.#closed && this.#early.has(this.#expected)) {
      const next = this.#early.take(this.#expected);
      if (next) this.#handleNext(next);
      else this.#expected += 1;
    }
    this.#askForMissing();
  }

  /** Nothing more is taken. @returns what has come early, in its order. */
  close(): FixMessage[] {
    this.#closed = true;
    this.#resend?.cancel();
    return this.#early.takeBelow(Number.POSITIVE_INFINITY);
  }

  #handleNext(message: FixMessage): void {
    this.#expected += 1;
    this.#handle(message);
  }

  #handle(message: FixMessage): void {
    if (message.type === '4') this.#fillGap(message);
    else if (message.type === '2') this.#answerResend(message);
    else this.#events.onMessage(message);
  }

  #keep(message: FixMessage, sequence: number): void {
    if (this.#early.has(sequence)) return;
    const atOnce = AT_ONCE.includes(message.type);
    this.#early.keep(sequence, atOnce ? undefined : message);
    if (atOnce) this.#handle(message);
    if (this.#early.full)
      this.#events.onFault(
        say('left out the message {missing}, and sent too many after it', { missing: this.#expected }),
      );
  }

  #fillGap(message: FixMessage): void {
    const to = message.get(36) ?? '';
    if (SEQUENCE.test(to) && Number(to) >= this.#expected) this.#skipTo(Number(to));
    else this.#outbox.reject(message, 36);
  }

  /** Obeyed whatever its own number is. */
  #reset(message: FixMessage, sequence: number): void {
    const to = message.get(36) ?? '';
    if (SEQUENCE.test(to) && Number(to) >= this.#expected) {
      this.#skipTo(Number(to));
      return;
    }
    if (sequence === this.#expected) this.#expected += 1;
    this.#outbox.reject(message, 36);
  }

  /** What has come early is told of, whatever the other side says of the gap. */
  #skipTo(sequence: number): void {
    this.#expected = sequence;
    for (const early of this.#early.takeBelow(sequence)) {
      if (!this.#closed) this.#handle(early);
    }
  }

  /** An order is never sent again. */
  #answerResend(message: FixMessage): void {
    const from = message.get(7) ?? '';
    const { next } = this.#outbox;
    if (!SEQUENCE.test(from) || Number(from) >= next) {
      this.#outbox.reject(message, 7);
      return;
    }
    const to = Number(message.get(16) ?? 0);
    this.#outbox.fillGap(Number(from), to >= Number(from) && to < next ? to + 1 : next);
  }

  /** Once for each gap. */
  #askForMissing(): void {
    if (this.#closed) return;
    if (this.#early.size === 0) {
      this.#resend?.cancel();
      this.#resend = undefined;
      return;
    }
    const missing = this.#expected;
    if (missing <= this.#askedTo) return;
    this.#askedTo = this.#early.latest;
    this.#outbox.send('2', [
      [7, String(missing)],
      [16, '0'],
    ]);
    this.#resend?.cancel();
    const text = say('left out the message {missing}, and did not send it when it was asked to', { missing });
    this.#resend = this.#clock.after(RESEND_WITHIN, () => this.#events.onFault(text));
  }
}

/** @returns `NaN` where it has no number. */
export function sequenceOf(message: FixMessage): number {
  const text = message.get(34) ?? '';
  return SEQUENCE.test(text) ? Number(text) : Number.NaN;
}
