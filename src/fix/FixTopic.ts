import type { FixField, FixMessage } from './FixMessage.js';

/** What is sent, without header and trailer. */
export interface FixBody {
  /** MsgType (35). */
  type: string;
  /** In their order. */
  fields: readonly FixField[];
}

/** Something that an exchange tells of again and again, once it is subscribed, such as a book. */
export interface FixTopic<Memory> {
  /** @default the first line */
  line?: string;
  /** The same for all calls that ask for the same: `book 1`. */
  name: string;
  /** What `subjectOf` of the line answers for its messages. @default they all name the subscription's id */
  subject?: string;
  /** The requests that subscribe it and end that. @param id nobody has used it before. */
  subscribe(id: string): FixBody;
  unsubscribe(id: string): FixBody;
  create(): Memory;
  /** Whether a message is one that it may begin with, such as a snapshot: what comes before that is passed over. @default each is */
  begins?(message: FixMessage): boolean;
  /**
   * Takes a message in.
   *
   * @throws where it does not fit: the topic is subscribed anew.
   */
  apply(memory: Memory, message: FixMessage): void;
}
