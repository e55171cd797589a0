/** A text that was read out of another one, and where in that one each of its characters stands. */
export interface Layer {
  text: string;
  /** Where each character begins in the first text, and where it ends. */
  starts: ArrayLike<number>;
  ends: ArrayLike<number>;
}

const IN_JSON = String.raw`\\u(?<unicode>[0-9a-f]{4})|\\u\{(?<point>[0-9a-f]{1,6})\}|\\x(?<byte>[0-9a-f]{2})|\\(?<letter>[^ux])`;
const IN_HTML = String.raw`&#x(?<hex>[0-9a-f]{1,6});?|&#(?<decimal>\d{1,7});?|&(?<entity>[a-z]{2,6});`;
const IN_URL = '(?<percent>(?:%[0-9a-f]{2})+)';
/** Without a semicolon those of ASCII alone: digits of the text may stand right behind them. */
const IN_OPEN_HTML = String.raw`&#x(?<hex>[0-9a-f]{1,6}(?=;)|[2-7][0-9a-f]);?|&#(?<decimal>\d{1,7}(?=;)|3[2-9]|[4-9]\d|1[01]\d|12[0-7]);?|&(?<entity>[a-z]{2,6});`;
/** Of all kinds at once, and of each alone: what ends with one kind may look like the beginning of another. */
const ESCAPES = [
  [IN_JSON, IN_HTML, IN_URL],
  [IN_JSON, IN_OPEN_HTML, IN_URL],
  [IN_JSON],
  [IN_HTML],
  [IN_OPEN_HTML],
  [IN_URL],
].map((kinds) => new RegExp(kinds.join('|'), 'gi'));
const HAS_ESCAPE = /[\\&%]/;

const LETTERS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
const ENTITIES: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", sol: '/', plus: '+', equals: '=', comma: ',' },
  ...{ nbsp: ' ', num: '#', percnt: '%', bsol: '\\', lowbar: '_', hyphen: '-', colon: ':', semi: ';' },
  ...{ period: '.', excl: '!', quest: '?', dollar: '$', commat: '@', lpar: '(', rpar: ')', ast: '*' },
  ...{ lbrack: '[', rbrack: ']', lcub: '{', rcub: '}', vert: '|', grave: '`', hat: '^' },
};

/** How many times escapes are read: JSON within JSON, percent signs of percent signs. */
const MOST_ESCAPES = 5;

/** The text as its own first layer. */
export function layerOf(text: string): Layer {
  const starts = new Uint32Array(text.length);
  const ends = new Uint32Array(text.length);
  for (let index = 0; index < text.length; index += 1) {
    starts[index] = index;
    ends[index] = index + 1;
  }
  return { text, starts, ends };
}

/** In one case, and with one kind of white space, which is the plus sign of a form; every character stays one. */
export function canonical(text: string): string {
  const lower = text.toLowerCase();
  const same =
    lower.length === text.length ? lower : text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  return same.replace(/\s/g, '+');
}

/** The layer without white space and without what is not shown: a text may have been broken into lines anywhere. */
export function joinLines(layer: Layer): Layer {
  const joiner = new LayerBuilder(layer);
  let at = 0;
  for (const match of layer.text.matchAll(/[\s\p{Cc}\p{Cf}]+/gu)) {
    joiner.copy(at, match.index);
    at = match.index + match[0].length;
  }
  joiner.copy(at, layer.text.length);
  return joiner.layer();
}

/** The layer itself, and what becomes of it each time that its escapes are read. */
export function unescapeAll(layer: Layer): Layer[] {
  const layers = new Map([[layer.text, layer]]);
  if (!HAS_ESCAPE.test(layer.text)) return [layer];
  for (const escapes of ESCAPES) {
    let last = layer;
    for (let times = 0; times < MOST_ESCAPES; times += 1) {
      const next = readEscapes(last, escapes);
      if (next.text === last.text) break;
      if (!layers.has(next.text)) layers.set(next.text, next);
      last = next;
    }
  }
  return [...layers.values()];
}

/** The layer whose escapes have all been read. */
export function unescapeFully(layer: Layer): Layer {
  const [all = /$^/g] = ESCAPES;
  let last = layer;
  for (let times = 0; times < MOST_ESCAPES; times += 1) last = readEscapes(last, all);
  return last;
}

function readEscapes(layer: Layer, escapes: RegExp): Layer {
  const reader = new LayerBuilder(layer);
  let at = 0;
  for (const match of layer.text.matchAll(escapes)) {
    const { unicode, point, byte, letter, hex, decimal, entity, percent } = match.groups ?? {};
    const character = entity === undefined ? undefined : ENTITIES[entity.toLowerCase()];
    if (entity !== undefined && character === undefined) continue;
    reader.copy(at, match.index);
    at = match.index + match[0].length;
    if (percent !== undefined) reader.bytes(match.index, percent);
    else if (letter !== undefined) reader.put(LETTERS[letter] ?? letter, match.index, at);
    else reader.put(character ?? characterOf(unicode ?? point ?? byte ?? hex, decimal), match.index, at);
  }
  reader.copy(at, layer.text.length);
  return reader.layer();
}

function characterOf(hex: string | undefined, decimal: string | undefined): string {
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD';
}

/** Puts a layer together out of another one. */
export class LayerBuilder {
  readonly #from: Layer;
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  #text = '';

  constructor(from: Layer) {
    this.#from = from;
  }

  copy(from: number, to: number): void {
    this.#text += this.#from.text.slice(from, to);
    for (let index = from; index < to; index += 1) {
      this.#starts.push(this.#from.starts[index] ?? 0);
      this.#ends.push(this.#from.ends[index] ?? 0);
    }
  }

  /** Characters that all stand for the same stretch. */
  put(characters: string, from: number, to: number): void {
    this.#text += characters;
    const start = this.#from.starts[from] ?? this.#from.ends[this.#from.ends.length - 1] ?? 0;
    const end = this.#from.ends[to - 1] ?? start;
    for (let count = 0; count < characters.length; count += 1) {
      this.#starts.push(start);
      this.#ends.push(end);
    }
  }

  /** Percent-encoded bytes: UTF-8, or else one character each. */
  bytes(from: number, percent: string): void {
    const bytes = Buffer.from(percent.replaceAll('%', ''), 'hex');
    const text = bytes.toString('utf8');
    const exact = Buffer.from(text).equals(bytes);
    let at = from;
    for (const character of exact ? text : bytes.toString('latin1')) {
      const length = 3 * (exact ? Buffer.byteLength(character) : 1);
      this.put(character, at, at + length);
      at += length;
    }
  }

  layer(): Layer {
    return { text: this.#text, starts: this.#starts, ends: this.#ends };
  }
}
