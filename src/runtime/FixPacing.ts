import type { Throttled } from '../adapter/EndpointLimit.js';
import type { ExchangeError } from '../adapter/ExchangeError.js';
import type { FixLine } from '../adapter/FixDefinition.js';
import type { LineSettings } from '../fix/FixTransport.js';
import { nameOf } from '../fix/sentences.js';
import { interruptible } from '../http/deadline.js';
import { kindOfTurn } from '../http/Turns.js';
import { lateTurn } from '../http/turnRefusals.js';
import { isCancel } from '../protocol/isWrite.js';
import { boundsOf, type Call } from './Call.js';
import type { CallerKeys } from './keys.js';
import type { PacedExchange } from './Pacing.js';
import { watchTurn } from './watch.js';

/** What pacing needs of an open exchange that speaks FIX. */
export interface PacedLines extends Pick<PacedExchange, 'limiter' | 'http' | 'cooldowns' | 'activity'> {
  /** Subscriptions that are under way, and whether they have got their turn. */
  readonly subscribing: Map<string, Promise<boolean>>;
}

/** A line, as far as requests to it are counted. */
interface PacedLine {
  declared: { line: Pick<FixLine<never>, 'limit'> };
  settings: LineSettings;
}

/** When the requests of one call may go over FIX: within the limit of their session, and not while it wants to be left alone. */
export class FixPacing {
  readonly #exchange: PacedLines;
  readonly #call: Call;
  readonly #keys: Pick<CallerKeys<unknown>, 'id'>;
  #cancels: boolean;
  #wrote = false;

  constructor(exchange: PacedLines, call: Call, keys: Pick<CallerKeys<unknown>, 'id'>) {
    this.#exchange = exchange;
    this.#call = call;
    this.#keys = keys;
    this.#cancels = isCancel(call.method, call.params);
  }

  /** @returns to be called when the request was answered. */
  async take(
    { declared, settings }: PacedLine,
    { writes = false, cancels = false }: { writes?: boolean; cancels?: boolean } = {},
  ): Promise<() => void> {
    if (cancels) this.#cancels = true;
    this.refuseWhileCooling(settings);
    const { limit } = declared.line;
    const { limiter, http } = this.#exchange;
    if (!limit || http.recordedAt) return () => undefined;
    const name = `${settings.line} ${settings.sender}`;
    const turn = limiter.take([{ ...limit, name, shared: false }], {
      ...{ account: this.#keys.id, ...boundsOf(this.#call) },
      kind: kindOfTurn(this.#call.method, { cancels: this.#cancels, writes }),
    });
    return watchTurn(this.#exchange, this.#call, turn);
  }

  /**
   * Waits for the turn of a subscription. Of those that want the same at once, one waits.
   *
   * @param topic its name.
   * @param isKnown whether it is subscribed: then nothing is sent.
   * @returns as {@link take}.
   */
  async takeSubscription(line: PacedLine, topic: string, isKnown: () => boolean): Promise<() => void> {
    const { subscribing } = this.#exchange;
    const name = `${line.settings.fingerprint} ${topic}`;
    for (;;) {
      if (isKnown()) return () => undefined;
      const other = subscribing.get(name);
      if (!other) break;
      if (await this.#join(other, line.settings)) return () => undefined;
    }
    const turn = this.take(line);
    const taken = turn.then(
      () => true,
      () => false,
    );
    subscribing.set(name, taken);
    const forget = () => subscribing.delete(name);
    const answered = await turn.catch((error: unknown) => {
      forget();
      throw error;
    });
    // Until it is sent, which may need a Logon first, it is nothing that is known.
    return () => {
      forget();
      answered();
    };
  }

  /** @throws NetworkError while a session wants to be left alone. */
  refuseWhileCooling(settings: LineSettings): void {
    const { cooldowns, http } = this.#exchange;
    // A cancellation is sent all the same, once.
    const urgent = this.#cancels && !this.#wrote;
    if (!urgent && !http.recordedAt) cooldowns.check(nameOf(settings), this.#keys.id);
  }

  /** Notes that something was sent. */
  noteSent(writes: boolean): void {
    if (writes) this.#wrote = true;
  }

  /** @param sentAt in ms of `performance.now()`. */
  coolDown(settings: LineSettings, sentAt: number, { refusal, asked }: Cooling): void {
    const whose = asked.by === 'ip' ? undefined : this.#keys.id;
    const reason = refusal.code || refusal.message;
    this.#exchange.cooldowns.note(nameOf(settings), whose, sentAt, { reason, wait: asked.wait });
  }

  /** Notes that a request was answered that was sent at `sentAt`: after that nothing is held back. */
  endCooldown(settings: LineSettings, sentAt: number): void {
    this.#exchange.cooldowns.clear(nameOf(settings), this.#keys.id, sentAt);
    this.#exchange.limiter.confirm(this.#keys.id);
  }

  /** @returns whether another call has got the turn. */
  #join(other: Promise<boolean>, settings: LineSettings): Promise<boolean> {
    const { signal } = boundsOf(this.#call);
    const late = () => lateTurn(nameOf(settings));
    if (signal.aborted) return Promise.reject(late());
    return interruptible(
      () => other,
      ({ reject }) => {
        const giveUp = () => reject(late());
        signal.addEventListener('abort', giveUp, { once: true });
        return () => signal.removeEventListener('abort', giveUp);
      },
    );
  }
}

/** A refusal that means "too many requests". */
interface Cooling {
  refusal: ExchangeError;
  asked: Throttled;
}
