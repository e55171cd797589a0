import { ProtocolError } from '../protocol/ProtocolError.js';
import { say } from '../wording/say.js';
import { dataTagOf } from './dataFields.js';
import type { FixField } from './FixMessage.js';

/** What is the same in all messages of a session. */
export interface FixEnvelope {
  /** BeginString (8). */
  version: string;
  /** SenderCompID (49). */
  sender: string;
  /** TargetCompID (56). */
  target: string;
  /** What stands in the header behind 49 and 56, such as SubIDs. */
  header: readonly FixField[];
}

/** What differs from message to message. */
export interface FixOutgoing {
  /** MsgType (35). */
  type: string;
  /** MsgSeqNum (34). */
  sequence: number;
  /** SendingTime (52). */
  sendingTime: string;
  /** The body, in its order. */
  fields: readonly FixField[];
}

const SOH = '\x01';
const WRITTEN_BY_SESSION: readonly number[] = [8, 9, 10, 34, 35, 49, 52, 56];
const LONE_SURROGATE = /[\ud800-\udfff]/u;

/**
 * A message as it is sent, in UTF-8: 8 9 35 49 56, the header, 34 52, the body, 10.
 *
 * @throws ProtocolError where a field cannot be sent: see {@link checkFields}.
 * @example encodeMessage({ version: 'FIX.4.4', sender: 'A', target: 'B', header: [] },
 *   { type: '0', sequence: 2, sendingTime: formatUtc(Date.now()), fields: [] })
 */
export function encodeMessage(envelope: FixEnvelope, message: FixOutgoing): Buffer {
  const { sender, target, header } = envelope;
  const { type, sequence, sendingTime, fields } = message;
  checkFields(header);
  checkFields(fields);
  const body =
    field(35, type) +
    field(49, sender) +
    field(56, target) +
    join(header) +
    field(34, String(sequence)) +
    field(52, sendingTime) +
    join(fields);
  const text = `${field(8, envelope.version)}9=${Buffer.byteLength(body)}${SOH}${body}`;
  const length = Buffer.byteLength(text);
  const bytes = Buffer.allocUnsafe(length + CHECKSUM_FIELD);
  bytes.write(text, 0, 'utf8');
  bytes.write(`10=${checkSumOf(bytes, 0, length)}${SOH}`, length, 'latin1');
  return bytes;
}

/** How many bytes `10=000` and its SOH take. */
export const CHECKSUM_FIELD = 7;

/**
 * The CheckSum (10) of what stands before it: the sum of the bytes modulo 256, in three digits.
 *
 * @example checkSumOf(Buffer.from('8=FIX.4.4'), 0, 9) // '236'
 */
export function checkSumOf(bytes: Uint8Array, start: number, end: number): string {
  let sum = 0;
  for (let at = start; at < end; at += 1) sum = (sum + (bytes[at] ?? 0)) & 255;
  return String(sum).padStart(3, '0');
}

/**
 * Refuses fields that cannot be sent as they are.
 *
 * @throws ProtocolError where a tag is not a positive integer or one that the session writes, a value is empty, holds SOH or half a
 * character, or a length does not agree with its data or stands without it.
 * @example checkFields([[58, '']]) // throws: the FIX field 58 is empty: leave it out
 */
export function checkFields(fields: readonly FixField[]): void {
  for (const [index, [tag, value]] of fields.entries()) {
    if (!Number.isInteger(tag) || tag < 1 || tag > LARGEST_TAG) {
      throw new ProtocolError(say('a FIX field has the tag {tag}: it has to be a positive integer', { tag }));
    }
    if (WRITTEN_BY_SESSION.includes(tag)) {
      throw new ProtocolError(say('the FIX field {tag} is written by the session: leave it out', { tag }));
    }
    checkValue(tag, value);
    const data = dataTagOf(tag);
    if (data === undefined) continue;
    const [behind, text = ''] = fields[index + 1] ?? [];
    if (behind !== data)
      throw new ProtocolError(
        say('the FIX field {tag} is the length of {data}: write that behind it', { tag, data }),
      );
    const length = Buffer.byteLength(text);
    if (value !== String(length)) {
      throw new ProtocolError(
        say('the FIX field {tag} is not the length of {data}: that has {length} bytes', {
          tag,
          data,
          length,
        }),
      );
    }
  }
}

/** What ten digits cannot be read as everywhere. */
const LARGEST_TAG = 999_999_999;

function checkValue(tag: number, value: string): void {
  // Adapters in JavaScript may hand over anything.
  if (typeof value !== 'string') throw new ProtocolError(say('the FIX field {tag} is not a text', { tag }));
  if (value === '') throw new ProtocolError(say('the FIX field {tag} is empty: leave it out', { tag }));
  if (value.includes(SOH))
    throw new ProtocolError(say('the FIX field {tag} holds SOH, which ends a field', { tag }));
  // UTF-8 has no bytes for it: something else would be sent.
  if (LONE_SURROGATE.test(value))
    throw new ProtocolError(say('the FIX field {tag} holds half a character', { tag }));
}

function field(tag: number, value: string): string {
  checkValue(tag, value);
  return `${tag}=${value}${SOH}`;
}

function join(fields: readonly FixField[]): string {
  let text = '';
  for (const [tag, value] of fields) text += `${tag}=${value}${SOH}`;
  return text;
}
