import { connect, type Socket } from 'node:net';

/** A field as it is on the wire. */
export type RawField = readonly [tag: number, value: string];

/** What was received: its fields in their order. */
export type RawMessage = readonly RawField[];

export interface RawSettings {
  /** `fix://127.0.0.1:PORT` */
  url: string;
  /** SenderCompID (49). */
  sender: string;
  /** TargetSubID (57). */
  qualifier: string;
  /** SenderSubID (50). */
  subId?: string;
  /** TargetCompID (56). */
  target?: string;
}

/** What is written wrong on purpose. */
export interface Mistakes {
  /** SendingTime (52). */
  time?: string;
  /** The order of the header's tags behind 35. */
  order?: readonly number[];
  /** CheckSum (10). */
  checkSum?: string;
  /** MsgSeqNum (34), instead of the next one. */
  sequence?: number;
}

const SOH = '\x01';
const BEGINNING = `8=FIX.4.4${SOH}9=`;
const TRAILER = `10=000${SOH}`.length;

/** A client of FIX that shares no line with the product's: what it sees is what a double sends. */
export class RawFixClient {
  readonly #settings: RawSettings;
  readonly #socket: Socket;
  /** Everything that came, oldest first. */
  readonly received: RawMessage[] = [];
  /** Settles when the other side has closed. */
  readonly closed: Promise<unknown>;
  #pending = '';
  #taken = 0;
  #sequence = 1;
  #wake: () => void = () => undefined;

  constructor(settings: RawSettings) {
    this.#settings = settings;
    const { hostname, port } = new URL(settings.url);
    this.#socket = connect(Number(port), hostname);
    this.#socket.setNoDelay(true);
    this.#socket.on('error', () => undefined);
    this.#socket.on('data', (chunk) => this.#read(chunk.toString('latin1')));
    // Not once(): a reset is an end too.
    this.closed = new Promise((resolve) => this.#socket.once('close', resolve)).then(() => this.#wake());
  }

  send(type: string, fields: readonly RawField[], mistakes: Mistakes = {}): void {
    const { sender, qualifier, subId = qualifier, target = 'cServer' } = this.#settings;
    const now = new Date().toISOString().replaceAll('-', '').replace('T', '-').replace('Z', '');
    const sequence = mistakes.sequence ?? this.#sequence;
    if (mistakes.sequence === undefined) this.#sequence += 1;
    const header = new Map([
      [49, sender],
      [56, target],
      [57, qualifier],
      [50, subId],
      [34, String(sequence)],
      [52, mistakes.time ?? now],
    ]);
    const order = mistakes.order ?? [...header.keys()];
    const whole: RawField[] = [
      [35, type],
      ...order.map((tag) => [tag, header.get(tag) ?? ''] as const),
      ...fields,
    ];
    const text = whole.map(([tag, value]) => `${tag}=${value}${SOH}`).join('');
    const message = `8=FIX.4.4${SOH}9=${text.length}${SOH}${text}`;
    this.write(`${message}10=${mistakes.checkSum ?? checkSum(message)}${SOH}`);
  }

  write(bytes: string): void {
    this.#socket.write(bytes, 'latin1');
  }

  /** @param fields in place of those of a good Logon. */
  logOn(password: string, fields: Readonly<Record<number, string>> = {}, mistakes?: Mistakes): void {
    const login = this.#settings.sender.split('.').at(-1) ?? '';
    const good = { 98: '0', 108: '30', 141: 'Y', 553: login, 554: password };
    const all = Object.entries({ ...good, ...fields }).map(([tag, value]) => [Number(tag), value] as const);
    this.send('A', all, mistakes);
  }

  /** The next message that was not taken yet, of these types where some are named. */
  async next(...types: string[]): Promise<RawMessage> {
    for (;;) {
      for (; this.#taken < this.received.length; ) {
        const message = this.received[this.#taken] ?? [];
        this.#taken += 1;
        if (types.length === 0 || types.includes(fieldOf(message, 35) ?? '')) return message;
      }
      if (this.#socket.closed) throw new Error(`the connection was closed instead of ${types.join(', ')}`);
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  close(): void {
    this.#socket.destroy();
  }

  /** Messages that are whole, each checked. */
  #read(text: string): void {
    this.#pending += text;
    for (;;) {
      const lengthAt = BEGINNING.length;
      const soh = this.#pending.indexOf(SOH, lengthAt);
      if (!this.#pending.startsWith(BEGINNING) || soh < 0) break;
      const end = soh + 1 + Number(this.#pending.slice(lengthAt, soh)) + TRAILER;
      if (this.#pending.length < end) break;
      const message = this.#pending.slice(0, end);
      this.#pending = this.#pending.slice(end);
      this.received.push(parse(message));
    }
    this.#wake();
  }

  /** Bytes that are no message. */
  get garbage(): string {
    return this.#pending;
  }
}

/** @throws where its CheckSum is wrong, under the name that tests look for. */
function parse(message: string): RawMessage {
  const fields = message
    .slice(0, -1)
    .split(SOH)
    .map((field): RawField => {
      const [tag = '', ...value] = field.split('=');
      return [Number(tag), value.join('=')];
    });
  const right = checkSum(message.slice(0, -TRAILER));
  return fieldOf(fields, 10) === right ? fields : [...fields, [0, 'wrong CheckSum']];
}

function checkSum(text: string): string {
  const sum = [...Buffer.from(text, 'latin1')].reduce((total, byte) => (total + byte) % 256, 0);
  return String(sum).padStart(3, '0');
}

/** The first value of a tag. */
export function fieldOf(message: RawMessage, tag: number): string | undefined {
  return message.find(([known]) => known === tag)?.[1];
}

/** A message as text, without what differs from one to the next: times, numbers and lengths. */
export function plain(message: RawMessage): string {
  const varying = [8, 9, 10, 34, 49, 50, 52, 56, 57, 60];
  return message.flatMap(([tag, value]) => (varying.includes(tag) ? [] : [`${tag}=${value}`])).join('|');
}
