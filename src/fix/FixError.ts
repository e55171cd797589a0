import { oneLine } from '../protocol/oneLine.js';
import { say } from '../wording/say.js';

/**
 * The bytes of the other side are no FIX, or FIX that cannot be read: behind them nothing can be found, so the connection has to
 * end. Its text goes on from the name of who sent them: `forex trade (fix.example.com:5212) answered HTTP: ...`.
 */
export class FixError extends Error {
  override readonly name = 'FixError';
}

/** How much is looked at of bytes that are no FIX. */
const LOOKED_AT = 40;

/** What a TLS record begins with: an alert, or a handshake (RFC 8446, section 5.1). */
const TLS_RECORDS = [0x15, 0x16];

/**
 * What somebody speaks that does not begin a message as agreed.
 *
 * @param bytes from where the message should begin, as many as there are.
 * @param version the BeginString that was agreed.
 */
export function wrongBeginning(bytes: Buffer, version: string): FixError {
  const [first = 0] = bytes;
  if (TLS_RECORDS.includes(first)) return new FixError(say('speaks TLS there: write fix+tls://'));
  const text = bytes.toString('latin1', 0, LOOKED_AT);
  if (text.startsWith('HTTP/')) return new FixError(say('answered HTTP: this is not the port of FIX'));
  const other = /^8=(FIXT?\.[0-9.]{1,8})[^0-9.]/.exec(text)?.[1];
  if (other !== undefined) return new FixError(say('speaks {other}, not {version}', { other, version }));
  return new FixError(
    say('sent something that is not {version}: "{text}"', { version, text: oneLine(text) }),
  );
}

/** @param found what stands where its CheckSum should. */
export function wrongCheckSum(found: string, right: string): FixError {
  return found.startsWith('10=')
    ? new FixError(
        say('sent a message with a wrong CheckSum: {found} where 10={right} is right', {
          found: oneLine(found),
          right,
        }),
      )
    : new FixError(say('sent a message with a wrong BodyLength: it does not end where that says'));
}

/** @param length as it was sent, as much of it as was read. */
export function tooLong(length: string, longest: number): FixError {
  return new FixError(
    say('sent a message of {length} bytes or more: at most {longest} are read', { length, longest }),
  );
}

/** @param what is wrong: `its second field is not a BodyLength`. */
export function malformed(what: string): FixError {
  return new FixError(say('sent a malformed message: {what}', { what }));
}
