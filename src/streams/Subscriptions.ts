import { Quota } from './Quota.js';
import { type RequestAnswer, SentRequests, type StreamVerb, verbOf } from './SentRequests.js';
import type { StreamProtocol } from './StreamProtocol.js';

/** Requests that come together go together, in ms. */
const TOGETHER = 10;

interface Operation {
  verb: StreamVerb;
  topic: string;
  /** Only operations of the same batch go into one request. */
  batch: number;
}

/** What they need. */
export interface SubscriptionOptions {
  protocol: Pick<StreamProtocol, 'limits' | 'subscribe' | 'unsubscribe'>;
  send(text: string): void;
  onRefused(topic: string, reason: string): void;
  /** The exchange has ended what was subscribed, and nobody had asked it to. */
  onEnded(topic: string): void;
}

/**
 * What is subscribed over one connection. Requests go in batches, within the exchange's limits; what exceeds them waits. A request
 * that is refused without a word about which of its topics is wrong is sent again in halves.
 */
export class Subscriptions {
  readonly #options: SubscriptionOptions;
  readonly #quota: Quota | undefined;
  /** Topics that are wanted, and whether the exchange has said that it pushes them. */
  readonly #topics = new Map<string, boolean>();
  /** Topics whose former subscription may still push. */
  readonly #ending = new Set<string>();
  readonly #sent = new SentRequests();
  #waiting: Operation[] = [];
  #open = false;
  #names = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: SubscriptionOptions) {
    this.#options = options;
    const { operations } = options.protocol.limits;
    this.#quota = operations && new Quota(operations);
  }

  /** Whether the exchange has said that it pushes the topic, and nothing of a former subscription can come. */
  isReady(topic: string): boolean {
    return this.#topics.get(topic) === true && !this.#ending.has(topic);
  }

  /** Whether a message of the topic may belong to a subscription that was ended. */
  isEnding(topic: string): boolean {
    return this.#ending.has(topic);
  }

  /** For how many ms the exchange has owed an answer; 0 where it owes none. */
  get owed(): number {
    return this.#sent.owed;
  }

  /** The connection is open. */
  start(): void {
    this.#open = true;
    this.#schedule(0);
  }

  add(topic: string): void {
    this.#topics.set(topic, false);
    this.#queue('subscribe', topic);
  }

  remove(topic: string): void {
    this.#topics.delete(topic);
    const before = this.#waiting.length;
    this.#waiting = this.#waiting.filter((operation) => operation.topic !== topic);
    const sent = this.#waiting.length === before;
    if (sent || this.#ending.has(topic)) {
      this.#ending.add(topic);
      this.#queue('unsubscribe', topic);
    }
  }

  /** Ends the subscription and makes another, which begins with a snapshot. */
  renew(topic: string): void {
    this.remove(topic);
    this.add(topic);
  }

  /** Takes what the exchange said about requests. */
  handle(answer: RequestAnswer): void {
    const { asked, topics } = this.#sent.settle(answer);
    const verb = verbOf(answer.kind);
    if (answer.kind === 'refused') {
      this.#refuse(topics, asked ?? verb, answer.reason);
      return;
    }
    // An answer to what was sent before a subscription was ended says nothing about the one after it.
    for (const topic of topics.filter((one) => !this.#isBeingEnded(one))) {
      this.#ending.delete(topic);
      if (!this.#topics.has(topic)) continue;
      if (verb === 'subscribe') this.#topics.set(topic, true);
      else if (!asked && this.#topics.get(topic)) this.#options.onEnded(topic);
    }
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#open = false;
  }

  #isBeingEnded(topic: string): boolean {
    return (
      this.#sent.isEnding(topic) ||
      this.#waiting.some(({ verb, topic: other }) => verb === 'unsubscribe' && other === topic)
    );
  }

  #refuse(topics: readonly string[], verb: StreamVerb, reason: string): void {
    if (verb === 'unsubscribe') {
      for (const topic of topics) this.#ending.delete(topic);
      return;
    }
    const wanted = topics.filter((topic) => this.#topics.has(topic));
    const [only, ...others] = wanted;
    if (only === undefined) return;
    if (others.length === 0) {
      this.#topics.delete(only);
      this.#options.onRefused(only, reason);
      return;
    }
    const half = Math.ceil(wanted.length / 2);
    for (const part of [wanted.slice(0, half), wanted.slice(half)]) {
      this.#names += 1;
      const batch = this.#names;
      for (const topic of part) this.#waiting.push({ verb: 'subscribe', topic, batch });
    }
    this.#schedule(TOGETHER);
  }

  #queue(verb: StreamVerb, topic: string): void {
    this.#waiting.push({ verb, topic, batch: 0 });
    this.#schedule(TOGETHER);
  }

  #schedule(delay: number): void {
    if (!this.#open || this.#waiting.length === 0) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#flush();
    }, delay).unref();
  }

  #flush(): void {
    while (this.#open && this.#waiting.length > 0) {
      const wait = this.#quota?.take() ?? 0;
      if (wait > 0) {
        this.#schedule(wait);
        return;
      }
      this.#sendNext();
    }
  }

  #sendNext(): void {
    const [first] = this.#waiting;
    if (!first) return;
    const { limits } = this.#options.protocol;
    this.#names += 1;
    const name = String(this.#names);
    let topics: string[] = [];
    let text = '';
    for (const { verb, batch, topic } of this.#waiting) {
      const more = [...topics, topic];
      if (verb !== first.verb || batch !== first.batch || more.length > (limits.topics ?? 100)) break;
      const longer = this.#options.protocol[verb](more, name);
      if (topics.length > 0 && Buffer.byteLength(longer) > (limits.bytes ?? 16_384)) break;
      topics = more;
      text = longer;
    }
    this.#waiting.splice(0, topics.length);
    this.#sent.add(name, first.verb, topics);
    this.#options.send(text);
  }
}
