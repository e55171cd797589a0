import { decodeFields } from './decode.js';
import { encodeMessage } from './encode.js';
import type { FixClock } from './FixClock.js';
import { type FixField, FixMessage } from './FixMessage.js';
import type { FixObserver, LineSettings } from './FixTransport.js';
import { formatUtc } from './utc.js';

/** What a value out of range is refused with: SessionRejectReason (373). */
const OUT_OF_RANGE = '5';

/** Numbers what is sent over a session, from 1 on. Nothing is kept, so that nothing can be sent a second time. */
export class Outbox {
  readonly #settings: LineSettings;
  readonly #clock: FixClock;
  readonly #write: (bytes: Buffer) => void;
  readonly #observer: FixObserver | undefined;
  #next = 1;
  #sent = 0;

  /** @param write is handed each message as it goes over the wire. */
  constructor(
    settings: LineSettings,
    options: { clock: FixClock; write(bytes: Buffer): void; observer?: FixObserver | undefined },
  ) {
    this.#settings = settings;
    this.#clock = options.clock;
    this.#write = options.write;
    this.#observer = options.observer;
  }

  /** MsgSeqNum (34) of the next message. */
  get next(): number {
    return this.#next;
  }

  /** How many messages were sent. */
  get sent(): number {
    return this.#sent;
  }

  /** Sends a Logon. @returns the fields that prove who is asking. @throws what making those throws. */
  sendLogon(): readonly FixField[] {
    const { heartbeat, resets, logon } = this.#settings;
    const now = this.#clock.time();
    const sendingTime = formatUtc(now);
    const proof = logon({ sequence: String(this.#next), sendingTime, now });
    const fields: FixField[] = [[108, String(heartbeat)]];
    if (resets) {
      fields.unshift([98, '0']);
      fields.push([141, 'Y']);
    }
    this.#send({ type: 'A', sequence: this.#next, sendingTime, fields: [...fields, ...proof] });
    this.#next += 1;
    return proof;
  }

  /**
   * @param onSent is called right before it goes; what it throws is why it is not sent.
   * @returns its MsgSeqNum (34).
   * @throws ProtocolError where a field cannot be sent.
   */
  send(type: string, fields: readonly FixField[], onSent?: () => void): number {
    const sequence = this.#next;
    this.#send({ type, sequence, sendingTime: formatUtc(this.#clock.time()), fields }, onSent);
    this.#next += 1;
    return sequence;
  }

  /** Says that there is nothing from one number to the one before another: what was sent is never sent again. */
  fillGap(from: number, to: number): void {
    const sendingTime = formatUtc(this.#clock.time());
    const fields: FixField[] = [
      [43, 'Y'],
      [122, sendingTime],
      [123, 'Y'],
      [36, String(to)],
    ];
    this.#send({ type: '4', sequence: from, sendingTime, fields });
  }

  /** Refuses a message for the value of a tag. */
  reject(message: FixMessage, tag: number): void {
    this.send('3', [
      [45, message.get(34) ?? '0'],
      [371, String(tag)],
      [372, message.type],
      [373, OUT_OF_RANGE],
    ]);
  }

  #send(message: Parameters<typeof encodeMessage>[1], onSent?: () => void): void {
    const bytes = encodeMessage(this.#settings, message);
    onSent?.();
    this.#sent += 1;
    this.#write(bytes);
    this.#observer?.sent?.(this.#settings, new FixMessage(decodeFields(bytes)));
  }
}
