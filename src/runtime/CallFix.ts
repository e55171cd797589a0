import { ExchangeError } from '../adapter/ExchangeError.js';
import type { FixApi, FixReply, FixRequest, FollowedTopic } from '../adapter/FixDefinition.js';
import { refuseFix } from '../adapter/refuseFix.js';
import { retryRead } from '../adapter/retryRead.js';
import type { FixMessage } from '../fix/FixMessage.js';
import type { FixTopic } from '../fix/FixTopic.js';
import type { FixTransport, LineSettings } from '../fix/FixTransport.js';
import { withoutUnsent } from '../fix/sentences.js';
import type { CallContext } from '../http/CallContext.js';
import { toAbortSignal } from '../http/Cancellation.js';
import { limitTime } from '../http/deadline.js';
import type { NetworkError } from '../http/NetworkError.js';
import { say } from '../wording/say.js';
import { boundsOf, type Call } from './Call.js';
import { FixPacing } from './FixPacing.js';
import { fixReplyOf } from './fixReply.js';
import type { CallerKeys } from './keys.js';
import type { DeclaredLine } from './Lines.js';
import { contextOf } from './outgoing.js';
import type { Shared } from './Shared.js';
import { watchFix } from './watch.js';

/** OrderCancelRequest. */
const CANCEL = 'F';
/** What FIX 4.4 has to ask for: statuses, positions, lists and prices. Of what is not among them nobody knows that it changes nothing. */
const READS: readonly string[] = ['AD', 'AF', 'AN', 'BB', 'H', 'V', 'c', 'e', 'g', 'v', 'x', 'z'];

/** A line of the caller's, with what its session is opened with. */
interface CallerLine<Keys> {
  declared: DeclaredLine<Keys>;
  settings: LineSettings;
}

/** An exchange's FIX lines, as one call sees them: paced, within its deadline, and each message reported. */
export class CallFix<Keys, State, Connection, Session> implements FixApi {
  readonly #shared: Shared<Keys, State, Connection, Session>;
  readonly #transport: FixTransport;
  readonly #call: Call;
  readonly #keys: CallerKeys<Keys>;
  readonly #prepares: boolean;
  readonly #pacing: FixPacing;

  /**
   * @param prepares whether it only prepares an account, and changes nothing.
   * @throws TypeError where the definition declares no lines.
   */
  constructor(
    shared: Shared<Keys, State, Connection, Session>,
    call: Call,
    keys: CallerKeys<Keys>,
    prepares: boolean,
  ) {
    const { definition, fix } = shared;
    if (!definition.fix)
      throw new TypeError(say('{exchange} declares no FIX lines', { exchange: definition.name }));
    if (!fix) throw new TypeError(say('{exchange} was opened without FIX', { exchange: definition.name }));
    this.#shared = shared;
    this.#transport = fix;
    this.#call = call;
    this.#keys = keys;
    this.#prepares = prepares;
    this.#pacing = new FixPacing(shared, call, keys);
  }

  get lines(): readonly string[] {
    return this.#shared.lines.names;
  }

