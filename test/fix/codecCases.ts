import assert from 'node:assert/strict';
import { FixError } from '../../src/fix/FixError.js';
import { Framer } from '../../src/fix/Framer.js';
import { readStream } from './referenceFramer.js';
import { framed } from './wire.js';

/** Numbers that look random, the same for the same seed: below a limit. */
function randomFrom(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    // mulberry32
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

type Random = ReturnType<typeof randomFrom>;

/** Ways to make a stream that is FIX, nearly, or not at all. */
const kinds: readonly ((random: Random) => Buffer)[] = [
  (random) => Buffer.from(Array.from({ length: random(60) }, () => random(256))),
  // Of the characters that mean something, so that it gets further.
  (random) =>
    Buffer.from(
      Array.from({ length: random(60) }, () => pick(random, '8=FIX.4.4\u00019=0135\u000110=')).join(''),
    ),
  (random) =>
    Buffer.concat([
      Buffer.from('8=FIX.4.4\u00019='),
      Buffer.from(Array.from({ length: random(20) }, () => pick(random, '0123456789\u0001')).join('')),
    ]),
  (random) => spoil(random, framed(bodyOf(random))),
  // Behind a right length and sum, where it is only the fields that are wrong.
  (random) => framed(spoil(random, bodyOf(random))),
  (random) => {
    const message = framed(bodyOf(random));
    return Buffer.concat([framed(bodyOf(random)), message.subarray(0, random(message.length + 1))]);
  },
  (random) => {
    const message = framed(bodyOf(random));
    return Buffer.concat([message.subarray(0, random(message.length)), framed(bodyOf(random))]);
  },
  (random) => Buffer.concat(Array.from({ length: 1 + random(4) }, () => framed(bodyOf(random)))),
];

function pick(random: Random, text: string): string {
  return text[random(text.length)] ?? '';
}

function bodyOf(random: Random): Buffer {
  const parts = [Buffer.from(`35=${pick(random, '08AD3jWX')}\u000134=${random(1000)}\u0001`)];
  for (let left = random(8); left > 0; left -= 1) {
    const value = Buffer.from(Array.from({ length: random(12) }, () => 2 + random(254)));
    const data = Buffer.from(Array.from({ length: random(12) }, () => random(4)));
    parts.push(
      ...(random(4) === 0
        ? [Buffer.from(`95=${data.length}\u000196=`), data]
        : [Buffer.from(`${1 + random(700)}=`), value]),
      Buffer.from([1]),
    );
  }
  return Buffer.concat(parts);
}

/** Changes, takes out, puts in or repeats up to three pieces. */
function spoil(random: Random, bytes: Buffer): Buffer {
  let spoilt = bytes;
  for (let left = 1 + random(3); left > 0; left -= 1) {
    const at = random(spoilt.length + 1);
    const behind = spoilt.subarray(at + random(3));
    const put = [
      Buffer.from([random(256)]),
      Buffer.alloc(0),
      Buffer.from([1]),
      spoilt.subarray(random(at + 1), at),
      Buffer.from(pick(random, '=0123456789')),
    ][random(5)];
    spoilt = Buffer.concat([spoilt.subarray(0, at), put ?? Buffer.alloc(0), behind]);
  }
  return spoilt;
}

/** Cuts a stream into chunks: one, bytes, or pieces of some sizes. */
function chunksOf(random: Random, bytes: Buffer): Buffer[] {
  const longest = [bytes.length, 1, 7, 40][random(4)] ?? 1;
  const chunks: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = at + 1 + random(Math.max(1, longest));
    chunks.push(longest === bytes.length ? bytes.subarray(at) : bytes.subarray(at, end));
    at = longest === bytes.length ? bytes.length : end;
  }
  return chunks;
}

/** Each stream ends in the messages that the rules say, and in one FixError where they say that it is none: never otherwise. */
export function checkStreams(seed: number, count: number): { failed: number; messages: number } {
  const random = randomFrom(seed);
  const seen = { failed: 0, messages: 0 };
  for (let index = 0; index < count; index += 1) {
    const bytes = kinds[index % kinds.length]?.(random) ?? Buffer.alloc(0);
    const chunks = chunksOf(random, bytes);
    const wanted = readStream(bytes);
    const { messages, failed } = readChunks(chunks);
    if (failed !== wanted.failed || messages.join('|') !== wanted.messages.flat().join('|')) {
      const sizes = chunks.map(({ length }) => length);
      const cut = { sizes, bytes: bytes.toString('latin1') };
      assert.deepEqual(
        { ...cut, messages, failed },
        { ...cut, messages: wanted.messages.flat(), failed: wanted.failed },
      );
    }
    seen.failed += Number(failed);
    seen.messages += wanted.messages.length;
  }
  return seen;
}

function readChunks(chunks: readonly Buffer[]): { messages: string[]; failed: boolean } {
  const framer = new Framer('FIX.4.4');
  const messages: string[] = [];
  let failure: unknown;
  for (const chunk of chunks) {
    try {
      for (const { fields } of framer.read(chunk))
        messages.push(...fields.map(([tag, value]) => `${tag}=${value}`));
      if (failure !== undefined) throw new Error('it goes on behind a mistake');
    } catch (error) {
      if (!(error instanceof FixError) || (failure !== undefined && error !== failure)) throw error;
      failure = error;
    }
  }
  return { messages, failed: failure !== undefined };
}
