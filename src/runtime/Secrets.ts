import type { Credentials } from '../protocol/envelope.js';
import { findSecrets } from './findSecrets.js';
import { isNearSimulate } from './keys.js';
import { canonical, layerOf, unescapeFully } from './textLayers.js';

/** A shorter text is no key: striking it out would cut words to pieces. */
export const SHORTEST_KEY = 6;
const SHORTEST_PART = 8;
/** A line of a key that has several. */
const SHORTEST_LINE = 16;

/** What stands before a value in FMZ's secret key box: `uid=...`. Base64 ends in =. */
const NAME = /^\s*[a-z.]{1,24}=(?=[^=\s])/i;

/** What stands where a secret was. */
export const REDACTED = '***';

/** How much of a text is looked through at once, and how much of it again with what follows: more than a key in any coding. */
const WINDOW = 32_768;
const OVERLAP = 8192;

/** What must not be read anywhere: the caller's keys and the signatures made with them. */
export class Secrets {
  readonly #values = new Set<string>();
  /** In lower case, for they are looked for in any. */
  readonly #plain = new Set<string>();
  /** In the form in which they are looked for; `undefined` until they are needed. */
  #needles: readonly string[] | undefined;

  /**
   * The two key boxes: each of them whole, the second one also up to and behind its first comma, and those of its
   * comma-separated parts that are too long to be a common word, without the names of `name=value`.
   *
   * @param shortestPart how long a part has to be.
   */
  add({ access_key, secret_key }: Credentials, shortestPart = SHORTEST_PART): void {
    if (access_key === '' && secret_key === '') return;
    const fields = secret_key.split(',');
    const [secret = '', ...rest] = fields;
    const remainder = rest.join(',');
    // A passphrase may hold commas, and flags may follow it.
    const passphrase = remainder.replace(/,[^,]*$/, '');
    const parts = fields
      .map((part) => part.replace(NAME, '').trim())
      .filter((part) => part.length >= shortestPart);
    const values = [access_key, secret_key, secret, remainder, passphrase, ...parts];
    this.addValues(values.filter((value) => value.length >= SHORTEST_KEY && !isNearSimulate(value)));
  }

  addValues(values: readonly string[]): void {
    const before = this.#values.size;
    for (const value of values) {
      const text = value.trim();
      if (text.length >= SHORTEST_KEY && !this.#plain.has(text.toLowerCase())) this.#values.add(text);
      // A key of several lines may come with other line feeds, or without any.
      const lines = text.split(/(?:\s|\\[nr])+/);
      if (lines.length > 1)
        for (const line of lines) if (line.length >= SHORTEST_LINE) this.#values.add(line);
    }
    if (this.#values.size > before) this.#needles = undefined;
  }

  /** Tells what is no secret in any case, though it stands among the keys. */
  reveal(values: readonly string[]): void {
    for (const value of values) this.#plain.add(value.trim().toLowerCase());
    const before = this.#values.size;
    for (const value of this.#values) if (this.#plain.has(value.toLowerCase())) this.#values.delete(value);
    if (this.#values.size < before) this.#needles = undefined;
  }

  /** How many are looked for. */
  get size(): number {
    return this.#values.size;
  }

  /** What is looked for, as it was added. */
  get values(): readonly string[] {
    return [...this.#values];
  }

  /**
   * Redacts them in any case and any coding, or two, also where the text was cut in the middle of one.
   *
   * @example secrets.redact('key abcd1234 is unknown') // 'key *** is unknown'
   */
  redact(text: string): string {
    if (text.length < SHORTEST_KEY || this.#values.size === 0) return text;
    this.#needles ??= [...new Set([...this.#values].flatMap(toNeedles))];
    const found: [number, number][] = [];
    for (let start = 0; start < text.length; start += WINDOW - OVERLAP) {
      const part = text.slice(start, start + WINDOW);
      for (const [from, to] of findSecrets(part, this.#needles)) found.push([start + from, start + to]);
      if (start + WINDOW >= text.length) break;
    }
    return cutOut(text, found);
  }
}

/** Every form in which a text may hold a key: as it is, percent-encoded, in JSON, in base64, alone or among others, and in hex. */
export function encodingsOf(value: string): string[] {
  const bytes = Buffer.from(value);
  return [
    value,
    encodeURIComponent(bytes.toString()),
    new URLSearchParams({ '': bytes.toString() }).toString().slice(1),
    JSON.stringify(value).slice(1, -1),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    bytes.toString('hex'),
    ...[0, 1, 2].map((before) => insideBase64(bytes, before)),
  ];
}

function cutOut(text: string, ranges: [number, number][]): string {
  if (ranges.length === 0) return text;
  ranges.sort(([a], [b]) => a - b);
  let clean = '';
  let at = 0;
  for (const [from, to] of ranges) {
    if (from >= at) clean += text.slice(at, from) + REDACTED;
    at = Math.max(at, to);
  }
  return clean + text.slice(at);
}

/** What a secret is looked for as: as it is, read once more, and as the bytes that base64 holds. */
function toNeedles(secret: string): string[] {
  // The bytes of a letter beyond ASCII depend on its case.
  const cases = /^[\0-\x7f]*$/.test(secret) ? [] : [secret, secret.toUpperCase(), secret.toLowerCase()];
  const texts = [secret, ...cases.map((text) => Buffer.from(text).toString('latin1'))];
  const read = texts.map((text) => unescapeFully(layerOf(text)).text);
  const unbroken = texts.filter((text) => /\s/.test(text)).map((text) => text.replace(/\s/g, ''));
  // In another case, base64 cannot be read any more.
  const forms = encodingsOf(secret).filter((form) => form.length >= secret.length);
  return [...texts, ...read, ...unbroken, ...forms].map(canonical);
}

/** What base64 has of bytes with so many others before them, whatever those are, and whatever comes behind. */
function insideBase64(bytes: Buffer, before: number): string {
  const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
  const end = Math.floor(((before + bytes.length) * 8) / 6);
  return text.slice(Math.ceil((before * 8) / 6), end);
}
