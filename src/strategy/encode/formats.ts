import { Buffer } from 'node:buffer';
import { quote } from '../../protocol/oneLine.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import { say } from '../../wording/say.js';

const FORMATS: Readonly<Record<string, BufferEncoding>> = {
  raw: 'latin1',
  string: 'utf8',
  hex: 'hex',
  base64: 'base64',
};

/** What a strategy wrote in one of Encode's formats. A raw text whose characters are not all bytes is taken for what it says. */
export function readFormat(data: unknown, format: unknown): Buffer {
  const text = String(data ?? '');
  const encoding = encodingOf(format);
  return Buffer.from(text, encoding === 'latin1' && /[^\0-\xff]/.test(text) ? 'utf8' : encoding);
}

/** Bytes in one of Encode's formats; `raw` is a text with a character for each. */
export function writeFormat(bytes: Buffer, format: unknown): string {
  return bytes.toString(encodingOf(format));
}

function encodingOf(format: unknown): BufferEncoding {
  const name = String(format).toLowerCase();
  const found = Object.hasOwn(FORMATS, name) ? FORMATS[name] : undefined;
  if (found !== undefined) return found;
  throw new ProtocolError(
    say('the format is raw, string, hex or base64, not {value}', { value: quote(format) }),
  );
}