  async ask(request: FixRequest): Promise<FixReply> {
    const line = this.#lineOf(request.line);
    const { type, expiresIn, writes = line.declared.writes.has(type) || this.#isUnknown(type) } = request;
    if (expiresIn !== undefined) request.onExpiry?.(this.#shared.clock.after(expiresIn));
    const send = () => this.#send(line, request, writes);
    if (writes || (request.writes === undefined && !READS.includes(type))) return send();
    const { deadline, signal } = boundsOf(this.#call);
    const bounds = {
      remaining: () => deadline - performance.now(),
      get signal() {
        return toAbortSignal(signal);
      },
    };
    return retryRead(bounds, send, { patient: !this.#transport.recordedAt });
  }

  async follow<Memory>(topic: FixTopic<Memory>): Promise<FollowedTopic<Memory>> {
    const line = this.#lineOf(topic.line);
    const { settings } = line;
    const isKnown = () => this.#transport.isSubscribed?.(settings, topic.name) ?? false;
    const answered = await this.#pacing.takeSubscription(line, topic.name, isKnown);
    const sent = this.#watchSending(settings, false);
    const { deadline, signal } = boundsOf(this.#call);
    const bounds = { deadline, signal, onSent: sent.onSent };
    try {
      const asked = this.#transport.follow(settings, topic, bounds, this.#context);
      const { memory, message, age } = await watchFix(this.#shared, this.#call, { settings, sent }, asked);
      this.#refuse(line, [message], sent.at);
      this.#call.onMemory?.(Math.round(age));
      return { memory, reply: this.#replyOf(line, [message]) };
    } catch (error) {
      throw this.#concealed(error);
    } finally {
      answered();
    }
  }

  async #send(line: CallerLine<Keys>, request: FixRequest, writes: boolean): Promise<FixReply> {
    const { type, fields, within } = request;
    const { deadline, signal, onStep } = boundsOf(this.#call);
    const answered = await this.#pacing.take(line, { writes, cancels: type === CANCEL });
    const limit = limitTime(signal, within);
    const sent = this.#watchSending(line.settings, writes);
    try {
      const send = {
        ...{ type, fields, deadline, signal: limit.signal, onSent: sent.onSent },
        onStep: (late: () => NetworkError) => onStep?.(() => withoutUnsent(late())),
        accepts: (message: FixMessage) => request.accepts?.(message) ?? true,
        isComplete: (messages: readonly FixMessage[]) => request.isComplete?.(messages) ?? true,
      };
      const asked = this.#transport.ask(line.settings, send, this.#context);
      const messages = await watchFix(this.#shared, this.#call, { settings: line.settings, sent }, asked);
      this.#refuse(line, messages, sent.at);
      return this.#replyOf(line, messages);
    } catch (error) {
      throw this.#concealed(error);
    } finally {
      limit.release();
      answered();
    }
  }

  #lineOf(name: string | undefined): CallerLine<Keys> {
    const { lines, hosts, definition } = this.#shared;
    const declared = lines.find(name);
    const { value, id } = this.#keys;
    const environment = hosts.environmentOf(this.#keys, definition);
    return { declared, settings: lines.settingsOf(declared, { keys: { value, id }, environment }) };
  }

  /** Whether a message that IO names may change something for all that is known of its type. */
  #isUnknown(type: string): boolean {
    return this.#call.method === 'io' && !READS.includes(type);
  }

  /** @returns what reports a request, and when that was: in ms of `performance.now()`. */
  #watchSending(settings: LineSettings, writes: boolean): { at: number; onSent(): void } {
    const sent = {
      at: Number.NEGATIVE_INFINITY,
      onSent: () => {
        this.#pacing.refuseWhileCooling(settings);
        const changes = writes && !this.#prepares;
        this.#call.onUpstream({ verb: changes ? 'POST' : 'GET', signature: [], writes: changes });
        this.#pacing.noteSent(changes);
        sent.at = performance.now();
      },
    };
    return sent;
  }

  /** @throws ExchangeError where one of them is a refusal. */
  #refuse({ declared, settings }: CallerLine<Keys>, messages: readonly FixMessage[], sentAt: number): void {
    const note = (refusal: ExchangeError) => this.#transport.onRefusal?.(messages, refusal);
    this.#shared.noteRefusal.set(this.#call, note);
    for (const message of messages) {
      try {
        declared.line.reject?.(message);
        refuseFix(message);
      } catch (error) {
        if (!(error instanceof ExchangeError)) throw error;
        note(error);
        const asked = declared.line.throttled?.(error, message);
        if (asked) this.#pacing.coolDown(settings, sentAt, { refusal: error, asked });
        throw error;
      }
    }
    this.#pacing.endCooldown(settings, sentAt);
  }

  #replyOf({ settings }: CallerLine<Keys>, messages: readonly FixMessage[]): FixReply {
    const { credentials } = this.#call;
    const proofs = this.#shared.lines.proofsOf(settings);
    return fixReplyOf(messages, { credentials, sender: settings.sender, proofs });
  }

  get #context(): CallContext {
    return contextOf(this.#call, this.#shared.definition.name, this.#keys.value, {});
  }

  /** An error that shows no proof of a Logon: another call may have opened the session that this one waited for. */
  #concealed(error: unknown): unknown {
    this.#call.onSecrets?.(this.#shared.tokens.all);
    return error;
  }
}
