import type { Answer, Api } from '../adapter/Api.js';
import type { ExchangeStreams, Hold, Known, StreamPlan } from '../adapter/ExchangeStreams.js';
import type { Data, MethodName, Params } from '../protocol/methods.js';
import { messageOf } from '../protocol/thrown.js';
import type { AddressState } from '../streams/AddressState.js';
import { StreamClient, type StreamClientOptions } from '../streams/StreamClient.js';
import { say } from '../wording/say.js';
import { AnswerCache } from './AnswerCache.js';
import { answerOrders } from './answerOrders.js';

/** How a call goes on. */
export type Streamed<T> =
  /** From memory: the same object for as long as the exchange has pushed nothing new. */
  | { answer: Answer<T>; age: number }
  /** REST answers, and that is to be told. */
  | { answer: undefined; learn(data: T): void };

/** Answers of an exchange's methods from what it has pushed. */
export class StreamedAnswers<Keys, State, Connection> {
  readonly #plans: { readonly [M in MethodName]?: StreamPlan<M, Keys, State, Connection> };
  readonly #client: StreamClient;
  readonly #hold: Hold;
  readonly #warn: StreamClientOptions['warn'];
  readonly #describe: (error: unknown) => string;
  readonly #caches: { readonly [M in MethodName]?: AnswerCache<Params<M>, Data<M>> } = {
    ticker: new AnswerCache(answerOrders.ticker),
    depth: new AnswerCache(answerOrders.depth),
    trades: new AnswerCache(answerOrders.trades),
    records: new AnswerCache(answerOrders.records),
    fundings: new AnswerCache(),
  };

  constructor(streams: ExchangeStreams<Keys, State, Connection>, options: StreamClientOptions) {
    this.#plans = streams.methods;
    this.#warn = options.warn;
    this.#describe = options.describe ?? messageOf;
    this.#client = new StreamClient(streams, options);
    this.#hold = (topic, kind) => this.#client.want(topic, kind);
  }

  get state(): AddressState[] {
    return this.#client.state;
  }

  /**
   * Answers a call where it is proven that the exchange would say just that now. Otherwise what it needs is subscribed
   * beside it, without waiting.
   *
   * @param check of what is answered.
   * @returns `undefined` where no stream has to do with the method.
   * @throws what the method itself would throw of its params.
   */
  async ask<M extends MethodName>(
    method: M,
    params: Params<M>,
    api: Api<Keys, State, Connection>,
    check: (answer: Answer<Data<M>>) => Answer<Data<M>>,
  ): Promise<Streamed<Data<M>> | undefined> {
    const plan = this.#plans[method];
    if (!plan) return undefined;
    const feed = await plan(params, api);
    const now = api.now();
    const known = feed?.look(this.#hold, now);
    const made = known && this.#make(method, params, known, check);
    if (known && made && !(known.until && now >= known.until(made.data))) {
      return { answer: made, age: Math.round(known.age) };
    }
    return {
      answer: undefined,
      learn: (data) => {
        this.#caches[method]?.learn(params, data);
        if (feed?.learn && this.#client.hasRoom(Array.isArray(data) ? data.length : 1))
          feed.learn(this.#hold, data);
      },
    };
  }

  #make<M extends MethodName>(
    method: M,
    params: Params<M>,
    known: Known<Data<M>>,
    check: (answer: Answer<Data<M>>) => Answer<Data<M>>,
  ): Answer<Data<M>> | undefined {
    try {
      return this.#caches[method]?.make(params, known, check);
    } catch (error) {
      // What was pushed is not as documented: what REST answers may be.
      const problem = this.#describe(error);
      this.#warn(
        `stream ${method}`,
        say('cannot be read, and is asked for over REST: {problem}', { problem }),
      );
      return undefined;
    }
  }

  close(): void {
    this.#client.close();
  }
}
