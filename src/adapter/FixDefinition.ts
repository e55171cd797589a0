import type { FixField, FixMessage } from '../fix/FixMessage.js';
import type { FixBody, FixTopic } from '../fix/FixTopic.js';
import type { LogonMoment } from '../fix/FixTransport.js';
import type { RateLimit } from '../http/Budget.js';
import type { Throttled } from './EndpointLimit.js';
import type { ExchangeError } from './ExchangeError.js';

/** What a Logon is made of. */
export interface LogonContext<Keys> extends LogonMoment {
  keys: Keys;
  /** SenderCompID (49) and TargetCompID (56) of the session. */
  sender: string;
  target: string;
}

/** Where ids stand, by which answers are told apart. What is absent is as FIX 4.4 has it. */
export interface FixIds {
  /** By the type of a request: the tag of its own id. `D`, `F`, `G`, `H`: 11, `AF`: 584, `AN`: 710, `V`: 262, `x`: 320. */
  requests?: Readonly<Record<string, number>>;
  /** By the type of an answer: the tags that may name the request, the surest first. `8`: 11, `9`: 11, `j`: 379, `W`, `X`, `Y`: 262. */
  answers?: Readonly<Record<string, readonly number[]>>;
}

/**
 * One session of an exchange: a connection of its own, with its own Logon. It is opened when something is first asked of it,
 * used by all calls of the account, and closed with a Logout when nobody has used it for ten minutes.
 */
export interface FixLine<Keys> {
  /**
   * Where it is: `fix+tls://HOST:PORT`. TLS is always verified; `fix://`, which is not encrypted, is for this machine alone.
   * `--base-url` takes its place.
   */
  address: string | ((keys: Keys) => string);
  /** BeginString (8). @default 'FIX.4.4' */
  version?: string;
  /**
   * SenderCompID (49). Where the exchange leaves it to you, make it of the keys: with the rest of the header it tells sessions apart, and
   * two accounts of one name would log each other out.
   *
   * @example sender: (keys) => `fmzproto-${keys.clientId}`
   */
  sender: string | ((keys: Keys) => string);
  /** TargetCompID (56). */
  target: string | ((keys: Keys) => string);
  /** What each message's header holds behind 49 and 56, such as SubIDs. @default none */
  header?: readonly FixField[] | ((keys: Keys) => readonly FixField[]);
  /** The fields of the Logon that prove who is asking: see `passwordLogon`, `hmacLogon`, `nonceLogon`, `ed25519Logon`. */
  logon(context: LogonContext<Keys>): readonly FixField[];
  /** HeartBtInt (108), in s. @default 30 */
  heartbeat?: number;
  /** Whether the Logon says 98=0 and 141=Y. Numbers begin at 1 with each Logon either way. @default true */
  resets?: boolean;
  ids?: FixIds;
  /** The types that change something: they are sent once. @default ['D', 'F', 'G', 'q', 'E', 'K', 'L', 's', 't', 'u'] */
  writes?: readonly string[];
  /**
   * Throws ExchangeError where an answer is a refusal. What it lets pass is looked at as FIX has it: Reject (3),
   * BusinessMessageReject (j), OrderCancelReject (9), MarketDataRequestReject (Y), and an ExecutionReport (8) with 150=8. Of a
   * Logout (5) its `hint` is told beside what the exchange says.
   */
  reject?(message: FixMessage): void;
  /**
   * Whether a refusal means "too many requests": for a while nothing is sent then for the account, or with `by: 'ip'` for all of
   * them, but for cancellations.
   *
   * @example throttled: ({ code }) => (code === 'RATE_LIMIT' ? { wait: 1000 } : undefined)
   */
  throttled?(error: ExchangeError, message: FixMessage): Throttled | undefined;
  /** The published limit of requests of one session. Subscriptions count too. They are paced a tenth below it. @default none */
  limit?: RateLimit;
  /** Which subject a message of a subscription is about, where it does not name the subscription's id: the symbol. */
  subjectOf?(message: FixMessage): string | undefined;
}

/** How an exchange speaks FIX. */
export interface FixDefinition<Keys> {
  /**
   * Its sessions by name. Where the exchange has no `hosts`, `--base-url NAME=` moves the first of them, and `NAME.LINE=`
   * another one; beside `hosts` each is moved by its own name.
   *
   * @example { trade: { address: 'fix+tls://fix.example.com:5212', ... }, quote: { ... } }
   */
  lines: Readonly<Record<string, FixLine<Keys>>>;
}

/** A request over FIX. */
export interface FixRequest extends FixBody {
  /** @default the first line */
  line?: string;
  /**
   * Whether a message that names the request's id is a part of its answer. @default all are
   *
   * @example accepts: (message) => message.get(150) !== 'I' // not the answer to a status request about the same order
   */
  accepts?(message: FixMessage): boolean;
  /**
   * Whether an answer is complete. @default with its first message
   *
   * @param messages those so far, the latest last.
   */
  isComplete?(messages: readonly FixMessage[]): boolean;
  /** Whether it may change something at the exchange. @default as the line's `writes` say */
  writes?: boolean;
  /**
   * A field of it says that the exchange must drop the request when it arrives later than so many ms from now, such as
   * ValidUntilTime (62): `[62, formatUtc(api.now() + expiresIn)]`.
   */
  expiresIn?: number;
  /** As in a request over HTTP: told from when on the exchange surely drops it; `undefined` when that is not known. */
  onExpiry?: (time: number | undefined) => void;
  /** Stops waiting for the answer after so many ms, where that is before the deadline. */
  within?: number;
}

/** What an exchange answered a request over FIX. */
export interface FixReply {
  /** In the order in which they came. */
  readonly messages: readonly FixMessage[];
  /** The last of them. */
  readonly message: FixMessage;
  /** The fields of each message without secrets: what somebody may be shown. */
  readonly shown: readonly (readonly FixField[])[];
  /** For FMZ's `raw`: the message as text, its fields apart by `|` and without secrets; a list of texts where there are several. */
  readonly raw: string | readonly string[];
}

/** What is known of a topic. */
export interface FollowedTopic<Memory> {
  memory: Memory;
  /** The message that came last, for FMZ's `raw`. */
  readonly reply: FixReply;
}

/** An exchange's FIX lines, as one FMZ request sees them. */
export interface FixApi {
  /** The names of the lines, in their order. */
  readonly lines: readonly string[];
  /**
   * Sends a request once, on the session of the caller's keys, which is opened where it is not, and waits for its answer. One that
   * only reads is sent once more where its session was cut, or it was not answered, while there is time: what FIX 4.4 has to ask for
   * (H, AF, AN, V, x and their like), and what says `writes: false`.
   *
   * @throws ExchangeError where the exchange refused it.
   * @throws NetworkError with outcome `rejected` where it was not sent, and `unknown` where no answer came to what was.
   * @throws ProtocolError where a field cannot be sent: an empty text, or one that holds SOH.
   */
  ask(request: FixRequest): Promise<FixReply>;
  /**
   * What the exchange has told of a topic, which is subscribed where it is not, and until nobody has asked for it for 60 s. The
   * session has proven within the last 5 s that nothing is missing.
   *
   * @throws as `ask`.
   */
  follow<Memory>(topic: FixTopic<Memory>): Promise<FollowedTopic<Memory>>;
}
