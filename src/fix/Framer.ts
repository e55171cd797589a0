import { say } from '../wording/say.js';
import { decodeFields } from './decode.js';
import { CHECKSUM_FIELD, checkSumOf } from './encode.js';
import { FixError, malformed, tooLong, wrongBeginning, wrongCheckSum } from './FixError.js';
import { FixMessage } from './FixMessage.js';

/** The longest BodyLength (9) that is taken: 16 MiB. */
export const LONGEST_BODY = 16 * 1024 * 1024;

const SOH = 0x01;
const ZERO = 0x30;
/** Some pad it with zeros: `9=0000113`. */
const LENGTH_DIGITS = 10;
const LEAST_KEPT = 4096;

/**
 * Cuts what a connection receives into messages: by their BodyLength, then their CheckSum is checked. It keeps what has arrived of
 * the message at the front, which is at most twice {@link LONGEST_BODY}.
 *
 * @example for (const message of framer.read(chunk)) receive(message);
 */
export class Framer {
  readonly #version: string;
  readonly #prefix: Buffer;
  #bytes: Buffer = Buffer.alloc(0);
  #start = 0;
  #end = 0;
  /** Whether the bytes are its own, with room behind them, and not a chunk of somebody else's. */
  #owned = false;
  /** Of the message at the front, from its first byte to its last. */
  #length: number | undefined;
  #failure: FixError | undefined;

  /** @param version BeginString (8) of all messages: `FIX.4.4`. */
  constructor(version: string) {
    this.#version = version;
    this.#prefix = Buffer.from(`8=${version}\x019=`);
  }

  /**
   * The messages that a chunk completes. Those before a mistake are told before it is thrown.
   *
   * @param chunk is kept, not copied: nobody may write to it afterwards.
   * @throws FixError where the bytes are no FIX of this version; every later call throws it again.
   */
  read(chunk: Buffer): Iterable<FixMessage> {
    this.#append(chunk);
    return this.#complete();
  }

  *#complete(): Generator<FixMessage, void, undefined> {
    for (;;) {
      const message = this.#next();
      if (!message) return;
      yield message;
    }
  }

  #next(): FixMessage | undefined {
    if (this.#failure) throw this.#failure;
    try {
      return this.#cut();
    } catch (error) {
      if (error instanceof FixError) this.#fail(error);
      throw error;
    }
  }

  #fail(error: FixError): void {
    this.#failure = error;
    this.#bytes = Buffer.alloc(0);
    this.#start = 0;
    this.#end = 0;
  }

  #cut(): FixMessage | undefined {
    const held = this.#end - this.#start;
    this.#length ??= this.#readLength();
    const end = this.#length;
    if (end === undefined || held < end) return undefined;
    const message = readMessage(this.#bytes.subarray(this.#start, this.#start + end), end);
    this.#start += end;
    this.#length = undefined;
    return message;
  }

  /** Reads `8=...|9=...|` as far as it is there, and how long the message is with both and its trailer. */
  #readLength(): number | undefined {
    const bytes = this.#bytes.subarray(this.#start, this.#end);
    const prefix = this.#prefix;
    const there = Math.min(bytes.length, prefix.length);
    if (prefix.compare(bytes, 0, there, 0, there) !== 0) throw this.#describeBeginning(bytes);
    let length = 0;
    for (let at = prefix.length; at < bytes.length; at += 1) {
      const digit = (bytes[at] ?? 0) - ZERO;
      if (bytes[at] === SOH && at > prefix.length) return at + 1 + length + CHECKSUM_FIELD;
      if (digit < 0 || digit > 9 || at - prefix.length === LENGTH_DIGITS) {
        throw malformed(say('its BodyLength is not a number'));
      }
      length = 10 * length + digit;
      if (length > LONGEST_BODY) throw tooLong(bytes.toString('latin1', prefix.length, at + 1), LONGEST_BODY);
    }
    return undefined;
  }

  #describeBeginning(bytes: Buffer): FixError {
    const beginString = this.#prefix.subarray(0, -2);
    return bytes.subarray(0, beginString.length).equals(beginString)
      ? malformed(say('its second field is not a BodyLength'))
      : wrongBeginning(bytes, this.#version);
  }

  #append(chunk: Buffer): void {
    if (this.#failure) return;
    const held = this.#end - this.#start;
    if (held === 0) {
      this.#bytes = chunk;
      this.#start = 0;
      this.#end = chunk.length;
      this.#owned = false;
      return;
    }
    if (!this.#owned || this.#end + chunk.length > this.#bytes.length) {
      // Twice as much, so that a message in many chunks is not copied with each of them.
      const room = Buffer.allocUnsafe(Math.max(LEAST_KEPT, 2 * (held + chunk.length)));
      this.#bytes.copy(room, 0, this.#start, this.#end);
      this.#bytes = room;
      this.#start = 0;
      this.#end = held;
      this.#owned = true;
    }
    chunk.copy(this.#bytes, this.#end);
    this.#end += chunk.length;
  }
}

/** @param bytes a whole message, as long as its BodyLength says. */
function readMessage(bytes: Buffer, end: number): FixMessage {
  const trailer = end - CHECKSUM_FIELD;
  const right = checkSumOf(bytes, 0, trailer);
  const found = bytes.toString('latin1', trailer);
  if (bytes[trailer - 1] !== SOH || found !== `10=${right}\x01`) throw wrongCheckSum(found, right);
  const fields = decodeFields(bytes.subarray(0, trailer));
  if (fields[2]?.[0] !== 35) throw malformed(say('its third field is not a MsgType'));
  fields.push([10, right]);
  return new FixMessage(fields);
}
