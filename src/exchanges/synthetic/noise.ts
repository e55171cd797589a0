/**
 * Scrambles a 32-bit integer: every bit of the answer depends on every bit of `value` (a bijection, "lowbias32").
 *
 * @see https://github.com/skeeto/hash-prospector
 */
function mix(value: number): number {
  let x = value ^ (value >>> 16);
  x = Math.imul(x, 0x21f0aaad);
  x ^= x >>> 15;
  x = Math.imul(x, 0xd35a2d97);
  return (x ^ (x >>> 15)) >>> 0;
}

/** The 32-bit hash of a text; the same on every machine. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return mix(hash);
}

/** A random 32-bit integer, from 0, that belongs to `index` of the sequence `seed`. */
export function hashAt(seed: number, index: number): number {
  return mix(seed ^ Math.imul(index, 0x9e3779b1));
}

/** A random number from 0 up to 1 that belongs to `index` of the sequence `seed`. */
export function unitAt(seed: number, index: number): number {
  return hashAt(seed, index) / 0x1_0000_0000;
}
