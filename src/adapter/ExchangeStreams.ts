import type { Data, MethodName, Params } from '../protocol/methods.js';
import type { Held } from '../streams/StreamAddress.js';
import type { MemoryKind, StreamProtocol, StreamTopic, TopicMemory } from '../streams/StreamProtocol.js';
import type { Answer, Api } from './Api.js';

/** The methods that streams may answer. */
export const streamedMethods = ['ticker', 'depth', 'trades', 'records', 'fundings'] as const;
export type StreamedMethod = (typeof streamedMethods)[number];

/** Asks for what is kept of a topic, which is subscribed beside it where it is not yet. */
export type Hold = <Memory extends TopicMemory>(topic: StreamTopic, kind: MemoryKind<Memory>) => Held<Memory>;

/** What a stream knows at a moment. */
export interface Known<T> {
  /** What it is made of: as long as these are the same objects, so is the answer. */
  versions: readonly object[];
  /** How many ms ago the exchange proved that nothing is missing. */
  age: number;
  /** The Unix time in ms until which the answer holds, where it says so itself. */
  until?(data: T): number;
  /** The answer; `undefined` where REST has to be asked after all. */
  read(): Answer<T> | undefined;
}

/** How one call can be answered from streams: made by `rowFeed`, `bookFeed`, `tradeFeed` or `barFeed`. */
export interface StreamFeed<T> {
  /**
   * What is proven; `undefined` where REST has to be asked.
   *
   * @param now Unix time in ms on the exchange's clock.
   */
  look(hold: Hold, now: number): Known<T> | undefined;
  /** Takes what REST answered, as the history before what is pushed. */
  learn?(hold: Hold, data: T): void;
}

/** The feed of a call; `undefined` where only REST can answer it. It throws what the method would. */
export type StreamPlan<M extends MethodName, Keys, State, Connection> = (
  params: Params<M>,
  api: Api<Keys, State, Connection>,
) => Promise<StreamFeed<Data<M>> | undefined>;

/**
 * The streams of an exchange: how it pushes prices, and which topics answer which methods. The methods stay as they are:
 * they answer the first call, and every one for which a stream has no proof.
 */
export interface ExchangeStreams<Keys, State, Connection = undefined> extends StreamProtocol {
  methods: { readonly [M in StreamedMethod]?: StreamPlan<M, Keys, State, Connection> };
}
