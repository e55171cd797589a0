import type { CallContext } from '../http/CallContext.js';
import type { CancelSignal } from '../http/Cancellation.js';
import type { NetworkError } from '../http/NetworkError.js';
import type { FixField, FixMessage } from './FixMessage.js';
import type { FixBody, FixTopic } from './FixTopic.js';

/** The session of one account, with everything that its adapter computes from the keys. */
export interface LineSettings {
  /** Its name, for people. */
  exchange: string;
  /** Its name, for people: `trade`. */
  line: string;
  /** `fix+tls://HOST:PORT`, or `fix://127.0.0.1:PORT`. */
  url: URL;
  /** BeginString (8). */
  version: string;
  /** SenderCompID (49) and TargetCompID (56). */
  sender: string;
  target: string;
  /** What each header holds behind 49 and 56. */
  header: readonly FixField[];
  /** HeartBtInt (108), in s. */
  heartbeat: number;
  /** Whether the Logon says 98=0 and 141=Y. */
  resets: boolean;
  /** The fields of the Logon that prove who is asking. */
  logon(at: LogonMoment): readonly FixField[];
  /** A hash of the keys and the settings: another one for the same session is another Logon. */
  fingerprint: string;
  /** By the type of a request: the tag of its own id. */
  requestIds: Readonly<Record<string, number>>;
  /** By the type of an answer: the tags that may name the request, the surest first. */
  answerIds: Readonly<Record<string, readonly number[]>>;
  /** Which subject a message of a subscription is about, where it does not name the subscription's id. */
  subjectOf: ((message: FixMessage) => string | undefined) | undefined;
  /** What a person can do about a message that refuses a Logon, or ends a session. */
  advise?: ((message: FixMessage) => string | undefined) | undefined;
  /** What runs its adapter. After a hot reload it is another one, whose session waits until that of the old one has ended. */
  owner: object;
}

/** The header of a Logon, some of which may be signed. */
export interface LogonMoment {
  /** MsgSeqNum (34). */
  sequence: string;
  /** SendingTime (52). */
  sendingTime: string;
  /** Unix time in ms. */
  now: number;
}

/** How long somebody waits. */
export interface FixBounds {
  /** In ms of `performance.now()`. */
  readonly deadline: number;
  readonly signal: CancelSignal;
  /** Called in the turn in which the bytes go, right before. What it throws is why nothing is sent. */
  onSent(): void;
  /** Told how far it is: what makes the error of who waits no longer. */
  onStep?(late: () => NetworkError): void;
}

/** A request, and which messages answer it. */
export interface FixSend extends FixBody, FixBounds {
  /** Whether a message that names the request's id is a part of its answer. Not asked for 3 and j, which always are. */
  accepts(message: FixMessage): boolean;
  /** Whether the answer is complete. @param messages those so far, the latest last. */
  isComplete(messages: readonly FixMessage[]): boolean;
}

/** What is known of a topic. */
export interface FixKnowledge<Memory> {
  memory: Memory;
  /** The one that came last: a refusal (3, j, Y) where the exchange does not tell of it, which has to be looked for. */
  message: FixMessage;
  /** For how many ms nothing has come over its session. */
  age: number;
}

/** How a line fares, for /healthz and /metrics. */
export interface FixLineState {
  exchange: string;
  line: string;
  /** `fix+tls://HOST:PORT` */
  address: string;
  /** `refused`: the last Logon was, and the next one has to wait. */
  state: 'open' | 'connecting' | 'closed' | 'refused';
  /** Logons that were accepted. */
  logons: number;
  /** Logons that were refused. */
  refused: number;
  /** Connections that could not be made, or on which the Logon was not answered. */
  failed_attempts: number;
  /** For how many ms nothing has come; `null` where nothing ever has. */
  last_message_ms: number | null;
  /** What is subscribed. */
  topics: number;
  /** Messages, those of the session among them. */
  sent: number;
  received: number;
}

/** Told what happens on the lines, as far as it wants to know. */
export interface FixObserver {
  /** A Logon was accepted. */
  connected?(line: LineSettings): void;
  /** There is no session: no connection was made, or the Logon was refused. @param error what those are told who wait for it. */
  failed?(line: LineSettings, error: unknown): void;
  /** In the turn in which it is sent. It has its header. */
  sent?(line: LineSettings, message: FixMessage): void;
  received?(line: LineSettings, message: FixMessage): void;
  /** A session has ended that was open. @param reason for people: goes on from the name of the line. */
  ended?(line: LineSettings, reason: string): void;
}

/** Where the messages of adapters go: the network, or recordings of it. */
export interface FixTransport {
  /**
   * Sends a request once, and waits for its answer.
   *
   * @returns at least one message, in the order in which they came.
   * @throws NetworkError with outcome `rejected` where it was not sent, and `unknown` where no answer came to what was.
   * @throws ProtocolError where a field cannot be sent.
   */
  ask(line: LineSettings, send: FixSend, context: CallContext): Promise<readonly FixMessage[]>;
  /** What the exchange has told of a topic, which is subscribed where it is not. @throws as `ask`. */
  follow<Memory>(
    line: LineSettings,
    topic: FixTopic<Memory>,
    bounds: FixBounds,
    context: CallContext,
  ): Promise<FixKnowledge<Memory>>;
  /** Whether `follow` sends nothing for a topic, by its name. @default never */
  isSubscribed?(line: LineSettings, topic: string): boolean;
  /** Notes that messages which `ask` or `follow` gave are the exchange's no, as its adapter reads them. */
  onRefusal?(messages: readonly FixMessage[], refusal: { code: string; message: string }): void;
  /** Ends the sessions of an owner, each with a Logout. */
  release(owner: object): Promise<void>;
  readonly lines: readonly FixLineState[];
  /** Only where answers are recordings: the Unix time in ms at which the latest one was given. */
  recordedAt?(): number;
  /** Ends all sessions, each with a Logout. */
  close(): Promise<void>;
}
