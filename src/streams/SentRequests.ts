import type { StreamMessage } from './StreamProtocol.js';

/** What a request asks for. */
export type StreamVerb = 'subscribe' | 'unsubscribe';

/** A request that was sent, and those of its topics about which nothing was said yet. */
interface SentRequest {
  readonly verb: StreamVerb;
  readonly topics: Set<string>;
  /** In ms of `performance.now()`. */
  readonly sentAt: number;
}

/** What an exchange says about requests. */
export type RequestAnswer = Exclude<StreamMessage, { kind: 'data' | 'closing' }>;

/** The requests that were sent over a connection and are not wholly answered, by their names. */
export class SentRequests {
  /** The oldest first. */
  readonly #requests = new Map<string, SentRequest>();

  /** For how many ms the exchange has owed an answer; 0 where it owes none. */
  get owed(): number {
    const [oldest] = this.#requests.values();
    return oldest ? performance.now() - oldest.sentAt : 0;
  }

  add(name: string, verb: StreamVerb, topics: readonly string[]): void {
    this.#requests.set(name, { verb, topics: new Set(topics), sentAt: performance.now() });
  }

  /** Whether the end of a topic's subscription is asked for. */
  isEnding(topic: string): boolean {
    return [...this.#requests.values()].some(
      ({ verb, topics }) => verb === 'unsubscribe' && topics.has(topic),
    );
  }

  /**
   * Takes an answer.
   *
   * @returns what was asked for, where that is known, and the topics that the answer is about.
   */
  settle(answer: RequestAnswer): { asked: StreamVerb | undefined; topics: string[] } {
    const [name, request] = this.#find(answer);
    const topics = [...(answer.topics ?? request?.topics ?? [])];
    for (const topic of topics) request?.topics.delete(topic);
    if (name !== undefined && request?.topics.size === 0) this.#requests.delete(name);
    return { asked: request?.verb, topics };
  }

  #find({ kind, request, topics }: RequestAnswer): [name?: string, request?: SentRequest | undefined] {
    if (request !== undefined) return [request, this.#requests.get(request)];
    const [topic] = topics ?? [];
    const fits = ([, sent]: [string, SentRequest]) =>
      topic === undefined ? true : sent.verb === verbOf(kind) && sent.topics.has(topic);
    return [...this.#requests].find(fits) ?? [];
  }
}

/** What an answer is about where it does not say so. */
export function verbOf(kind: RequestAnswer['kind']): StreamVerb {
  return kind === 'unsubscribed' ? 'unsubscribe' : 'subscribe';
}
