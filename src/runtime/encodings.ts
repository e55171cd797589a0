import { canonical, type Layer, LayerBuilder, layerOf, unescapeFully } from './textLayers.js';

const BASE64 = /[A-Za-z0-9+/_-]{8,}/g;
const HEX = /[0-9a-f]{12,}/gi;
/** What says that something was left out. */
const MARK = /^=*(\.{2,}|…|\*{2,}|•{2,}|\s{0,3}[([<]?truncated)/i;
const MARK_BEFORE = /(\.{2,}|…|\*{2,}|•{2,}|truncated[)\]>]?)$/i;

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

/** What base64 has of bytes with so many others before them, whatever those are, and whatever comes behind. */
function insideBase64(bytes: Buffer, before: number): string {
  const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
  const end = Math.floor(((before + bytes.length) * 8) / 6);
  return text.slice(Math.ceil((before * 8) / 6), end);
}

/** What a secret is looked for as: as it is, read once more, and as the bytes that base64 holds. */
export function toNeedles(secret: string): string[] {
  // The bytes of a letter beyond ASCII depend on its case.
  const cases = /^[\0-\x7f]*$/.test(secret) ? [] : [secret, secret.toUpperCase(), secret.toLowerCase()];
  const texts = [secret, ...cases.map((text) => Buffer.from(text).toString('latin1'))];
  const read = texts.map((text) => unescapeFully(layerOf(text)).text);
  const unbroken = texts.filter((text) => /\s/.test(text)).map((text) => text.replace(/\s/g, ''));
  // In another case, base64 cannot be read any more.
  const forms = encodingsOf(secret).filter((form) => form.length >= secret.length);
  return [...texts, ...read, ...unbroken, ...forms].map(canonical);
}

/**
 * What base64 and hex in a layer hold, in each way in which it may be cut into groups; runs are apart by a zero.
 *
 * @param shortest how many bytes are worth looking at.
 */
export function decode(layer: Layer, shortest: number): Layer[] {
  return [
    ...readRuns(layer, runsOf(layer.text, BASE64, Math.floor((shortest * 8) / 6)), 6),
    ...readRuns(layer, runsOf(layer.text, HEX, shortest * 2), 4),
  ];
}

/** Letters and digits of a coding that stand together. */
interface Run {
  index: number;
  text: string;
  /** Whether something was left out before it, and behind it. */
  headless: boolean;
  cut: boolean;
}

function runsOf(text: string, pattern: RegExp, shortest: number): Run[] {
  return [...text.matchAll(pattern)]
    .map((match) => {
      const end = match.index + match[0].length;
      const headless = MARK_BEFORE.test(text.slice(Math.max(0, match.index - 10), match.index));
      return { index: match.index, text: match[0], headless, cut: MARK.test(text.slice(end, end + 18)) };
    })
    .filter((run) => run.text.length >= shortest || run.cut || run.headless);
}

function readRuns(layer: Layer, runs: readonly Run[], bits: 4 | 6): Layer[] {
  if (runs.length === 0) return [];
  const phases = bits === 6 ? [0, 1, 2, 3] : [0, 1];
  return phases.map((phase) => {
    const reader = new LayerBuilder(layer);
    for (const { index, text, headless, cut } of runs) {
      const bytes = Buffer.from(text.slice(phase), bits === 6 ? 'base64' : 'hex').toString('latin1');
      const first = index + phase;
      const end = index + text.length;
      if (headless) reader.put('…', first, first);
      for (let at = 0; at < bytes.length; at += 1) {
        const from = first + Math.floor((at * 8) / bits);
        reader.put(bytes[at] ?? '', from, Math.min(end, first + Math.ceil(((at + 1) * 8) / bits)));
      }
      // Cut in the middle, what it holds is cut as well.
      reader.put(cut ? '…' : '\0', end, end);
    }
    return reader.layer();
  });
}
