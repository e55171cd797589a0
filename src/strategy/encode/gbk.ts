import { Buffer } from 'node:buffer';

const QUESTION_MARK = 0x3f;

/** Bytes of GBK as a text. */
export function fromGbk(bytes: Uint8Array): string {
  return new TextDecoder('gbk').decode(bytes);
}

/** A text as bytes of GBK; what it does not have becomes a question mark. */
export function toGbk(text: string): Buffer {
  const codes = codesOf(new Set(text.replace(/[\0-\x7f]/g, '')));
  return Buffer.from(
    Array.from(text).flatMap((character) => {
      const code = character.codePointAt(0) ?? 0;
      return code < 0x80 ? code : (codes.get(character) ?? QUESTION_MARK);
    }),
  );
}

/** What Node decodes to these characters: it has no encoder. */
function codesOf(characters: ReadonlySet<string>): Map<string, number[]> {
  const codes = new Map<string, number[]>([['€', [0x80]]]);
  if (characters.size === 0) return codes;
  const decoder = new TextDecoder('gbk');
  for (let first = 0x81; first < 0xff; first += 1) {
    for (let second = 0x40; second < 0xff; second += 1) {
      const character = decoder.decode(Uint8Array.of(first, second));
      if (characters.has(character) && !codes.has(character)) codes.set(character, [first, second]);
    }
  }
  return codes;
}
