import { encodeMessage } from '../../src/fix/encode.js';
import { FixConnection } from '../../src/fix/FixConnection.js';
import type { FixField, FixMessage } from '../../src/fix/FixMessage.js';
import type { LineSettings } from '../../src/fix/FixTransport.js';
import { Framer } from '../../src/fix/Framer.js';
import type { SessionEnd } from '../../src/fix/SessionEvents.js';
import { lineAt } from './lines.js';
import { ManualClock } from './ManualClock.js';

/** The other side of a session without a socket between them: what it is sent, it has, and what it says is heard at once. */
export class Peer {
  readonly clock: ManualClock;
  readonly connection: FixConnection;
  readonly settings: LineSettings;
  /** What it was sent. */
  readonly heard: FixMessage[] = [];
  /** Whether the connection was closed from there. */
  closed = false;
  congested = false;
  /** Whether the connection keeps the process alive. */
  held = true;
  end: SessionEnd | undefined;
  #next = 1;

  constructor(changes: Partial<LineSettings> = {}, clock = new ManualClock()) {
    const framer = new Framer('FIX.4.4');
    this.clock = clock;
    this.settings = lineAt('fix://127.0.0.1:5212', changes);
    const isCongested = () => this.congested;
    const wire = {
      get congested() {
        return isCongested();
      },
      write: (bytes: Buffer) => {
        if (this.closed) throw new Error('something was written to a closed connection');
        this.heard.push(...framer.read(bytes));
      },
      end: () => {
        this.closed = true;
      },
      hold: (busy: boolean) => {
        this.held = busy;
      },
    };
    this.connection = new FixConnection(this.settings, { clock, wire });
    void this.connection.ended.then((end) => {
      this.end = end;
    });
    this.connection.session.start();
  }

  /** A peer that has accepted the Logon. */
  static open(changes: Partial<LineSettings> = {}): Peer {
    const peer = new Peer(changes);
    peer.say('A', [[108, '30']]);
    return peer;
  }

  /** The number of its next message. */
  get next(): number {
    return this.#next;
  }

  /** The types of what it was sent after the Logon. */
  get types(): string[] {
    return this.heard.slice(1).map(({ type }) => type);
  }

  /** Of what it was sent last: `35=0|112=X`, without header and trailer. */
  get last(): string {
    const fields = this.heard.at(-1)?.fields ?? [];
    const own: readonly number[] = [8, 9, 49, 56, 57, 34, 52, 10];
    return fields.flatMap(([tag, value]) => (own.includes(tag) ? [] : [`${tag}=${value}`])).join('|');
  }

  /** Leaves numbers out. */
  skip(count = 1): void {
    this.#next += count;
  }

  say(type: string, fields: readonly FixField[] = [], sequence?: number): void {
    this.raw(this.encode(type, fields, sequence));
  }

  /** Says again what had the number. */
  repeat(sequence: number, type: string, fields: readonly FixField[] = []): void {
    this.say(type, [[43, 'Y'], ...fields], sequence);
  }

  raw(bytes: Buffer | string): void {
    this.connection.session.receive(Buffer.from(bytes));
  }

  encode(type: string, fields: readonly FixField[] = [], sequence = this.#next++): Buffer {
    const { version, sender, target } = this.settings;
    return encodeMessage(
      { version, sender: target, target: sender, header: [] },
      { type, sequence, sendingTime: '20260513-10:20:30.000', fields },
    );
  }
}
