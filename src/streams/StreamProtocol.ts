import type { RateLimit } from '../http/Budget.js';

/** A topic of an exchange's, and which of its stream addresses has it. */
export interface StreamTopic {
  /** One of `paths`. */
  address: string;
  /** What `subscribe` is handed. */
  name: string;
}

/** What an exchange pushes for a topic. */
export interface StreamData {
  kind: 'data';
  topic: string;
  /** Whether it is the whole, and not what has changed. */
  snapshot: boolean;
  data: unknown;
  /** The exchange's, in Unix ms, where each message tells it: of rows, an older one that comes late is left out then. */
  time?: number;
}

/**
 * What a message means. One about a request names it (`request`, as it was handed to `subscribe`), its topics, or both;
 * one that names neither is about the oldest request that is not answered.
 */
export type StreamMessage =
  | StreamData
  | { kind: 'subscribed' | 'unsubscribed'; topics?: readonly string[]; request?: string }
  | { kind: 'refused'; reason: string; topics?: readonly string[]; request?: string }
  /** The exchange is about to close the connection, so that a new one should be opened first. */
  | { kind: 'closing'; reason: string };

/** Published limits of an exchange's streams. */
export interface StreamLimits {
  /** How often this machine may connect. */
  connections: RateLimit;
  /** How many requests may be sent over one connection. */
  operations?: RateLimit;
  /** How many topics one request may name. */
  topics?: number;
  /** How many bytes one request may have. */
  bytes?: number;
  /** How many characters all topics of one connection may have. */
  characters?: number;
}

/** How an exchange pushes prices: what is sent, and pure readers of what comes. */
export interface StreamProtocol {
  /** Without a path: `wss://ws.okx.com:8443`. */
  url: string;
  /** The paths of its addresses, by names of the adapter's choice: `{ public: '/ws/v5/public' }`. */
  paths: Readonly<Record<string, string>>;
  ping: {
    text: string;
    /** It is sent when nothing has come for so many ms. */
    after: number;
    /** When nothing comes within so many ms after it, the connection proves nothing any more, and is closed. */
    within: number;
    /** It is sent as often as that as well, in ms, where the exchange wants to hear of whoever listens. */
    every?: number;
  };
  limits: StreamLimits;
  /** The text that subscribes to topics. @param request letters and digits that name it. */
  subscribe(topics: readonly string[], request: string): string;
  /** The text that ends that. */
  unsubscribe(topics: readonly string[], request: string): string;
  /** What a message means; `undefined` for what is of no interest, such as the answer to a ping. Where it throws, nothing that
   * came over the connection is to be believed any more, and another one is opened. */
  read(text: string): StreamMessage | undefined;
}

/** What is kept of a topic's messages. */
export interface TopicMemory {
  /** Another object after each change. */
  readonly version: object;
  /** Why it is not to be believed, until it is begun anew; `undefined` where all is well. */
  readonly broken: string | undefined;
  /** How many rows it holds. */
  readonly size: number;
  /** @throws whatever the adapter's reader throws: then the message is not to be believed, and neither is what is kept. */
  apply(message: StreamData, text: string): void;
}

/** One kind of memory for a topic. */
export interface MemoryKind<Memory extends TopicMemory> {
  /** Tells it from others. */
  name: string;
  create(): Memory;
  is(memory: TopicMemory): memory is Memory;
  /** The longest that the exchange leaves such a topic without a message, in ms, where it says so. */
  quiet?: number | undefined;
}
