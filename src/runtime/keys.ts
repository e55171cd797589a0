import { createHash } from 'node:crypto';
import type * as v from 'valibot';
import type { Credentials } from '../protocol/envelope.js';
import { ProtocolError } from '../protocol/ProtocolError.js';
import { parseWith } from '../protocol/parseWith.js';
import { suggest } from '../protocol/suggest.js';
import { say } from '../wording/say.js';

/** What no key holds, and what a Chinese keyboard or a copied page puts in its place. */
const STRANGE =
  /[\u00a0\u2000-\u200a\u2010-\u201f\u202f\u205f\u2212\u3000-\u3002\uff01-\uff5e]|\p{Cf}|(?![\t\r\n])\p{Cc}/u;
const PLAIN: Readonly<Record<string, string>> = {
  '\u3001': ',',
  '\u3002': '.',
  '\u2018': "'",
  '\u2019': "'",
  '\u201c': '"',
  '\u201d': '"',
  '\u2010': '-',
  '\u2011': '-',
  '\u2012': '-',
  '\u2013': '-',
  '\u2014': '-',
  '\u2015': '-',
  '\u2212': '-',
};

/** The keys that FMZ sends with a call, read when they are first asked for. */
export class CallerKeys<Keys> {
  readonly #boxes: Credentials;
  readonly #read: () => Keys;
  readonly #onRead: ((keys: Keys) => void) | undefined;
  #known: { value: Keys; id: string } | undefined;

  /**
   * @param how.plain whether they go to no exchange, and may be any text.
   * @param how.onRead told them when they are first read.
   */
  constructor(
    schema: v.GenericSchema<Credentials, Keys>,
    boxes: Credentials,
    { plain, onRead }: { plain: boolean; onRead?: (keys: Keys) => void },
  ) {
    this.#boxes = boxes;
    this.#onRead = onRead;
    this.#read = () => parseWith(schema, plain ? boxes : checkBoxes(boxes));
  }

  /** What is known of them, where they have been looked at. */
  get known(): { value: Keys; id: string } | undefined {
    return this.#known;
  }

  /** The same, looked at now; `undefined` where there are none, or not in the form that the exchange needs. */
  get readable(): { value: Keys; id: string } | undefined {
    const { access_key, secret_key } = this.#boxes;
    if (access_key === '' && secret_key === '') return undefined;
    try {
      return this.#once();
    } catch (error) {
      if (error instanceof ProtocolError) return undefined;
      throw error;
    }
  }

  /** @throws ProtocolError when there are none, or not in the form that the exchange needs. */
  get value(): Keys {
    return this.#once().value;
  }

  /** A hash of them. */
  get id(): string {
    return this.#once().id;
  }

  #once(): { value: Keys; id: string } {
    if (this.#known) return this.#known;
    const value = this.#read();
    this.#onRead?.(value);
    // JSON shows nothing of an object that hides what it holds, such as a KeyObject: all accounts would be one.
    const told = isPlain(value) ? value : this.#boxes;
    const id = createHash('sha256').update(JSON.stringify(told)).digest('base64url');
    this.#known = { value, id };
    return this.#known;
  }
}

/** Whether JSON tells all of a value. */
function isPlain(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null)
    return !['function', 'symbol', 'bigint'].includes(typeof value);
  const prototype: unknown = Object.getPrototypeOf(value);
  const known = [Object.prototype, Array.prototype, null].some((one) => one === prototype);
  return known && !('toJSON' in value) && Object.values(value).every(isPlain);
}

/**
 * Reads FMZ's two key boxes, whatever the exchange: without the blanks around them, and without what people mistype, which is
 * characters that no key holds, and a word that was meant to be `simulate`.
 *
 * @throws ProtocolError that names the character, or the word, and says what to type.
 */
function checkBoxes(boxes: Credentials): Credentials {
  const access_key = boxes.access_key.trim();
  const secret_key = boxes.secret_key.trim();
  checkCharacters(say('access key'), access_key);
  checkCharacters(say('secret key'), secret_key);
  const fields = secret_key.split(',');
  const last = fields.at(-1)?.trim() ?? '';
  if (fields.length > 1 && isNearSimulate(last) && last.toLowerCase() !== 'simulate') {
    throw new ProtocolError(
      say(
        '"{word}" stands last in FMZ\'s secret key box: did you mean simulate? For a real account leave it out',
        {
          word: last,
        },
      ),
    );
  }
  return { access_key, secret_key };
}

function checkCharacters(box: string, text: string): void {
  const character = STRANGE.exec(text)?.[0];
  if (character === undefined) return;
  const code = character.codePointAt(0) ?? 0;
  const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  const plain = code >= 0xff01 && code <= 0xff5e ? String.fromCodePoint(code - 0xfee0) : PLAIN[character];
  throw new ProtocolError(
    plain === undefined
      ? say(
          "FMZ's {box} box holds {name}, which cannot be seen: delete it, or type the part around it anew",
          {
            box,
            name,
          },
        )
      : say(
          'FMZ\'s {box} box holds {name} "{character}", which no key holds: type a plain "{plain}" instead',
          {
            ...{ box, name, character, plain },
          },
        ),
  );
}

/** Whether a field of FMZ's secret key box is the word `simulate`, or one that was meant to be it. */
export function isNearSimulate(field: string): boolean {
  const word = field.trim().toLowerCase();
  return word.length >= 4 && word.length <= 12 && suggest(word, ['simulate']) !== undefined;
}
