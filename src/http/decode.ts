import { promisify } from 'node:util';
import { brotliDecompress, gunzip, type InputType, inflate, inflateRaw } from 'node:zlib';
import { oneLine } from '../protocol/oneLine.js';
import { connectionCodeOf } from './failures.js';

/** The codings that are asked for. */
export const ACCEPTED = 'gzip, deflate, br';

/** A reply may be so long, in bytes, after it is decoded. */
export const MAX_REPLY_BYTES = 64 * 1024 * 1024;

/** A body that cannot be decoded: the rest of a sentence that begins with who sent it. */
export class UnreadableBody extends Error {
  override readonly name = 'UnreadableBody';
}

type Decoder = (body: Buffer) => Promise<Buffer>;

const ungzip = bounded(promisify(gunzip));
const inflateZlib = bounded(promisify(inflate));
const inflateBare = bounded(promisify(inflateRaw));

const DECODERS = new Map<string, Decoder>([
  ['identity', async (body) => body],
  ['gzip', ungzip],
  ['x-gzip', ungzip],
  // Some servers leave the header of zlib out: https://www.rfc-editor.org/rfc/rfc9110#section-8.4.1.2
  ['deflate', (body) => ((body[0] ?? 0) % 16 === 8 ? inflateZlib(body) : inflateBare(body))],
  ['br', bounded(promisify(brotliDecompress))],
]);

const MOST_CODINGS = 4;

/** A bomb ends at the bound: no more than that is ever held. */
function bounded(
  decompress: (body: InputType, options: { maxOutputLength: number }) => Promise<Buffer>,
): Decoder {
  return (body) => decompress(body, { maxOutputLength: MAX_REPLY_BYTES });
}

/**
 * What a body holds.
 *
 * @param encoding the Content-Encoding header: the codings in the order in which they were applied.
 * @throws UnreadableBody when it is in another coding, broken, cut off, or longer than the bound.
 */
export async function decode(body: Buffer, encoding: string | null): Promise<Buffer> {
  if (encoding === null || body.length === 0) return body;
  const codings = encoding
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean);
  let decoded = body;
  for (const coding of codings.reverse()) {
    const decoder = DECODERS.get(coding);
    if (!decoder || codings.length > MOST_CODINGS) {
      throw new UnreadableBody(`answered in the coding "${oneLine(encoding, 40)}", which was not asked for`);
    }
    decoded = await decoder(decoded).catch((cause: unknown) => {
      throw new UnreadableBody(describe(coding, cause), { cause });
    });
  }
  return decoded;
}

function describe(coding: string, cause: unknown): string {
  return connectionCodeOf(cause) === 'ERR_BUFFER_TOO_LARGE'
    ? `answered with more than ${MAX_REPLY_BYTES / 1024 / 1024} MiB`
    : `answered with ${coding} data that is broken or cut off`;
}
