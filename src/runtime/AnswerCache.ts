import type { Answer } from '../adapter/Api.js';
import type { Known } from '../adapter/ExchangeStreams.js';
import type { AnswerOrder } from './answerOrders.js';

/** So many answers are kept that are made of the same, such as those of different limits: the latest ones. */
const MOST_ANSWERS = 4;
/** So many subjects are remembered of which an answer was given: the latest ones. */
const MOST_SUBJECTS = 1000;

interface Made<T> {
  versions: readonly object[];
  answer: Answer<T> | undefined;
}

/**
 * Answers of a method, each made once of what it is made of: it is forgotten with that. None is older than the answer before it,
 * wherever that came from: a stream may be a moment behind REST, and one connection behind another.
 */
export class AnswerCache<P, T> {
  readonly #order: AnswerOrder<P, T> | undefined;
  readonly #made = new WeakMap<object, Map<string, Made<T>>>();
  /** What is remembered of the answers that were given last, by their subjects. */
  readonly #given = new Map<string, T>();

  constructor(order?: AnswerOrder<P, T>) {
    this.#order = order;
  }

  /** @returns `undefined` where no answer can be made of what is known, or one that is older than the answer before it. */
  make(params: P, known: Known<T>, check: (answer: Answer<T>) => Answer<T>): Answer<T> | undefined {
    const made = this.#find(JSON.stringify(params), known, check);
    if (!made.answer || !this.#order) return made.answer;
    const subject = this.#order.subjectOf(params);
    const given = this.#given.get(subject);
    const { data } = made.answer;
    if (data === given) return made.answer;
    const next = given === undefined ? data : this.#order.follow(data, given);
    if (next === undefined) return undefined;
    if (next !== data) made.answer = { ...made.answer, data: next };
    this.#remember(this.#order, subject, next);
    return made.answer;
  }

  /** Takes what REST has answered. */
  learn(params: P, data: T): void {
    if (this.#order) this.#remember(this.#order, this.#order.subjectOf(params), data);
  }

  #remember(order: AnswerOrder<P, T>, subject: string, data: T): void {
    this.#given.delete(subject);
    this.#given.set(subject, order.rememberedOf(data));
    const [oldest] = this.#given.keys();
    if (oldest !== undefined && this.#given.size > MOST_SUBJECTS) this.#given.delete(oldest);
  }

  #find(key: string, { versions, read }: Known<T>, check: (answer: Answer<T>) => Answer<T>): Made<T> {
    const [first = {}] = versions;
    const kept = this.#made.get(first) ?? new Map<string, Made<T>>();
    const latest = kept.get(key);
    if (latest && isSame(latest.versions, versions)) return latest;
    const answer = read();
    const made = { versions, answer: answer && check(answer) };
    kept.delete(key);
    kept.set(key, made);
    const [oldest] = kept.keys();
    if (oldest !== undefined && kept.size > MOST_ANSWERS) kept.delete(oldest);
    this.#made.set(first, kept);
    return made;
  }
}

function isSame(one: readonly object[], other: readonly object[]): boolean {
  return one.length === other.length && one.every((version, index) => version === other[index]);
}
