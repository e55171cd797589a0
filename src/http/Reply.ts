import { promisify } from 'node:util';
import { brotliDecompress, gunzip, type InputType, inflate, inflateRaw } from 'node:zlib';
import { parseJson, RawJson } from '../protocol/json.js';
import { oneLine } from '../protocol/oneLine.js';
import { say } from '../wording/say.js';
import { connectionCodeOf, NetworkError } from './NetworkError.js';

/** What an exchange answered, whatever its HTTP status: the exact text, parsed once when it is first asked for. */
export class Reply {
  readonly status: number;
  readonly headers: Pick<ReplyHeaders, 'get' | 'has' | 'forEach' | typeof Symbol.iterator>;
  readonly text: string;
  readonly #from: string;
  #json: { value: unknown } | undefined;

  /** @param from who answered, as errors name it: the host of an exchange. */
  constructor(status: number, headers: Reply['headers'], text: string, from = say('the exchange')) {
    this.status = status;
    this.headers = headers;
    this.text = text;
    this.#from = from;
  }

  /** Whether it says by its status that there is nothing in it: HTTP 204 or 205. */
  get isEmpty(): boolean {
    return (this.status === 204 || this.status === 205) && this.text.trim() === '';
  }

  /** The answer to something for which a success needs no words: one without a body is as good as HTTP 204. */
  orEmpty(): Reply {
    const bare = this.status >= 200 && this.status < 300 && this.text.trim() === '';
    return bare ? new Reply(204, this.headers, '', this.#from) : this;
  }

  /**
   * The answer as data; `null` where there is nothing in it ({@link isEmpty}); numbers that a double cannot hold are strings of their digits.
   *
   * @throws NetworkError (outcome unknown) when the text is not JSON.
   */
  get json(): unknown {
    if (!this.#json) {
      try {
        this.#json = { value: this.isEmpty ? null : parseJson(this.text) };
      } catch (cause) {
        throw new NetworkError(`${this.#from} ${this.#unreadable()}`, { outcome: 'unknown', cause });
      }
    }
    return this.#json.value;
  }

  /** The same answer for FMZ's `raw`, byte for byte. */
  get raw(): RawJson {
    void this.json;
    return new RawJson(this.isEmpty ? 'null' : this.text);
  }

  #unreadable(): string {
    if (this.text.trim() === '')
      return say('answered HTTP {status} with an empty body', { status: this.status });
    const html = /<\s*(!doctype|html|head|body|title)/i.test(this.text.slice(0, 1000));
    const title = /<title[^>]*>([^<]{1,200})/i.exec(this.text.slice(0, 10_000))?.[1];
    const { status } = this;
    if (html)
      return title
        ? say('answered HTTP {status} with an HTML page "{title}", not JSON', {
            status,
            title: oneLine(title, 80),
          })
        : say('answered HTTP {status} with an HTML page, not JSON', { status });
    return say('answered HTTP {status} with text that is not JSON: "{text}"', {
      status,
      text: oneLine(this.text.slice(0, 1000), 80),
    });
  }
}

/** The headers of a reply, read leniently: whatever an exchange sends, an answer is not lost for it. */
export class ReplyHeaders implements Iterable<[string, string]> {
  readonly #headers: Readonly<Record<string, string | string[] | undefined>>;

  /** @param headers by name; of a header that came more than once, the values are joined with a comma. */
  constructor(headers: Readonly<Record<string, string | string[] | undefined>> = {}) {
    this.#headers = headers;
  }

  /** The value of a header, its name in any case; `null` where there is none. */
  get(name: string): string | null {
    for (const known of Object.keys(this.#headers)) {
      const value = sameName(known, name) ? this.#headers[known] : undefined;
      if (value !== undefined) return typeof value === 'string' ? value : value.join(', ');
    }
    return null;
  }

  has(name: string): boolean {
    return this.get(name) !== null;
  }

  forEach(callback: (value: string, name: string) => void): void {
    for (const [name, value] of this) callback(value, name);
  }

  *[Symbol.iterator](): IterableIterator<[string, string]> {
    for (const [name, value] of Object.entries(this.#headers)) {
      if (value !== undefined) yield [name.toLowerCase(), [value].flat().join(', ')];
    }
  }
}

/** Whether two names mean the same header. */
export function sameName(a: string, b: string): boolean {
  return a.length === b.length && (a === b || a.toLowerCase() === b.toLowerCase());
}

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
export async function decompress(body: Buffer, encoding: string | null): Promise<Buffer> {
  if (encoding === null || body.length === 0) return body;
  const codings = encoding
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean);
  let decoded = body;
  for (const coding of codings.reverse()) {
    const decoder = DECODERS.get(coding);
    if (!decoder || codings.length > MOST_CODINGS) {
      throw new UnreadableBody(
        say('answered in the coding "{coding}", which was not asked for', { coding: oneLine(encoding, 40) }),
      );
    }
    decoded = await decoder(decoded).catch((cause: unknown) => {
      throw new UnreadableBody(describe(coding, cause), { cause });
    });
  }
  return decoded;
}

function describe(coding: string, cause: unknown): string {
  return connectionCodeOf(cause) === 'ERR_BUFFER_TOO_LARGE'
    ? say('answered with more than {most} MiB', { most: MAX_REPLY_BYTES / 1024 / 1024 })
    : say('answered with {coding} data that is broken or cut off', { coding });
}
