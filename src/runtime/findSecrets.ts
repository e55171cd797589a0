import { canonical, joinLines, type Layer, LayerBuilder, layerOf, unescapeAll } from './textLayers.js';

/** How much of a secret tells too much, beside a mark that something was left out. */
const SHORTEST_PIECE = 6;
// White space is a plus sign by then.
const MARK = /\.{2,}|…|\*{2,}|•{2,}|\+{0,3}[([<]?truncated[)\]>]?/g;
/** How many codings lie around one another, besides escapes. */
const DEEPEST = 2;

const BASE64 = /[A-Za-z0-9+/_-]{8,}/g;
const HEX = /[0-9a-f]{12,}/gi;
/** What says that something was left out. */
const LEFT_OUT_BEHIND = /^=*(\.{2,}|…|\*{2,}|•{2,}|\s{0,3}[([<]?truncated)/i;
const LEFT_OUT_BEFORE = /(\.{2,}|…|\*{2,}|•{2,}|truncated[)\]>]?)$/i;

/**
 * Where a text holds one of the secrets, in any case, escaped in any of the usual ways, in base64 or in hex, or the first or
 * the last part of one beside dots or stars.
 *
 * @param needles as `Secrets` makes them.
 */
export function findSecrets(text: string, needles: readonly string[]): [number, number][] {
  const found: [number, number][] = [];
  const shortest = Math.min(...needles.map(({ length }) => length));
  if (text.length >= shortest || canonical(text).match(MARK))
    look(layerOf(text), { needles, shortest }, DEEPEST, found);
  return found;
}

/** What is looked for. */
interface Wanted {
  needles: readonly string[];
  /** How long the shortest of them is. */
  shortest: number;
}

function look(layer: Layer, wanted: Wanted, depth: number, found: [number, number][]): void {
  for (const read of unescapeAll(layer)) {
    const plain = canonical(read.text);
    findWhole(plain, read, wanted.needles, found);
    findPieces(plain, read, wanted.needles, found);
    if (depth > 0) lookAcrossLines(read, wanted, depth, found);
    if (depth > 0)
      for (const inner of innerLayersOf(read, wanted.shortest)) look(inner, wanted, depth - 1, found);
  }
}

function lookAcrossLines(layer: Layer, wanted: Wanted, depth: number, found: [number, number][]): void {
  const joined = joinLines(layer);
  if (joined.text.length === layer.text.length) return;
  findWhole(canonical(joined.text), joined, wanted.needles, found);
  for (const inner of innerLayersOf(joined, wanted.shortest)) look(inner, wanted, depth - 1, found);
}

function findWhole(
  plain: string,
  { starts, ends }: Layer,
  needles: readonly string[],
  found: [number, number][],
) {
  for (const needle of needles) {
    for (let at = plain.indexOf(needle); at >= 0; at = plain.indexOf(needle, at + needle.length))
      found.push([starts[at] ?? 0, ends[at + needle.length - 1] ?? 0]);
  }
}

/** What of a secret stands before or behind a mark. */
function findPieces(
  plain: string,
  { starts, ends }: Layer,
  needles: readonly string[],
  found: [number, number][],
) {
  for (const mark of plain.matchAll(MARK)) {
    const after = mark.index + mark[0].length;
    const before = plain.slice(0, mark.index);
    // An escape may have been cut, too.
    const whole = before.replace(/(%[0-9a-f]?|\\(u[0-9a-f]{0,3})?|&#?\w{0,6})$/, '');
    for (const needle of needles) {
      for (const text of new Set([before, whole])) {
        const head = lengthOfHead(needle, text);
        if (head > 0) found.push([starts[text.length - head] ?? 0, ends[text.length - 1] ?? 0]);
      }
      const tail = lengthOfTail(needle, plain, after);
      if (tail > 0) found.push([starts[after] ?? 0, ends[after + tail - 1] ?? 0]);
    }
  }
}

function lengthOfHead(needle: string, before: string): number {
  for (let length = Math.min(needle.length, before.length); length >= SHORTEST_PIECE; length -= 1)
    if (before.endsWith(needle.slice(0, length))) return length;
  return 0;
}

function lengthOfTail(needle: string, plain: string, after: number): number {
  for (let length = Math.min(needle.length, plain.length - after); length >= SHORTEST_PIECE; length -= 1)
    if (plain.startsWith(needle.slice(-length), after)) return length;
  return 0;
}

/**
 * What base64 and hex in a layer hold, in each way in which it may be cut into groups; runs are apart by a zero.
 *
 * @param shortest how many bytes are worth looking at.
 */
function innerLayersOf(layer: Layer, shortest: number): Layer[] {
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
      const headless = LEFT_OUT_BEFORE.test(text.slice(Math.max(0, match.index - 10), match.index));
      return {
        index: match.index,
        text: match[0],
        headless,
        cut: LEFT_OUT_BEHIND.test(text.slice(end, end + 18)),
      };
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
