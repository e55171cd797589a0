import { ProtocolError } from '../protocol/ProtocolError.js';
import { say } from '../wording/say.js';
import type { FixClock } from './FixClock.js';
import type { FixField, FixMessage } from './FixMessage.js';
import type { FixSend, LineSettings } from './FixTransport.js';
import { LONGEST_ANSWER, PendingRequest } from './PendingRequest.js';
import { nameOf, tooLong, unanswered } from './sentences.js';

/** Reject and BusinessMessageReject: they answer a request whatever it waits for. */
const REJECT = '3';
const BUSINESS_REJECT = 'j';
/** Requests about one order. A venue may name it by one id in them, and by several in its reports. */
const ABOUT_ORDERS = ['D', 'F', 'G', 'H'];

/** The requests of a session that are not wholly answered, each found by its own id or by its number. */
export class PendingRequests {
  readonly #settings: LineSettings;
  readonly #clock: FixClock;
  readonly #onIdle: () => void;
  readonly #name: string;
  /** The tags that hold ids of requests. */
  readonly #idTags: ReadonlySet<number>;
  /** Those that hold ids of orders. */
  readonly #orderTags: ReadonlySet<number>;
  /** In the order in which they were sent. */
  readonly #bySequence = new Map<number, PendingRequest>();
  readonly #byId = new Map<string, PendingRequest[]>();

  /** @param options.onIdle is called when none is left. */
  constructor(settings: LineSettings, options: { clock: FixClock; onIdle(): void }) {
    this.#settings = settings;
    this.#clock = options.clock;
    this.#onIdle = options.onIdle;
    this.#name = nameOf(settings);
    this.#idTags = new Set(Object.values(settings.requestIds));
    this.#orderTags = new Set(ABOUT_ORDERS.flatMap((type) => settings.requestIds[type] ?? []));
  }

  get size(): number {
    return this.#bySequence.size;
  }

  /** The one that waits longest. */
  get oldest(): PendingRequest | undefined {
    for (const request of this.#bySequence.values()) return request;
    return undefined;
  }

  /**
   * Where the id of a request stands, and what it is.
   *
   * @throws ProtocolError where it has none: no answer could be told from others.
   */
  idOf(type: string, fields: readonly FixField[]): { idTag: number; id: string } {
    const idTag = Object.hasOwn(this.#settings.requestIds, type)
      ? this.#settings.requestIds[type]
      : undefined;
    if (idTag === undefined)
      throw new ProtocolError(
        say('the FIX message {type} has no known id: an answer to it could not be found', { type }),
      );
    for (const [tag, id] of fields) if (tag === idTag) return { idTag, id };
    throw new ProtocolError(
      say('the FIX message {type} lacks the field {tag}: an answer to it could not be found', {
        type,
        tag: idTag,
      }),
    );
  }

  /** Waits for the answer to what was just sent. */
  add(send: FixSend, at: { sequence: number; idTag: number; id: string }): PendingRequest {
    const request = new PendingRequest(send, { ...at, sentAt: this.#clock.now() }, this);
    this.#bySequence.set(request.sequence, request);
    const same = this.#byId.get(request.id);
    if (same) same.push(request);
    else this.#byId.set(request.id, [request]);
    return request;
  }

  /** Hands a message to the request that it answers. @returns whether there is one. */
  take(message: FixMessage): boolean {
    const { type } = message;
    if (type === REJECT || type === BUSINESS_REJECT) {
      const refused = (type === BUSINESS_REJECT && this.#findRefused(message)) || this.#findNumbered(message);
      refused?.refuse(message);
      return refused !== undefined;
    }
    for (const tag of this.#answerTags(type)) {
      const id = message.get(tag);
      if (id === undefined) continue;
      for (const request of this.#named(tag, id)) if (request.take(message)) return true;
      // It is about another request, even where a less sure tag names one of these. An order may have several ids.
      if (this.#idTags.has(tag) && !this.#orderTags.has(tag)) return false;
    }
    return false;
  }

  /** None of them will be answered. */
  reject(error: unknown): void {
    for (const request of [...this.#bySequence.values()]) request.reject(error);
  }

  onGiveUp(request: PendingRequest): void {
    request.reject(unanswered(this.#name));
  }

  onTooLong(request: PendingRequest): void {
    request.reject(tooLong(this.#name, LONGEST_ANSWER));
  }

  onSettled(request: PendingRequest): void {
    this.#bySequence.delete(request.sequence);
    const others = this.#byId.get(request.id)?.filter((other) => other !== request) ?? [];
    if (others.length > 0) this.#byId.set(request.id, others);
    else this.#byId.delete(request.id);
    if (this.#bySequence.size === 0) this.#onIdle();
  }

  #answerTags(type: string): readonly number[] {
    const { answerIds } = this.#settings;
    return (Object.hasOwn(answerIds, type) && answerIds[type]) || [];
  }

  #named(tag: number, id: string): readonly PendingRequest[] {
    const named = this.#byId.get(id) ?? [];
    if (!this.#idTags.has(tag)) return named;
    const ofOrders = this.#orderTags.has(tag);
    return named.filter(({ idTag }) => idTag === tag || (ofOrders && this.#orderTags.has(idTag)));
  }

  #findNumbered(message: FixMessage): PendingRequest | undefined {
    return this.#bySequence.get(Number(message.get(45) ?? 0));
  }

  /** Where several requests wait for one id, its number (45) or its type (372) says which it is. */
  #findRefused(message: FixMessage): PendingRequest | undefined {
    for (const tag of this.#answerTags(message.type)) {
      const named = this.#byId.get(message.get(tag) ?? '') ?? [];
      const sequence = Number(message.get(45) ?? 0);
      const found =
        named.find((request) => request.sequence === sequence) ??
        named.find((request) => request.type === message.get(372)) ??
        named[0];
      if (found) return found;
    }
    return undefined;
  }
}
