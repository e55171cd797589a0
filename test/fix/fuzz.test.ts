import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeMessage } from '../../src/fix/encode.js';
import type { FixField } from '../../src/fix/FixMessage.js';
import { LONGEST_BODY } from '../../src/fix/Framer.js';
import { checkStreams } from './codecCases.js';
import { frame } from './wire.js';

const WRITTEN_BY_SESSION = [8, 9, 10, 34, 35, 49, 52, 56];
/** Their next field may be one of data. */
const LENGTHS = [90, 93, 95, 212, 348, 350, 352, 354, 356, 358, 360, 362, 364, 445, 618, 621];

const text = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 30 })
  .filter((value) => !value.includes('\x01'));
const plain = fc.tuple(
  fc
    .oneof(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 999_999_999 }))
    .filter((tag) => !WRITTEN_BY_SESSION.includes(tag) && !LENGTHS.includes(tag)),
  text,
);
const raw = text.map((value): FixField[] => [
  [95, String(Buffer.byteLength(value))],
  [96, value],
]);
const fields = fc
  .array(fc.oneof({ weight: 8, arbitrary: plain.map((field): FixField[] => [field]) }, raw), {
    maxLength: 12,
  })
  .map((lists) => lists.flat());

const envelope = { version: 'FIX.4.4', sender: 'me', target: 'you', header: [] };

test('whatever fields are sent arrive as they were, however the bytes are cut', () => {
  fc.assert(
    fc.property(fc.array(fields, { minLength: 1, maxLength: 3 }), fc.array(fc.nat(40)), (bodies, sizes) => {
      const bytes = Buffer.concat(
        bodies.map((body, index) =>
          encodeMessage(envelope, { type: 'D', sequence: index + 1, sendingTime: 'now', fields: body }),
        ),
      );
      const chunks: Buffer[] = [];
      let at = 0;
      for (const size of sizes) {
        chunks.push(bytes.subarray(at, at + size));
        at += size;
      }
      const { messages, failure } = frame([...chunks, bytes.subarray(at)]);
      expect(failure).toBeUndefined();
      // 8 9 35 49 56 34 52 before the body, 10 behind it.
      expect(messages.map((message) => message.fields.slice(7, -1))).toEqual(bodies);
      const lengths = messages.map((message) => Number(message.get(9)));
      expect(messages.map((message) => message.get(34))).toEqual(bodies.map((_, index) => String(index + 1)));
      expect(lengths.every((length) => length > 0)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('two chunks cut at every position give the same messages', () => {
  fc.assert(
    fc.property(fc.array(fields, { minLength: 1, maxLength: 2 }), (bodies) => {
      const bytes = Buffer.concat(
        bodies.map((body) =>
          encodeMessage(envelope, { type: '8', sequence: 1, sendingTime: 'now', fields: body }),
        ),
      );
      const whole = frame([bytes]).messages;
      expect(whole).toHaveLength(bodies.length);
      for (let at = 0; at <= bytes.length; at += 1)
        expect(frame([bytes.subarray(0, at), bytes.subarray(at)]).messages).toEqual(whole);
    }),
    { numRuns: 25 },
  );
});

test('streams of bytes and spoilt messages end in messages or in one error', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const { failed, messages } = checkStreams(seed, 200);
      expect(failed).toBeGreaterThan(0);
      expect(messages).toBeGreaterThan(0);
    }),
    { numRuns: 20 },
  );
});

test('a message that never ends is not kept for ever', () => {
  const chunk = Buffer.alloc(64 * 1024, '1');
  let taken = 0;
  const { messages, failure } = frame(
    (function* () {
      yield Buffer.from(`8=FIX.4.4\x019=${LONGEST_BODY}\x01`);
      for (; taken < 1000; taken += 1) yield chunk;
    })(),
  );
  expect(messages).toEqual([]);
  expect(failure).toBe('sent a message with a wrong BodyLength: it does not end where that says');
});
