import type { Socket } from 'node:net';
import { encodeMessage, type FixEnvelope } from '../fix/encode.js';
import type { FixField, FixMessage } from '../fix/FixMessage.js';
import { formatUtc } from '../fix/utc.js';
import { FixLife } from './FixLife.js';
import type { FixResend, FixSendOptions, FixServerSession } from './FixServerSession.js';

interface SentMessage {
  type: string;
  fields: readonly FixField[];
  sendingTime: string;
}

/** Types that are never sent again. */
const SESSION_TYPES: readonly string[] = ['0', '1', '2', '3', '4', '5', 'A'];

/** What a session of `startFixServer` sends: it numbers messages and keeps them, for whoever asks for them again. */
export class FixSender implements FixServerSession {
  readonly logon: FixMessage;
  resends: FixResend = 'messages';
  readonly #socket: Socket;
  readonly #envelope: FixEnvelope;
  readonly #life: FixLife;
  /** By number: what has been sent, and `undefined` where a number was skipped. */
  readonly #sent: (SentMessage | undefined)[] = [];
  #hangs = false;
  #loggedOut = false;

  constructor(socket: Socket, version: string, logon: FixMessage) {
    this.logon = logon;
    this.#socket = socket;
    // What the client calls its target is the sender here, SubIDs likewise.
    const header = SUB_IDS.flatMap(([theirs, ours]): FixField[] => {
      const value = logon.get(theirs);
      return value ? [[ours, value]] : [];
    });
    this.#envelope = { version, sender: logon.get(56) ?? '', target: logon.get(49) ?? '', header };
    this.#life = new FixLife(Number(logon.get(108) ?? 0), {
      beat: () => this.send('0', []),
      ask: () => this.send('1', [[112, formatUtc(Date.now())]]),
      end: () => this.cut(),
    });
    socket.once('close', () => this.#life.end());
  }

  get client(): string {
    return this.#envelope.target;
  }

  get open(): boolean {
    return !this.#socket.destroyed && this.#socket.writable;
  }

  /** Whether it neither reads nor sends any more. */
  get hangs(): boolean {
    return this.#hangs;
  }

  /** Whether it has sent a Logout. */
  get loggedOut(): boolean {
    return this.#loggedOut;
  }

  send(type: string, fields: readonly FixField[], options: FixSendOptions = {}): void {
    const bytes = this.encode(type, fields, options);
    if (!options.lost) this.raw(bytes);
  }

  encode(type: string, fields: readonly FixField[], { possDup, sequence }: FixSendOptions = {}): Buffer {
    const message = { type, fields, sendingTime: formatUtc(Date.now()) };
    const bytes = this.#encode(message, sequence ?? this.#sent.length + 1, possDup ?? false);
    if (sequence === undefined) this.#sent.push(message);
    return bytes;
  }

  skip(): void {
    this.#sent.push(undefined);
  }

  raw(bytes: string | Uint8Array): void {
    if (this.#hangs || !this.open) return;
    this.#socket.write(bytes);
    this.#life.sent();
  }

  logout(text?: string): void {
    this.#loggedOut = true;
    this.send('5', text === undefined ? [] : [[58, text]]);
  }

  hang(): void {
    this.#hangs = true;
    this.#life.end();
    this.#socket.pause();
  }

  cut(): void {
    this.#socket.destroy();
  }

  /** Ends the connection when all that was sent is out. */
  end(): void {
    if (!this.#hangs) this.#socket.end();
  }

  /** Something has come. */
  heard(): void {
    this.#life.heard();
  }

  /** Answers a ResendRequest: 7 to 16, where 0 is the latest. */
  resend(message: FixMessage): void {
    if (this.resends === 'nothing') return;
    const first = Math.max(1, Number(message.get(7)));
    const until = Number(message.get(16)) || this.#sent.length;
    let from = first;
    for (let number = first; number <= Math.min(until, this.#sent.length); number += 1) {
      const sent = this.#sent[number - 1];
      if (!sent || this.resends === 'gapFill' || SESSION_TYPES.includes(sent.type)) continue;
      this.#fill(from, number);
      this.raw(this.#encode(sent, number, true));
      from = number + 1;
    }
    this.#fill(from, Math.min(until, this.#sent.length) + 1);
  }

  #fill(from: number, next: number): void {
    if (from >= next) return;
    const fields: FixField[] = [
      [123, 'Y'],
      [36, String(next)],
    ];
    this.raw(this.#encode({ type: '4', fields, sendingTime: formatUtc(Date.now()) }, from, true));
  }

  #encode(message: SentMessage, sequence: number, possDup: boolean): Buffer {
    const again: FixField[] = possDup
      ? [
          [43, 'Y'],
          [122, message.sendingTime],
        ]
      : [];
    const sendingTime = possDup ? formatUtc(Date.now()) : message.sendingTime;
    return encodeMessage(this.#envelope, {
      ...message,
      sequence,
      sendingTime,
      fields: [...again, ...message.fields],
    });
  }
}

/** TargetSubID becomes SenderSubID, and the reverse. */
const SUB_IDS = [
  [57, 50],
  [50, 57],
] as const;
