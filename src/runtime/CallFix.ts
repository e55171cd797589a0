import { ExchangeError } from '../adapter/ExchangeError.js';
import type { FixApi, FixReply, FixRequest, FollowedTopic } from '../adapter/FixDefinition.js';
import { refuseFix } from '../adapter/refuseFix.js';
import { type FixMessage, readable } from '../fix/FixMessage.js';
import type { FixTopic } from '../fix/FixTopic.js';
import type { FixTransport, LineSettings } from '../fix/FixTransport.js';
import type { CallContext } from '../http/CallContext.js';
import { limitTime } from '../http/deadline.js';
import { kindOfTurn } from '../http/Turns.js';
import { isCancel } from '../protocol/isWrite.js';
import { boundsOf, type Call } from './Call.js';
import type { CallerKeys } from './keys.js';
import type { DeclaredLine } from './Lines.js';
import { contextOf } from './outgoing.js';
import { Secrets } from './Secrets.js';
import type { Shared } from './Shared.js';

/** OrderCancelRequest. */
const CANCEL = 'F';

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
    if (!definition.fix) throw new TypeError(`${definition.name} declares no FIX lines`);
    if (!fix) throw new TypeError(`${definition.name} was opened without FIX`);
    this.#shared = shared;
    this.#transport = fix;
    this.#call = call;
    this.#keys = keys;
    this.#prepares = prepares;
  }

  get lines(): readonly string[] {
    return this.#shared.lines.names;
  }

  async ask(request: FixRequest): Promise<FixReply> {
    const line = this.#lineOf(request.line);
    const { type, fields, expiresIn, within, writes = line.declared.writes.has(type) } = request;
    if (expiresIn !== undefined) request.onExpiry?.(this.#shared.clock.after(expiresIn));
    const { deadline, signal } = boundsOf(this.#call);
    const answered = await this.#takeTurn(line, { writes, cancels: type === CANCEL });
    const limit = limitTime(signal, within);
    try {
      const send = {
        ...{ type, fields, deadline, signal: limit.signal, onSent: () => this.#report(writes) },
        accepts: (message: FixMessage) => request.accepts?.(message) ?? true,
        isComplete: (messages: readonly FixMessage[]) => request.isComplete?.(messages) ?? true,
      };
      const messages = await this.#transport.ask(line.settings, send, this.#context);
      this.#refuse(line, messages);
      return this.#replyOf(line, messages);
    } catch (error) {
      throw this.#concealed(error);
    } finally {
      limit.release();
      answered();
    }
  }

  async follow<Memory>(topic: FixTopic<Memory>): Promise<FollowedTopic<Memory>> {
    const line = this.#lineOf(topic.line);
    const { deadline, signal } = boundsOf(this.#call);
    const bounds = { deadline, signal, onSent: () => this.#report(false) };
    try {
      const { memory, message, age } = await this.#transport.follow(
        line.settings,
        topic,
        bounds,
        this.#context,
      );
      this.#refuse(line, [message]);
      this.#call.onMemory?.(Math.round(age));
      return { memory, reply: this.#replyOf(line, [message]) };
    } catch (error) {
      throw this.#concealed(error);
    }
  }

  #lineOf(name: string | undefined): CallerLine<Keys> {
    const { lines, hosts, definition } = this.#shared;
    const declared = lines.find(name);
    const { value, id } = this.#keys;
    const environment = hosts.environmentOf(this.#keys, definition);
    return { declared, settings: lines.settingsOf(declared, { keys: { value, id }, environment }) };
  }

  /** @returns to be called when the request was answered. */
  async #takeTurn(
    { declared, settings }: CallerLine<Keys>,
    { writes, cancels }: { writes: boolean; cancels: boolean },
  ): Promise<() => void> {
    const { limit } = declared.line;
    const { limiter, http } = this.#shared;
    if (!limit || http.recordedAt) return () => undefined;
    const { method, params } = this.#call;
    const name = `${settings.line} ${settings.sender}`;
    return limiter.take([{ ...limit, name, shared: false }], {
      ...{ account: this.#keys.id, ...boundsOf(this.#call) },
      kind: kindOfTurn(method, { cancels: cancels || isCancel(method, params), writes }),
    });
  }

  #report(writes: boolean): void {
    const changes = writes && !this.#prepares;
    this.#call.onUpstream({ verb: changes ? 'POST' : 'GET', signature: [], writes: changes });
  }

  /** @throws ExchangeError where one of them is a refusal. */
  #refuse({ declared }: CallerLine<Keys>, messages: readonly FixMessage[]): void {
    const note = (refusal: ExchangeError) => this.#transport.onRefusal?.(messages, refusal);
    this.#shared.noteRefusal.set(this.#call, note);
    try {
      for (const message of messages) {
        declared.line.reject?.(message);
        refuseFix(message);
      }
    } catch (error) {
      if (error instanceof ExchangeError) note(error);
      throw error;
    }
    this.#shared.limiter.confirm(this.#keys.id);
  }

  #replyOf({ settings }: CallerLine<Keys>, messages: readonly FixMessage[]): FixReply {
    const message = messages.at(-1);
    if (!message) throw new TypeError('an answer over FIX holds a message');
    const secrets = new Secrets();
    secrets.add(this.#call.credentials);
    const struck = [settings.sender, ...secrets.values];
    return {
      messages,
      message,
      get raw() {
        const texts = messages.map((one) => readable(one, struck));
        return texts.length === 1 ? (texts[0] ?? '') : texts;
      },
    };
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
