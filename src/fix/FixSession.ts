import { oneLine } from '../protocol/oneLine.js';
import { messageOf } from '../protocol/thrown.js';
import { say } from '../wording/say.js';
import type { FixClock, FixTimer } from './FixClock.js';
import { FixError } from './FixError.js';
import type { FixField, FixMessage } from './FixMessage.js';
import type { FixObserver, LineSettings } from './FixTransport.js';
import { Framer } from './Framer.js';
import { Inbox, sequenceOf } from './Inbox.js';
import { Outbox } from './Outbox.js';
import { Pulse } from './Pulse.js';
import { strikeSecrets } from './redact.js';
import { type FixWire, SessionEnd, type SessionEvents } from './SessionEvents.js';
import { sessionEnds } from './sentences.js';

/** How long the answers to a Logon and to a Logout may take, in ms. */
const LOGON_WITHIN = 10_000;
const LOGOUT_WITHIN = 2000;

/** The client's side of a session, from its Logon on. It is handed the bytes that come, and hands out those that go. */
export class FixSession {
  readonly #settings: LineSettings;
  readonly #clock: FixClock;
  readonly #wire: FixWire;
  readonly #events: SessionEvents;
  readonly #observer: FixObserver | undefined;
  readonly #framer: Framer;
  readonly #inbox: Inbox;
  readonly #outbox: Outbox;
  readonly #pulse: Pulse;
  #state: 'logon' | 'open' | 'leaving' | 'ended' = 'logon';
  #logon: readonly FixField[] = [];
  /** Of the answer to a Logon, and then to a Logout. */
  #limit: FixTimer | undefined;
  #received = 0;

  constructor(
    settings: LineSettings,
    options: { clock: FixClock; wire: FixWire; events: SessionEvents; observer?: FixObserver | undefined },
  ) {
    const { clock, wire, events, observer } = options;
    this.#settings = settings;
    this.#clock = clock;
    this.#wire = wire;
    this.#events = events;
    this.#observer = observer;
    this.#framer = new Framer(settings.version);
    this.#pulse = new Pulse(clock, settings.heartbeat, {
      beat: () => this.#outbox.send('0', []),
      test: (id) => this.#outbox.send('1', [[112, id]]),
      prove: () => events.onProof(),
      stop: (silence) => this.#end('lost', sessionEnds.silent(silence)),
    });
    const write = (bytes: Buffer) => {
      this.#pulse.sent();
      wire.write(bytes);
    };
    this.#outbox = new Outbox(settings, { clock, write, observer });
    this.#inbox = new Inbox({
      ...{ clock, outbox: this.#outbox },
      events: { onMessage: (message) => this.#handle(message), onFault: (text) => this.#fail(text) },
    });
  }

  get open(): boolean {
    return this.#state === 'open';
  }

  /** How many messages have come. */
  get received(): number {
    return this.#received;
  }

  get pulse(): Pulse {
    return this.#pulse;
  }

  get outbox(): Outbox {
    return this.#outbox;
  }

  /** Sends the Logon. */
  start(): void {
    try {
      this.#logon = this.#outbox.sendLogon();
    } catch (error) {
      this.#end('failed', say('was not sent a Logon'), error);
      return;
    }
    this.#limit = this.#clock.after(LOGON_WITHIN, () =>
      this.#end('failed', sessionEnds.silentToLogon(LOGON_WITHIN)),
    );
  }

  /** Takes the bytes that have come. */
  receive(chunk: Buffer): void {
    if (this.#state === 'ended') return;
    try {
      for (const message of this.#framer.read(chunk)) {
        this.#take(message);
        if (this.#isEnded()) return;
      }
    } catch (error) {
      const text = oneLine(messageOf(error), 200);
      this.#fail(error instanceof FixError ? text : sessionEnds.unreadable(text));
    }
  }

  /** The connection was closed, or cut. @param text goes on from the name of the other side. */
  lose(text: string): void {
    if (this.#state === 'leaving') this.#end('closed', text);
    else if (this.#state === 'open') this.#end('lost', text);
    else this.#end('failed', sessionEnds.beforeLogon(text));
  }

  /** Ends it with a Logout, whose answer is waited for. @param text why: goes on from the name of the other side. */
  leave(text: string): void {
    if (this.#state === 'leaving') return;
    if (this.#state !== 'open') {
      this.#end('closed', text);
      return;
    }
    this.#outbox.send('5', []);
    this.#state = 'leaving';
    this.#limit = this.#clock.after(LOGOUT_WITHIN, () => this.#end('closed', text));
  }

  #isEnded(): boolean {
    return this.#state === 'ended';
  }

  #take(message: FixMessage): void {
    const { target, sender } = this.#settings;
    this.#received += 1;
    this.#observer?.received?.(this.#settings, message);
    this.#pulse.heard(message.type === '0' ? message.get(112) : undefined);
    if (this.#state === 'logon' && ['3', '5', 'j'].includes(message.type)) {
      this.#end('refused', sessionEnds.refusedLogon(this.#textOf(message)));
    } else if (message.get(49) !== target || message.get(56) !== sender) {
      this.#fail(say('sent a message of another session: its CompIDs (49, 56) are not those of this one'));
    } else if (Number.isNaN(sequenceOf(message))) this.#fail(say('sent a message without a MsgSeqNum (34)'));
    else if (this.#state !== 'logon') this.#inbox.take(message);
    else if (message.type === 'A') this.#begin(message);
    else this.#fail(sessionEnds.answeredLogonWith(message.type));
  }

  #begin(message: FixMessage): void {
    this.#limit?.cancel();
    this.#state = 'open';
    this.#inbox.takeLogon(message);
    this.#observer?.connected?.(this.#settings);
    this.#events.onOpen();
  }

  #handle(message: FixMessage): void {
    if (message.type === '1') this.#outbox.send('0', [[112, message.get(112) || 'TEST']]);
    else if (message.type === '5') this.#takeLogout(message);
    else if (message.type === 'A') this.#fail(say('sent a second Logon'));
    else if (message.type !== '0') this.#events.onMessage(message);
  }

  #takeLogout(message: FixMessage): void {
    if (this.#state === 'leaving') {
      this.#end('closed', say('was logged out of'));
      return;
    }
    this.#outbox.send('5', []);
    const text = this.#textOf(message);
    this.#end('lost', text ? say('logged out: {text}', { text }) : say('logged out'));
  }

  #textOf(message: FixMessage): string {
    const text = oneLine(strikeSecrets(message.get(58) ?? '', this.#logon), 200);
    const advice = this.#settings.advise?.(message);
    return text && advice !== undefined ? `${text} (${advice})` : text;
  }

  /** Behind what makes no sense nothing can be trusted. */
  #fail(text: string): void {
    if (this.#state === 'open') this.#outbox.send('5', []);
    this.#end(this.#state === 'logon' ? 'failed' : 'lost', text);
  }

  #end(kind: SessionEnd['kind'], text: string, thrown?: unknown): void {
    if (this.#state === 'ended') return;
    const wasOpen = this.#state !== 'logon';
    this.#state = 'ended';
    this.#limit?.cancel();
    this.#pulse.stop();
    this.#wire.end();
    // One of them may be the answer to an order.
    for (const early of this.#inbox.close()) this.#handleLast(early);
    if (wasOpen) this.#observer?.ended?.(this.#settings, text);
    this.#events.onEnd(new SessionEnd(kind, text, thrown));
  }

  #handleLast(message: FixMessage): void {
    if (!['0', '1', '2', '4', '5', 'A'].includes(message.type)) this.#events.onMessage(message);
  }
}
