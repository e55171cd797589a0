import { decode } from './encodings.js';
import { canonical, joinLines, type Layer, layerOf, unescapeAll } from './textLayers.js';

/** How much of a secret tells too much, beside a mark that something was left out. */
const SHORTEST_PIECE = 6;
// White space is a plus sign by then.
const MARK = /\.{2,}|…|\*{2,}|•{2,}|\+{0,3}[([<]?truncated[)\]>]?/g;
/** How many codings lie around one another, besides escapes. */
const DEEPEST = 2;

/**
 * Where a text holds one of the secrets, in any case, escaped in any of the usual ways, in base64 or in hex, or the first or
 * the last part of one beside dots or stars.
 *
 * @param needles as `toNeedles` makes them.
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
    if (depth > 0) for (const inner of decode(read, wanted.shortest)) look(inner, wanted, depth - 1, found);
  }
}

function lookAcrossLines(layer: Layer, wanted: Wanted, depth: number, found: [number, number][]): void {
  const joined = joinLines(layer);
  if (joined.text.length === layer.text.length) return;
  findWhole(canonical(joined.text), joined, wanted.needles, found);
  for (const inner of decode(joined, wanted.shortest)) look(inner, wanted, depth - 1, found);
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
