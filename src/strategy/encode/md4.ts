/** What each of the three rounds mixes a word with, the constant it adds, its shifts, and the order in which it takes the words. */
const ROUNDS = [
  {
    mix: (x: number, y: number, z: number) => (x & y) | (~x & z),
    plus: 0,
    shifts: [3, 7, 11, 19],
    order: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
  },
  {
    mix: (x: number, y: number, z: number) => (x & y) | (x & z) | (y & z),
    plus: 0x5a827999,
    shifts: [3, 5, 9, 13],
    order: [0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15],
  },
  {
    mix: (x: number, y: number, z: number) => x ^ y ^ z,
    plus: 0x6ed9eba1,
    shifts: [3, 9, 11, 15],
    order: [0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15],
  },
] as const;

/**
 * MD4, which OpenSSL 3 has no more.
 *
 * @see https://www.rfc-editor.org/rfc/rfc1320
 */
export function md4(bytes: Uint8Array): Uint8Array {
  const view = padded(bytes);
  let state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
  for (let block = 0; block < view.byteLength; block += 64) {
    let [a = 0, b = 0, c = 0, d = 0] = state;
    for (const { mix, plus, shifts, order } of ROUNDS) {
      order.forEach((word, step) => {
        const sum = (a + mix(b, c, d) + view.getUint32(block + 4 * word, true) + plus) | 0;
        const shift = shifts[step % 4] ?? 0;
        [a, b, c, d] = [d, (sum << shift) | (sum >>> (32 - shift)), b, c];
      });
    }
    state = [a, b, c, d].map((word, index) => (word + (state[index] ?? 0)) | 0);
  }
  const result = new DataView(new ArrayBuffer(16));
  for (const [index, word] of state.entries()) result.setInt32(4 * index, word, true);
  return new Uint8Array(result.buffer);
}

/** With a 1 behind them, and their number of bits at the end of the last block. */
function padded(bytes: Uint8Array): DataView {
  const length = Math.ceil((bytes.length + 9) / 64) * 64;
  const buffer = new Uint8Array(length);
  buffer.set(bytes);
  buffer[bytes.length] = 0x80;
  const view = new DataView(buffer.buffer);
  view.setBigUint64(length - 8, BigInt(bytes.length) * 8n, true);
  return view;
}
