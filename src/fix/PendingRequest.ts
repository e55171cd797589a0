import type { FixMessage } from './FixMessage.js';
import type { FixSend } from './FixTransport.js';

/** How long an answer of several messages may be, in bytes: 32 MiB. */
export const LONGEST_ANSWER = 32 * 1024 * 1024;

/** Why a request waits no longer, besides its answer. */
interface Leaving {
  /** Its time is up. */
  onGiveUp(request: PendingRequest): void;
  /** Its answer is longer than anybody takes. */
  onTooLong(request: PendingRequest): void;
  /** It is settled. */
  onSettled(request: PendingRequest): void;
}

/** A request that was sent, and those messages of its answer that have come. */
export class PendingRequest {
  readonly type: string;
  /** MsgSeqNum (34). */
  readonly sequence: number;
  readonly idTag: number;
  readonly id: string;
  /** In ms of the clock. */
  readonly sentAt: number;
  readonly answer: Promise<readonly FixMessage[]>;
  readonly #send: FixSend;
  readonly #leaving: Leaving;
  readonly #messages: FixMessage[] = [];
  #bytes = 0;
  #resolve: (messages: readonly FixMessage[]) => void = () => undefined;
  #reject: (error: unknown) => void = () => undefined;

  constructor(
    send: FixSend,
    facts: { sequence: number; idTag: number; id: string; sentAt: number },
    leaving: Leaving,
  ) {
    this.type = send.type;
    this.sequence = facts.sequence;
    this.idTag = facts.idTag;
    this.id = facts.id;
    this.sentAt = facts.sentAt;
    this.#send = send;
    this.#leaving = leaving;
    this.answer = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    send.signal.addEventListener('abort', this.#giveUp, { once: true });
  }

  /** Takes a message that names its id. @returns whether it is a part of its answer. */
  take(message: FixMessage): boolean {
    try {
      if (!this.#send.accepts(message)) return false;
      this.#messages.push(message);
      this.#bytes += Number(message.get(9) ?? 0);
      if (this.#send.isComplete(this.#messages)) this.#settle()(this.#messages);
      else if (this.#bytes > LONGEST_ANSWER) this.#leaving.onTooLong(this);
    } catch (error) {
      this.reject(error);
    }
    return true;
  }

  /** Takes a message that says that it was not understood: there is no other answer. */
  refuse(message: FixMessage): void {
    this.#messages.push(message);
    this.#settle()(this.#messages);
  }

  reject(error: unknown): void {
    this.#settle();
    this.#reject(error);
  }

  #settle(): (messages: readonly FixMessage[]) => void {
    this.#send.signal.removeEventListener('abort', this.#giveUp);
    this.#leaving.onSettled(this);
    return this.#resolve;
  }

  readonly #giveUp = (): void => this.#leaving.onGiveUp(this);
}
